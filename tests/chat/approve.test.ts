import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../../lib/ids.ts'
import { FilmSettings } from '../../pipeline/schema.ts'
import { acceptProject, sampleBoard, sampleRevision } from '../storage/sample.ts'
import { ann, ben, openCommands } from './open-commands.ts'

const hall = { platform: 'strict', channel: 'hall' }
const settings = FilmSettings.parse({ review: 'scenes' })

let studio: Awaited<ReturnType<typeof openCommands>>
let film: { id: string; project: string }
beforeEach(async () => {
  studio = await openCommands()
  const { store } = studio
  const request = { source: await store.blobs.put(Buffer.from('tea')), filename: 'tea.txt', settings }
  film = await acceptProject(store, { owner: ann, place: hall, request })
  await store.projects.setMember(film.project, ben, 'editor')
  await store.runs.move(film.id, ['waiting'], 'running')
  await store.runs.adopt(film.id, 1, sampleBoard([1, 2, 3]), { key: 'change.written', values: {} })
  await pause()
})
afterEach(() => studio?.close())

const run = () => studio.store.runs.get(film.id)
const approved = async (revision: number) =>
  (await studio.store.approvals.list(film.project, revision)).map(({ seed, by }) => `${seed} ${by.name}`)
const said = () => studio.last().view.text

/** Its pictures are made, and it waits for people. */
async function pause(): Promise<void> {
  await studio.store.runs.move(film.id, ['waiting'], 'running')
  await studio.store.runs.pause(film.id, 'scenes')
}

/** A press on a card of this revision, as a platform sends it that has not redrawn the card since. */
async function press(action: string, revision: number, rest = '', from = ann): Promise<void> {
  const { chat } = studio
  const ref = await chat.adapter.post(hall, { text: 'card' }, `card-${revision}`)
  const message = chat.messages.find((one) => one.ref.id === ref.id)
  if (message !== undefined) await chat.act(message, action, `${film.id}/${revision}${rest}`, undefined, from)
}

test('the film is asked for on the card of before two changes of one’s own, while those are made', async () => {
  await press('scene.remove', 1, '/2')
  await press('scene.up', 2, '/3')
  await press('review.scenes', 1)
  expect(await approved(3)).toEqual(['1 Ann', '3 Ann'])
  expect(await run()).toMatchObject({ state: 'waiting', revision: 3, approved: 'scenes' })
  expect(studio.chat.messages.map(({ view }) => view.tone)).not.toContain('danger')
  await press('review.scenes', 1)
  expect(said()).toContain('approved already')
})

test('a change that nobody settled before a crash is settled with the press: what others approved stays theirs', async () => {
  const { store } = studio
  await store.approvals.approve(film.project, 1, 1, ben)
  await store.revisions.add(film.project, 1, { ...sampleRevision([1, 2], 1), by: ann, settings }, film.id)
  await pause()
  await press('review.scenes', 1)
  expect(await approved(2)).toEqual(['1 Ben', '2 Ann'])
  expect(await run()).toMatchObject({ approved: 'scenes', revision: 2 })
})

test('a press that is delivered again after a crash sends on what it had approved', async () => {
  const { store } = studio
  for (const seed of [1, 2, 3]) await store.approvals.approve(film.project, 1, seed, ann)
  await press('review.scenes', 1)
  expect(await run()).toMatchObject({ approved: 'scenes' })
})

test('another’s change in between is looked at first, a restored one too; and one’s own after another’s', async () => {
  await press('scene.remove', 1, '/2', ben)
  await pause()
  await press('review.scenes', 1)
  expect(said()).toContain('earlier state')
  await studio.chat.act(studio.last(), 'history.restore', `${film.project}/1/2`, undefined, ben)
  await press('scene.up', 3, '/3')
  await pause()
  for (const revision of [1, 2, Number.NaN]) {
    await press('review.scenes', revision)
    expect(said()).toContain('earlier state')
  }
  expect(await approved(4)).toEqual([])
  await press('review.scenes', 3)
  expect(await approved(4)).toHaveLength(3)
})

test('a draft shows what it shows, and what was written anew nobody has seen', async () => {
  const { store } = studio
  const { request } = (await run()) ?? {}
  const draft = { id: newId(), project: film.project, owner: ann, place: hall, revision: 1, approved: 'scenes' as const }
  if (request !== undefined) await store.runs.begin({ ...draft, request: { ...request, draft: true } }, draft.id)
  await press('scene.up', 1, '/3')
  await pause()
  await studio.chat.act(studio.last(), 'review.scenes', `${draft.id}/1`)
  expect(said()).toContain('earlier state')
  await store.revisions.add(film.project, 2, { ...sampleRevision([1, 2]), by: ann, settings }, film.id)
  await pause()
  await press('review.scenes', 2)
  expect(said()).toContain('earlier state')
  expect((await run())?.approved).toBe('nothing')
})

test('one scene is approved on a card of before, as long as it is there', async () => {
  await press('scene.remove', 1, '/2')
  await press('scene.approve', 1, '/2')
  expect(said()).toContain('no longer in the film')
  await press('scene.approve', 1, '/3')
  expect(await approved(2)).toEqual(['3 Ann'])
  await press('scene.remove', 2, '/1')
  await pause()
  // All that is left was approved before; the film was not asked for.
  expect(await run()).toMatchObject({ state: 'review', approved: 'nothing' })
  await press('review.scenes', 2)
  expect(await run()).toMatchObject({ approved: 'scenes', revision: 3 })
})
