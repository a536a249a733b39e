import { expect, it } from 'vitest'
import { FilmSettings } from '../../pipeline/schema.ts'
import type { Store } from '../../storage/store.ts'
import { describeEngines } from './engines.ts'
import { acceptProject, sampleBoard, sampleRevision } from './sample.ts'

const ann = { id: 'ann', name: 'Ann' }

describeEngines('revisions', (engine) => {
  it('come back as they were, newest first, and give the project its settings', async () => {
    const store = await engine.open()
    const { project } = await acceptProject(store)
    expect(await store.revisions.head(project)).toBeUndefined()
    const settings = FilmSettings.parse({ style: 'chalk', aspect: '9:16' })
    const first = await store.revisions.add(project, 0, sampleRevision([0, 1]))
    const second = await store.revisions.add(project, 1, { ...sampleRevision([1, 0, 7], 1), settings })
    expect(first).toMatchObject({ ...sampleRevision([0, 1]), project, number: 1 })
    expect(second).toMatchObject({ ...sampleRevision([1, 0, 7]), project, number: 2, parent: 1, settings })
    expect(await store.revisions.get(project, 1)).toEqual(first)
    expect(await store.revisions.get(project, 3)).toBeUndefined()
    expect(await store.revisions.head(project)).toEqual(second)
    expect(await store.projects.get(project)).toMatchObject({ head: 2, settings })
    const [{ board: _, ...newest } = { board: undefined }, { board: __, ...oldest } = { board: undefined }] = [second, first]
    expect(await store.revisions.list(project)).toEqual([newest, oldest])
    expect(await store.revisions.add('unknown', 0, sampleRevision([0]))).toBeUndefined()
  })

  it('follow one another: of twenty who start from the same one, one wins', async () => {
    const options = await engine.options()
    const stores = [await engine.open(options), await engine.open(options)]
    const { project } = await acceptProject(stores[0] as Store)
    const add = (index: number) => (stores[index % 2] as Store).revisions.add(project, 0, sampleRevision([index]))
    const added = (await Promise.all(Array.from({ length: 20 }, (_, index) => add(index)))).filter(Boolean)
    expect(added).toHaveLength(1)
    expect(await stores[1]?.revisions.list(project)).toHaveLength(1)
    expect(await stores[1]?.revisions.head(project)).toEqual(added[0])
  })

  it('take a run along in one go', async () => {
    const store = await engine.open()
    const { id, project } = await acceptProject(store)
    const stranger = await acceptProject(store)
    await store.runs.adopt(id, 1, sampleBoard([0, 1, 2]), { key: 'change.written', values: {} })
    await store.revisions.add(project, 1, sampleRevision([0, 2], 1), id)
    expect(await store.runs.get(id)).toMatchObject({
      revision: 2,
      attempt: 2,
      request: { filename: 'tea.pdf', board: sampleBoard([0, 2]) },
    })
    await store.revisions.add(project, 2, sampleRevision([0], 2), stranger.id)
    expect(await store.runs.get(stranger.id)).toMatchObject({ revision: 0, attempt: 1 })
    expect(await store.projects.get(project)).toMatchObject({ head: 3 })
  })

  it('keep who approved a scene, once, and carry it to the next', async () => {
    const store = await engine.open()
    const { id, project } = await acceptProject(store)
    await store.runs.adopt(id, 1, sampleBoard([0, 1, 2, 3]), { key: 'change.written', values: {} })
    const version = async () => (await store.runs.get(id))?.version ?? 0
    const before = await version()
    const presses = await Promise.all(Array.from({ length: 5 }, () => store.approvals.approve(project, 1, 2, ann)))
    expect(presses.filter(Boolean)).toHaveLength(1)
    expect(await version()).toBe(before + 1)
    await store.approvals.approve(project, 1, 0, { id: 'bob', name: 'Bob' })
    await store.approvals.approve(project, 1, 1, ann)
    expect(await store.approvals.list(project, 1)).toMatchObject([{ seed: 0, by: { id: 'bob' } }, { seed: 1 }, { seed: 2, by: ann }])
    await store.revisions.add(project, 1, sampleRevision([3, 0, 1], 1))
    await store.approvals.carry(project, 1, 2, [1])
    await store.approvals.carry(project, 1, 2, [1])
    expect(await store.approvals.list(project, 2)).toMatchObject([{ seed: 0, by: { id: 'bob' } }])
    await store.approvals.carry(project, 1, 9, [])
    expect(await store.approvals.list(project, 9)).toEqual([])
  })
})
