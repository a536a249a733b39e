import { expect, it } from 'vitest'
import type { Store } from '../../storage/store.ts'
import { describeEngines } from './engines.ts'
import { acceptProject, sampleBoard, sampleResult } from './sample.ts'

const written = { key: 'change.written', values: {} }

describeEngines('review', (engine) => {
  async function running(seeds = [0, 1, 2]) {
    const store = await engine.open()
    const { id, project } = await acceptProject(store)
    await store.runs.move(id, ['waiting'], 'running')
    expect(await store.runs.adopt(id, 1, sampleBoard(seeds), written)).toBe(true)
    return { store, runs: store.runs, id, project }
  }

  it('takes over what the pipeline wrote, once, with its title', async () => {
    const { store, runs, id, project } = await running()
    const run = await runs.get(id)
    expect(run).toMatchObject({ revision: 1, state: 'running', attempt: 1, request: { board: sampleBoard([0, 1, 2]) } })
    expect(await runs.totals(id)).toBe(3)
    expect(await runs.adopt(id, 1, sampleBoard([5]), written)).toBe(false)
    expect(await runs.get(id)).toEqual(run)
    expect(await store.projects.get(project)).toMatchObject({ head: 1, title: 'On tea' })
    expect(await store.revisions.head(project)).toMatchObject({ number: 1, parent: undefined, by: run?.owner, change: written })

    const other = await acceptProject(store)
    await store.projects.setTitle(other.project, 'My tea')
    expect(await runs.adopt(other.id, 2, sampleBoard([0]), written)).toBe(false)
    expect(await runs.adopt(other.id, 1, sampleBoard([0]), written)).toBe(true)
    expect(await store.projects.get(other.project)).toMatchObject({ head: 1, title: 'My tea' })
    expect(await runs.adopt('unknown', 1, sampleBoard([0]), written)).toBe(false)
  })

  it('stops at a stage and goes on when that is approved, one press of five', async () => {
    const options = await engine.options()
    const stores = [await engine.open(options), await engine.open(options)]
    const { runs } = stores[0] as Store
    const { id } = await acceptProject(stores[0] as Store)
    expect(await runs.pause(id, 'script')).toBe(false)
    await runs.move(id, ['waiting'], 'running')
    await runs.adopt(id, 1, sampleBoard([0]), written)
    expect(await runs.pause(id, 'script', 2)).toBe(false)
    expect(await runs.pause(id, 'script', 1)).toBe(true)
    expect(await runs.pause(id, 'script', 1)).toBe(false)
    expect(await runs.get(id)).toMatchObject({ state: 'review', waitsFor: 'script', approved: 'nothing' })
    expect(await runs.nextWaiting()).toBeUndefined()
    expect(await runs.approve(id, 'scenes', 1)).toBe(false)
    expect(await runs.approve(id, 'script', 2)).toBe(false)
    const presses = Array.from({ length: 5 }, (_, index) => (stores[index % 2] as Store).runs.approve(id, 'script', 1))
    expect((await Promise.all(presses)).filter(Boolean)).toHaveLength(1)
    expect(await runs.get(id)).toMatchObject({ state: 'waiting', waitsFor: undefined, approved: 'script', attempt: 2 })
  })

  it('goes through a stage that is approved before it comes there, once', async () => {
    const { runs, id } = await running()
    expect(await runs.approve(id, 'script', 1)).toBe(false)
    expect(await runs.approve(id, 'scenes', 2)).toBe(false)
    expect(await runs.approve(id, 'scenes', 1)).toBe(true)
    expect(await runs.approve(id, 'scenes', 1)).toBe(false)
    expect(await runs.get(id)).toMatchObject({ state: 'waiting', approved: 'scenes', attempt: 2 })
    expect(await runs.pause(id, 'scenes', 1)).toBe(false)
  })

  it('goes on with a newer revision, without the scenes that are no more', async () => {
    const { runs, id } = await running()
    const record = { step: 'picture', state: 'done' as const, fraction: 1, ms: 9, cached: false }
    for (const scene of [0, 1, 2]) await runs.saveStep(id, { ...record, scene, preview: `blob:${scene}` })
    await runs.pause(id, 'script')
    await runs.approve(id, 'script', 1)
    const { request } = (await runs.get(id)) ?? {}
    if (request === undefined) throw new Error('no run')
    const to = { revision: 3, request: { ...request, board: sampleBoard([2, 0]) } }
    expect(await runs.revise(id, to)).toBe(true)
    expect(await runs.revise(id, to)).toBe(false)
    expect(await runs.revise(id, { ...to, revision: 2 })).toBe(false)
    expect(await runs.get(id)).toMatchObject({ ...to, state: 'waiting', attempt: 3, approved: 'script', waitsFor: undefined })
    expect(await runs.totals(id)).toBe(2)
    // Another scene stands in each place: nobody is shown the picture of the one before.
    expect(await runs.steps(id)).toEqual([])

    // A worker that has not heard yet; then the moved scenes, whose pictures are in the cache.
    await runs.saveStep(id, { ...record, scene: 2, preview: 'blob:2' })
    await runs.saveStep(id, { ...record, scene: 0, ms: 1, cached: true, preview: 'blob:2' })
    await runs.saveStep(id, { ...record, scene: 1, ms: 1, cached: true, preview: 'blob:1' })
    expect(await runs.steps(id)).toEqual([
      { ...record, scene: 0, ms: 1, cached: true, preview: 'blob:2' },
      { ...record, scene: 1, ms: 1, cached: true, preview: 'blob:1' },
    ])
    await runs.move(id, ['waiting'], 'done', { result: sampleResult })
    expect(await runs.revise(id, { ...to, revision: 4 })).toBe(false)
  })

  it('lets an attempt that was overtaken end nothing', async () => {
    const { runs, id } = await running()
    await runs.restart(id, ['running'])
    await runs.move(id, ['waiting'], 'running')
    expect(await runs.move(id, ['running'], 'done', { result: sampleResult, attempt: 1 })).toBe(false)
    expect(await runs.pause(id, 'scenes', 1)).toBe(false)
    expect(await runs.pause(id, 'scenes', 2)).toBe(true)
    expect(await runs.move(id, ['review'], 'cancelled')).toBe(true)
    expect(await runs.get(id)).toMatchObject({ state: 'cancelled', waitsFor: undefined })
  })
})
