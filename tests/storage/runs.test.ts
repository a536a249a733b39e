import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Store } from '../../storage/store.ts'
import { describeEngines } from './engines.ts'
import { acceptFor, sampleResult, sampleRun } from './sample.ts'

describeEngines('runs', (engine) => {
  it('accepts a document once, however often and from wherever it arrives', async () => {
    const options = await engine.options()
    const [first, second] = [await engine.open(options), await engine.open(options)]
    const tries = await Promise.all(
      Array.from({ length: 10 }, (_, index) => (index % 2 ? first : second).runs.accept(sampleRun(), 'update-7')),
    )
    expect(tries.filter(Boolean)).toHaveLength(1)
    expect(await first.runs.list({})).toEqual(tries.filter(Boolean))
    expect(await second.inbox.seen('web', 'update-7')).toBe(true)
    expect(await second.inbox.accept('web', 'update-7')).toBe(false)
    expect(await second.inbox.accept('telegram', 'update-7')).toBe(true)
  })

  it('gives a run back as it was accepted', async () => {
    const store = await engine.open()
    const run = sampleRun({ owner: { id: '7', name: 'Ann', locale: 'en' }, place: { platform: 'web', channel: 'c', thread: 't' } })
    const accepted = await store.runs.accept(run, 'x')
    expect(accepted).toMatchObject({ ...run, state: 'waiting', attempt: 1, crashes: 0, version: 1, shown: 0 })
    expect(accepted?.createdAt).toBeGreaterThan(Date.now() - 60_000)
    expect(await store.runs.get(run.id)).toEqual(accepted)
    expect(await store.runs.get('unknown')).toBeUndefined()
  })

  it('moves a run only from the states that were named, once', async () => {
    const options = await engine.options()
    const stores = [await engine.open(options), await engine.open(options)]
    const store = stores[0] as Store
    const id = await acceptFor(store, 'ann')
    expect(await store.runs.move(id, ['running'], 'done')).toBe(false)
    expect(await store.runs.move(id, [], 'done')).toBe(false)
    expect(await store.runs.move('unknown', ['waiting'], 'done')).toBe(false)
    expect(await store.runs.get(id)).toMatchObject({ state: 'waiting', version: 1 })

    const moves = await Promise.all(stores.flatMap(({ runs }) => Array.from({ length: 10 }, () => runs.move(id, ['waiting'], 'queued'))))
    expect(moves.filter(Boolean)).toHaveLength(1)
    expect(await store.runs.get(id)).toMatchObject({ state: 'queued', version: 2 })

    expect(await store.runs.move(id, ['queued', 'running'], 'done', { result: sampleResult })).toBe(true)
    expect(await store.runs.get(id)).toMatchObject({ state: 'done', version: 3, result: sampleResult })
  })

  it('restarts with a new attempt and no problem', async () => {
    const store = await engine.open()
    const id = await acceptFor(store, 'ann')
    await store.runs.move(id, ['waiting'], 'failed', { problem: { code: 'bug', message: 'Oh.', id: 'x1' } })
    expect((await store.runs.get(id))?.problem).toEqual({ code: 'bug', message: 'Oh.', id: 'x1' })
    expect(await store.runs.restart(id, ['done'])).toBe(false)
    expect(await store.runs.restart(id, ['failed'])).toBe(true)
    expect(await store.runs.get(id)).toMatchObject({ state: 'waiting', attempt: 2, problem: undefined, version: 3 })
  })

  it('counts crashes', async () => {
    const store = await engine.open()
    const id = await acceptFor(store, 'ann')
    expect((await Promise.all([1, 2, 3].map(() => store.runs.countCrash(id)))).sort()).toEqual([1, 2, 3])
    for (const total of [4, 2]) await store.runs.noteCrashes(id, total)
    expect((await store.runs.get(id))?.crashes).toBe(4)
    await expect(store.runs.countCrash('unknown')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('keeps steps, and knows which cards are stale', async () => {
    const store = await engine.open()
    const id = await acceptFor(store, 'ann')
    const version = async () => (await store.runs.get(id))?.version
    const active = { step: 'clip', scene: 2, state: 'active' as const, fraction: 0.25, ms: 0, cached: false, preview: undefined }
    expect(await store.runs.stale('web')).toHaveLength(1)
    await store.runs.setCard(id, { place: { platform: 'web', channel: 'here' }, id: 'm1' })
    await store.runs.setShown(id, 1)
    expect(await store.runs.stale('web')).toEqual([])

    await store.runs.saveStep(id, active)
    await store.runs.saveStep(id, active)
    expect(await version()).toBe(2)
    expect((await store.runs.stale('web')).map((run) => run.card?.id)).toEqual(['m1'])
    expect(await store.runs.stale('telegram')).toEqual([])

    const done = { ...active, state: 'done' as const, fraction: 1, ms: 812, preview: 'blob:1' }
    await store.runs.saveStep(id, done)
    await store.runs.saveStep(id, { ...done, ms: 3, cached: true })
    await store.runs.saveStep(id, { ...done, step: 'cover', scene: 0 })
    expect(await store.runs.steps(id)).toEqual([done, { ...done, step: 'cover', scene: 0 }])
    expect(await version()).toBe(4)

    await store.runs.setShown(id, 4)
    await store.runs.setShown(id, 3)
    expect(await store.runs.stale('web')).toEqual([])

    await store.runs.move(id, ['waiting'], 'cancelled')
    await store.runs.saveStep(id, { ...active, fraction: 0.9 })
    expect(await store.runs.steps(id)).toContainEqual(done)
    expect(await version()).toBe(5)
    await store.runs.saveStep('unknown', active)
  })

  it('keeps the order of one process’s step records', async () => {
    const store = await engine.open()
    const id = await acceptFor(store, 'ann')
    const record = { step: 'clip', scene: 0, ms: 0, cached: false, preview: undefined }
    await Promise.all([
      ...Array.from({ length: 50 }, (_, index) => store.runs.saveStep(id, { ...record, state: 'active', fraction: index / 50 })),
      store.runs.saveStep(id, { ...record, state: 'done', fraction: 1 }),
    ])
    expect(await store.runs.steps(id)).toMatchObject([{ state: 'done', fraction: 1 }])
    expect((await store.runs.get(id))?.version).toBe(52)
  })

  it('takes the steps of two writers at once, all of them', async () => {
    const options = await engine.options()
    const stores = [await engine.open(options), await engine.open(options)]
    const id = await acceptFor(stores[0] as Store, 'ann')
    const saves = stores.flatMap(({ runs }, writer) =>
      Array.from({ length: 30 }, (_, index) =>
        runs.saveStep(id, {
          step: 'clip',
          scene: index * 2 + writer,
          state: 'done',
          fraction: 1,
          ms: 1,
          cached: false,
          preview: undefined,
        }),
      ),
    )
    await Promise.all(saves)
    expect(await stores[0]?.runs.steps(id)).toHaveLength(60)
    expect((await stores[1]?.runs.get(id))?.version).toBe(61)
  })

  it('remembers how many scenes there are', async () => {
    const store = await engine.open()
    const id = await acceptFor(store, 'ann')
    expect(await store.runs.totals(id)).toBe(0)
    await store.runs.setTotals(id, 9)
    await store.runs.setTotals(id, 9)
    expect(await store.runs.totals(id)).toBe(9)
    expect((await store.runs.get(id))?.version).toBe(2)
  })

  it('lists by state, owner and place, newest first', async () => {
    const store = await engine.open()
    const add = async (ownerId: string, thread?: string) => {
      const place = { platform: 'web', channel: 'here', ...(thread !== undefined && { thread }) }
      const run = sampleRun({ owner: { id: ownerId, name: ownerId }, place })
      await store.runs.accept(run, run.id)
      return run.id
    }
    const [a, b, c] = [await add('ann'), await add('bob', 't1'), await add('ann', 't2')]
    const ids = async (filter: Parameters<Store['runs']['list']>[0]) => (await store.runs.list(filter)).map(({ id }) => id)
    expect(await ids({})).toEqual([c, b, a])
    expect(await ids({ limit: 2 })).toEqual([c, b])
    expect(await ids({ ownerId: 'ann' })).toEqual([c, a])
    expect(await ids({ place: { platform: 'web', channel: 'here' } })).toEqual([c, b, a])
    expect(await ids({ place: { platform: 'web', channel: 'here', thread: 't1' } })).toEqual([b])
    expect(await ids({ place: { platform: 'web', channel: 'elsewhere' } })).toEqual([])
    await store.runs.move(a, ['waiting'], 'queued')
    expect(await ids({ states: ['queued', 'running'] })).toEqual([a])
    expect(await ids({ states: [] })).toEqual([])
  })

  it('lets the least-served owner’s run go first, and tells each its turn', async () => {
    const store = await engine.open()
    const ann = [await acceptFor(store, 'ann'), await acceptFor(store, 'ann'), await acceptFor(store, 'ann')]
    const bob = [await acceptFor(store, 'bob'), await acceptFor(store, 'bob')]
    const cy = await acceptFor(store, 'cy')
    const line = await store.runs.line()
    const turns = [...ann, ...bob, cy].map((id) => line.get(id))

    const admitted: string[] = []
    for (let next = await store.runs.nextWaiting(); next !== undefined; next = await store.runs.nextWaiting()) {
      expect((await store.runs.line()).get(next.id)).toBe(1)
      await store.runs.move(next.id, ['waiting'], 'queued')
      admitted.push(next.id)
    }
    expect(admitted).toEqual([ann[0], bob[0], cy, ann[1], bob[1], ann[2]])
    expect([...ann, ...bob, cy].map((id) => admitted.indexOf(id) + 1)).toEqual(turns)
    expect((await store.runs.line()).size).toBe(0)
  })

  it('lets people take turns where one film is made at a time, whoever came first with how many', async () => {
    const store = await engine.open()
    const ann = [await acceptFor(store, 'ann'), await acceptFor(store, 'ann'), await acceptFor(store, 'ann'), await acceptFor(store, 'ann')]
    const made: string[] = []
    const makeNext = async () => {
      const id = (await store.runs.nextWaiting())?.id ?? ''
      await store.runs.move(id, ['waiting'], 'queued')
      await sleep(2)
      await store.runs.move(id, ['queued'], 'done', { result: sampleResult })
      made.push(id)
    }
    await makeNext()
    const bob = [await acceptFor(store, 'bob'), await acceptFor(store, 'bob')]
    expect([...(await store.runs.line()).keys()]).toEqual([bob[0], ann[1], bob[1], ann[2], ann[3]])
    for (let count = 0; count < 5; count++) await makeNext()
    expect(made).toEqual([ann[0], bob[0], ann[1], bob[1], ann[2], ann[3]])
  })
})
