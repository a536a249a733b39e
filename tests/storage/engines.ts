import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { newId } from '../../lib/ids.ts'
import { openStore, type StoreOptions } from '../../storage/open-store.ts'
import type { Store } from '../../storage/store.ts'
import { hasPostgres, startPostgres } from '../servers/postgres.ts'
import type { Server } from '../servers/server.ts'
import { quiet } from './quiet.ts'

/** Opens stores on fresh or on the same records; closes and removes them after each test. */
export interface Engine {
  options(): Promise<StoreOptions>
  open(options?: StoreOptions): Promise<Store>
}

/** The same tests on every database. */
export function describeEngines(name: string, tests: (engine: Engine) => void): void {
  describe(`${name}, on SQLite`, () => {
    tests(engine(async () => undefined))
  })
  describe.skipIf(!hasPostgres())(`${name}, on Postgres`, () => {
    let server: Server
    beforeAll(async () => {
      server = await startPostgres()
    })
    afterAll(() => server.stop())
    tests(engine(() => freshDatabase(server)))
  })
}

function engine(databaseUrl: () => Promise<string | undefined>): Engine {
  const stores: Store[] = []
  const folders: string[] = []
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()))
    await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
  })
  async function options(): Promise<StoreOptions> {
    const dataDir = await mkdtemp(join(tmpdir(), 'docreel-store-'))
    folders.push(dataDir)
    return { dataDir, databaseUrl: await databaseUrl(), log: quiet }
  }
  return {
    options,
    async open(given) {
      const store = await openStore(given ?? (await options()))
      stores.push(store)
      return store
    },
  }
}

async function freshDatabase(server: Server): Promise<string> {
  const name = `test_${newId()}`
  const client = new Client({ connectionString: server.url })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return url.href
}
