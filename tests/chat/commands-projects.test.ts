import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../lib/ids.ts'
import type { FilmResult } from '../../storage/store.ts'
import { acceptProject, sampleBoard, sampleResult, sampleRevision } from '../storage/sample.ts'
import { ann, ben, li, openCommands } from './open-commands.ts'

let played: Awaited<ReturnType<typeof openCommands>>
beforeAll(async () => {
  played = await openCommands()
})
afterAll(() => played?.close())

/** A project with two revisions, the first of which has a film. */
async function filmed(title: string, owner = ann, channel = 'hall'): Promise<string> {
  const { store } = played
  const { id, project } = await acceptProject(store, { owner, place: { platform: 'strict', channel, thread: newId() } })
  await store.runs.adopt(id, 1, sampleBoard([1, 2, 3], title), { key: 'change.written', values: {} })
  const film = `blob:${(await store.blobs.put(Buffer.from(title))).slice(5)}`
  const result: FilmResult = { ...sampleResult, title, film, cover: film, vtt: film }
  await store.runs.move(id, ['waiting'], 'done', { result })
  await store.revisions.add(project, 1, { ...sampleRevision([1, 2], 1), by: owner })
  return project
}

test('/projects finds films by words, in pages, and opens one with its film', async () => {
  const { chat, last } = played
  for (let number = 1; number <= 17; number++) await filmed(`Tea, part ${number}`)
  await filmed('Storms')
  await filmed('Not Ann’s', ben)
  await chat.say('/projects')
  expect(last().view.select?.options).toHaveLength(15)
  expect(last().view.select?.options[0]?.label).toBe('Storms')
  await chat.press(last(), 'projects.page')
  expect(last().view.select?.options).toHaveLength(3)
  await chat.say('/projects STORM')
  expect(last().view.select?.options).toHaveLength(1)
  await chat.choose(last(), last().view.select?.options[0]?.value ?? '')
  expect(last().view.media?.[0]).toMatchObject({ kind: 'video' })
  expect(last().view.fields?.at(-1)?.value).toBe('2')
  await chat.say('/projects nothing like this')
  expect(last().view.text).toContain('/projects')
  await chat.say('/projects', li)
  expect(last().view.text).toContain('还没有影片')
})

test('whose film it is stands where others are, or look at it', async () => {
  const { chat, store, last } = played
  const owner = () => last().view.fields?.find(({ label }) => label === 'Owner')?.value
  await chat.act(last(), 'projects.open', await filmed('Bells'))
  expect(owner()).toBe('Ann')
  const own = await filmed('Bells alone', ann, 'ann')
  await store.projects.setMember(own, ben, 'viewer')
  await chat.act(last(), 'projects.open', own)
  expect(last().view.title).toBe('Bells alone')
  expect(owner()).toBeUndefined()
  await chat.act(last(), 'projects.open', own, undefined, ben)
  expect(owner()).toBe('Ann')
})

test('/history tells what changed and by whom; an old revision is watched and restored, once', async () => {
  const { chat, store, submitted, last } = played
  const project = await filmed('Rivers')
  await chat.say('/history rivers')
  expect(last().view.text?.split('\n')).toHaveLength(2)
  expect(last().view.text).toContain('Ann')
  const listed = last()
  await chat.choose(listed, '1')
  expect(last().view.media?.[0]).toMatchObject({ kind: 'video' })
  const old = last()
  await chat.press(old, 'history.compare')
  expect(last().view.title).toBe('Rivers: revision 1 and 2')
  expect(last().view.text).toBe('Title: “Rivers” → “On tea”\nScene 3 is gone: “Scene 3.”')
  await chat.press(old, 'history.restore')
  const head = await store.revisions.head(project)
  expect(head).toMatchObject({ number: 3, parent: 2, change: { key: 'change.restored' } })
  expect(head?.board.scenes).toHaveLength(3)
  expect(submitted).toHaveLength(1)
  await chat.press(old, 'history.restore')
  expect(last().view.text).toContain('earlier state')
  expect((await store.revisions.list(project)).length).toBe(3)
})

test('a stranger sees nothing of a project; an invited one sees what their role allows', async () => {
  const { chat, store, last } = played
  const project = await filmed('Bridges')
  await chat.say('/history bridges')
  const listed = last()
  await chat.press({ ...listed, view: { buttons: [{ label: '', action: 'delete.ask', value: project }] } }, 'delete.ask', ben)
  expect(last().view).toMatchObject({ tone: 'danger' })
  await chat.say('/invite Ben role=viewer project=bridges')
  expect(last().view.text).toContain('Ben is now a viewer')
  expect(await store.projects.roleOf(project, { platform: 'strict', id: 'ben' })).toBe('viewer')
  await chat.choose(listed, '1', ben)
  const shown = last()
  expect(shown.view.media?.[0]?.kind).toBe('video')
  await chat.press(shown, 'history.restore', ben)
  expect(last().view.text).toContain('Viewers')
  await chat.say('/members bridges')
  expect(last().view.text).toContain('Ben: viewer')
  await chat.say('/invite @ben role=none project=bridges')
  expect(await store.projects.roleOf(project, { platform: 'strict', id: 'ben' })).toBeUndefined()
  await chat.say('/invite Ann role=none project=bridges')
  expect(last().view.text).toContain('needs an owner')
  await chat.say('/invite nobody-by-that-name! project=bridges')
  expect(last().view.tone).toBe('danger')
})

test('/delete asks, and then it is gone', async () => {
  const { chat, store, last } = played
  const project = await filmed('Leaves')
  await chat.say('/delete leaves')
  const asked = last()
  await chat.press(asked, 'delete.confirm', ben)
  expect(await store.projects.get(project)).toBeDefined()
  await chat.press(asked, 'delete.keep')
  expect(await store.projects.get(project)).toBeDefined()
  await chat.say('/delete leaves')
  const again = last()
  await chat.press(again, 'delete.confirm')
  expect(await store.projects.get(project)).toBeUndefined()
  await chat.press(again, 'delete.confirm').catch(() => undefined)
  await chat.say('/history leaves')
  expect(last().view.tone).toBe('danger')
})

test('/usage counts this month', async () => {
  const { chat, last } = played
  await filmed('Counted', li)
  await chat.say('/usage', li)
  expect(last().view.fields?.map(({ value }) => value)).toEqual(['1', '1', '0.00 USD'])
})
