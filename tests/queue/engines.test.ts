import { afterAll, beforeAll, describe } from 'vitest'
import { hasPostgres } from '../servers/postgres.ts'
import { hasRedis } from '../servers/redis.ts'
import { queueContract } from './contract.ts'
import { reviewContract } from './review-contract.ts'
import { embeddedPlaces, type Places, postgresPlaces, redisPlaces } from './support/places.ts'

// Making the first embedded database takes three seconds of a quiet machine, and a minute of a crowded one.
const OPEN_MS = 300_000

function onEach(name: string, open: () => Promise<Places>) {
  let places: Places
  beforeAll(async () => {
    places = await open()
  }, OPEN_MS)
  afterAll(() => places.close())
  queueContract(name, () => places.next())
  reviewContract(name, () => places.next())
}

// Side by side: each waits a minute for grace and reconciliation, in which the others can work.
const concurrent = true
describe('embedded', { concurrent }, () => onEach('the embedded Postgres', embeddedPlaces))
describe.skipIf(!hasRedis())('redis', { concurrent }, () => onEach('Redis', redisPlaces))
describe.skipIf(!hasPostgres())('postgres', { concurrent }, () => onEach('Postgres', postgresPlaces))
