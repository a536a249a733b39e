import { expect, it } from 'vitest'
import { newId } from '../../lib/ids.ts'
import type { Store } from '../../storage/store.ts'
import { describeEngines } from './engines.ts'
import { acceptProject, nowhere, sampleResult, sampleRun } from './sample.ts'

const call = { vendor: 'images', person: undefined, caps: {} }

describeEngines('projects', (engine) => {
  it('begin with the document, once, called like its file', async () => {
    const store = await engine.open()
    const run = sampleRun()
    const other = sampleRun()
    expect(await store.runs.accept(run, '1')).toMatchObject({ project: run.project, revision: 0, approved: 'nothing', waitsFor: undefined })
    expect(await store.runs.accept(other, '1')).toBeUndefined()
    expect(await store.projects.get(other.project)).toBeUndefined()
    const project = await store.projects.get(run.project)
    const { owner, place, request } = run
    expect(project).toMatchObject({ id: run.project, owner, place, title: 'tea', filename: 'tea.pdf', source: nowhere, head: 0 })
    expect(project?.settings).toEqual(request.settings)
    expect(await store.projects.members(run.project)).toEqual([{ person: owner, role: 'owner' }])
  })

  it('take further runs, each incoming once; an unknown project takes none', async () => {
    const store = await engine.open()
    const { id, project } = await acceptProject(store)
    const again = { ...sampleRun({ project }), revision: 3, approved: 'scenes' as const }
    const tries = await Promise.all(Array.from({ length: 5 }, () => store.runs.begin({ ...again, id: newId() }, 'again')))
    const [begun, ...more] = tries.filter(Boolean)
    expect(more).toEqual([])
    expect(begun).toMatchObject({ project, revision: 3, approved: 'scenes', state: 'waiting', attempt: 1 })
    expect((await store.runs.list({ project })).map((run) => run.id)).toEqual([begun?.id, id])
    await expect(store.runs.begin({ ...sampleRun(), revision: 0 }, 'lost')).rejects.toMatchObject({ code: 'not-found' })
    expect(await store.inbox.seen('web', 'lost')).toBe(false)
  })

  it('are found by place, member and a part of their names, newest first', async () => {
    const store = await engine.open()
    const add = async (filename: string, ownerId: string, thread?: string) => {
      const place = { platform: 'web', channel: 'here', ...(thread !== undefined && { thread }) }
      const { request } = sampleRun()
      return (await acceptProject(store, { owner: { id: ownerId, name: ownerId }, place, request: { ...request, filename } })).project
    }
    const [tea, cups, chinese, odd] = [
      await add('Tea.pdf', 'ann', 't1'),
      await add('100%_cups.docx', 'bob'),
      await add('茶ÉÀ.epub', 'ann'),
      await add('a\0b\ud800.txt', 'cy'),
    ]
    await store.projects.setTitle(cups, 'On ÉCRU cups')
    const ids = async (filter: Partial<Parameters<Store['projects']['list']>[0]>) =>
      (await store.projects.list({ limit: 10, ...filter })).map(({ id }) => id)
    expect(await ids({})).toEqual([odd, chinese, cups, tea])
    expect(await ids({ limit: 2 })).toEqual([odd, chinese])
    expect(await ids({ place: { platform: 'web', channel: 'here', thread: 't1' } })).toEqual([tea])
    expect(await ids({ place: { platform: 'telegram', channel: 'here' } })).toEqual([])
    expect(await ids({ member: { platform: 'web', id: 'ann' } })).toEqual([chinese, tea])
    expect(await ids({ member: { platform: 'telegram', id: 'ann' } })).toEqual([])
    expect(await ids({ search: 'tEa' })).toEqual([tea])
    expect(await ids({ search: 'écru' })).toEqual([cups])
    expect(await ids({ search: '茶éà' })).toEqual([chinese])
    expect(await ids({ search: '%' })).toEqual([cups])
    expect(await ids({ search: '0%_C' })).toEqual([cups])
    expect(await ids({ search: '_' })).toEqual([cups])
    expect(await ids({ search: '\\' })).toEqual([])
    expect(await ids({ search: 'a\0b' })).toEqual([odd])
    expect(await ids({ search: "'; drop table projects; --" })).toEqual([])
    expect((await store.projects.get(odd))?.filename).toBe('a\0b\ud800.txt')
  })

  it('keep who may do what, and never lose their last owner', async () => {
    const options = await engine.options()
    const stores = [await engine.open(options), await engine.open(options)]
    const { projects } = stores[0] as Store
    const { project } = await acceptProject(stores[0] as Store)
    const [ann, bob] = [
      { id: 'ann', name: 'Ann' },
      { id: 'bob\0', name: 'Bob' },
    ]
    const role = (id: string, platform = 'web') => projects.roleOf(project, { platform, id })
    expect(await projects.setMember(project, bob, 'viewer')).toBe(true)
    expect(await projects.setMember(project, bob, 'editor')).toBe(true)
    expect([await role('ann'), await role(bob.id), await role('cy'), await role('ann', 'telegram')]).toEqual([
      'owner',
      'editor',
      undefined,
      undefined,
    ])
    expect(await projects.setMember(project, ann, 'editor')).toBe(false)
    expect(await projects.setMember(project, bob, 'owner')).toBe(true)
    const left = await Promise.all(
      [ann, bob].map((person, index) => (stores[index] as Store).projects.setMember(project, person, undefined)),
    )
    expect(left.filter(Boolean)).toHaveLength(1)
    expect(await projects.members(project)).toMatchObject([{ role: 'owner' }])
    expect(await projects.setMember('unknown', bob, 'owner')).toBe(false)
  })

  it('are hidden at once when removed, with those of their runs that wait', async () => {
    const store = await engine.open()
    const { id, project } = await acceptProject(store)
    expect(await store.projects.remove(project)).toBe(true)
    expect(await store.projects.remove(project)).toBe(false)
    expect(await store.projects.get(project)).toBeUndefined()
    expect(await store.projects.list({ limit: 10 })).toEqual([])
    expect(await store.projects.roleOf(project, { platform: 'web', id: 'ann' })).toBeUndefined()
    expect((await store.runs.get(id))?.state).toBe('cancelled')
    await expect(store.runs.begin({ ...sampleRun({ project }), revision: 0 }, 'late')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('know what their owner has used, even after they are gone', async () => {
    const store = await engine.open()
    const begin = Date.now()
    const { id, project } = await acceptProject(store)
    const other = await acceptProject(store, { place: { platform: 'telegram', channel: 'here' } })
    await store.runs.move(id, ['waiting'], 'done', { result: { ...sampleResult, seconds: 61.5 } })
    for (const [key, run, cost] of [
      ['a', id, 0.25],
      ['b', id, 0.5],
      ['c', other.id, 4],
    ] as const) {
      await store.calls.intend(key, { ...call, run, estimate: 1 })
      await store.calls.answer(key, 'answer', cost)
    }
    const ann = { platform: 'web', id: 'ann' }
    expect(await store.usage(ann, begin)).toEqual({ films: 1, seconds: 61.5, cost: 0.75 })
    expect(await store.usage(ann, Date.now() + 1_000)).toEqual({ films: 0, seconds: 0, cost: 0 })
    await store.projects.remove(project)
    await store.sweep({ now: Date.now() })
    expect(await store.runs.get(id)).toBeUndefined()
    expect(await store.calls.find('a')).toBeUndefined()
    expect((await store.usage(ann, begin)).cost).toBe(0.75)
  })
})
