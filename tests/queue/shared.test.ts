import { once } from 'node:events'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Secret } from '../../lib/secret.ts'
import { hasPostgres } from '../servers/postgres.ts'
import { hasRedis, startRedis } from '../servers/redis.ts'
import { until } from './contract.ts'
import { type Place, type Places, postgresPlaces, redisPlaces } from './support/places.ts'
import { openRig, type Rig } from './support/rig.ts'

function sharedQueue(open: () => Promise<Places>) {
  let places: Places
  let place: Place
  let rig: Rig
  beforeAll(async () => {
    places = await open()
  }, 120_000)
  afterAll(() => places.close())
  beforeEach(async () => {
    place = await places.next()
    rig = await openRig(place)
  })
  afterEach(() => rig.stop())

  const begun = async (step: string) => (await rig.journal()).filter((line) => line.what === 'begin' && line.step === step)

  it('shares one run among workers, and tells other processes of it', async () => {
    const works = await rig.works()
    const heard: string[] = []
    works.subscribe((id) => heard.push(id))
    await rig.spawnWorker()
    await rig.spawnWorker()
    const run = await rig.accept({ scenes: 8, ms: { clip: 500, picture: 100 } })
    await works.submit(run)
    const toldByUs = heard.length
    await rig.reach(run.id, ['done'])
    expect(new Set((await begun('clip')).map(({ pid }) => pid)).size).toBe(2)
    expect(await begun('clip')).toHaveLength(8)
    expect(heard.length).toBeGreaterThan(toldByUs)
  })

  it('cancels what another process is at within 2 s', async () => {
    const works = await rig.works()
    await rig.spawnWorker()
    const run = await rig.accept({ scenes: 2, ms: { clip: 60_000 } })
    await works.submit(run)
    await until(async () => (await begun('clip')).length === 2)
    const asked = Date.now()
    await works.cancel(run.id)
    await until(async () => (await rig.journal()).filter(({ what }) => what === 'broken').length === 2)
    expect(Date.now() - asked).toBeLessThan(2_000)
  })

  it('has a killed worker’s jobs done by the others within 20 s', async () => {
    const works = await rig.works()
    const victim = await rig.spawnWorker()
    const run = await rig.accept({ scenes: 4, ms: { clip: 1_000 } })
    await works.submit(run)
    await until(async () => (await begun('clip')).length >= 2)
    victim.kill('SIGKILL')
    const killed = Date.now()
    await once(victim, 'exit')
    const held = await rig.journal()
    await rig.work(works)
    await until(async () => (await rig.journal()).slice(held.length).some(({ what, step }) => what === 'begin' && step === 'clip'), 25_000)
    expect(Date.now() - killed).toBeLessThan(20_000)
    await rig.reach(run.id, ['done'], 40_000)
    expect((await rig.store.runs.get(run.id))?.attempt).toBe(1)
    expect((await rig.store.runs.get(run.id))?.crashes).toBe(1)
  })

  it('goes on by itself after the server was away', async () => {
    const works = await rig.works()
    await rig.work(works)
    const run = await rig.accept({ scenes: 6, ms: { clip: 700 } })
    await works.submit(run)
    await until(async () => (await begun('clip')).length >= 2)
    await place.server?.crash()
    const waiting = await rig.accept({ scenes: 1 })
    await works.submit(waiting)
    await expect(works.health()).rejects.toThrow()
    await place.server?.restart()
    const back = Date.now()
    await rig.reach(run.id, ['done'], 40_000)
    await rig.reach(waiting.id, ['done'], 40_000)
    const told = rig.logged
      .map(({ msg, err }) => [msg, (err as Error | undefined)?.message].join())
      .filter((line) => line.includes('not well'))
    expect(told).toEqual([...new Set(told)])
    const life = rig.logged.flatMap((line) => (line.run === waiting.id && line.level === 30 ? [line.msg] : []))
    expect([...new Set(life)]).toEqual(['a run begins', 'a run is done'])
    process.stderr.write(`done ${Date.now() - back} ms after the server was back\n`)
    const ended = (await rig.journal()).filter(({ what }) => what === 'end').map(({ pid: _, at: __, ...line }) => JSON.stringify(line))
    expect(ended.length).toBe(3 + 6 * 3 + 2 + (3 + 3 + 2))
  })

  it('goes on by itself after the server was frozen', async () => {
    const works = await rig.works()
    await rig.work(works)
    const run = await rig.accept({ scenes: 4, ms: { clip: 500 } })
    await works.submit(run)
    await until(async () => (await begun('clip')).length >= 1)
    place.server?.freeze()
    const frozen = await works.health().catch((error: Error) => error.message)
    place.server?.thaw()
    expect(frozen).toBe('the queue does not answer')
    await rig.reach(run.id, ['done'], 40_000)
  })
}

// The two servers side by side: what is waited for is mostly time.
describe.skipIf(!hasRedis())('a shared queue on Redis', { timeout: 120_000, concurrent: true }, () => {
  describe('like any', { concurrent: false }, () => sharedQueue(redisPlaces))

  it('is rebuilt from the records when it was emptied', async () => {
    const places = await redisPlaces()
    const place = await places.next()
    const rig = await openRig(place)
    const client = new Redis(place.url ?? '')
    try {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 2, ms: { clip: 3_000 } })
      await works.submit(run)
      await until(async () => (await rig.journal()).some(({ step }) => step === 'clip'))
      await client.flushall()
      const emptied = Date.now()
      await rig.reach(run.id, ['done'], 40_000)
      process.stderr.write(`done ${Date.now() - emptied} ms after FLUSHALL\n`)
      expect((await rig.store.runs.get(run.id))?.attempt).toBe(2)
    } finally {
      client.disconnect()
      await rig.stop()
      await places.close()
    }
  })

  it('is refused where the server may drop jobs', async () => {
    const server = await startRedis({ 'maxmemory-policy': 'allkeys-lru' })
    const rig = await openRig({})
    try {
      await expect(rig.works({ queueUrl: new Secret(server.url) })).rejects.toMatchObject({
        code: 'settings',
        message: expect.stringContaining('noeviction'),
      })
    } finally {
      await rig.stop()
      await server.stop()
    }
  })
})

describe.skipIf(!hasPostgres())('a shared queue on Postgres', { timeout: 120_000, concurrent: true }, () => {
  describe('like any', { concurrent: false }, () => sharedQueue(postgresPlaces))
})

describe('a queue server', () => {
  it.each(['redis://127.0.0.1:1', 'postgres://127.0.0.1:1/x'])('that is not there is a matter of settings: %s', async (url) => {
    const rig = await openRig({})
    try {
      await expect(rig.works({ queueUrl: new Secret(url) })).rejects.toMatchObject({ name: 'UserError', code: 'settings' })
    } finally {
      await rig.stop()
    }
  })
})
