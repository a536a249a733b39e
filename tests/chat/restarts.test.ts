import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openStudio } from './open-studio.ts'
import type { Posted } from './strict-chat.ts'

const story = Buffer.from(`The Lamp

The keeper trims the lamp four times a night. The supply boat cannot land in the storms of January, so he bakes his own bread.

In June the sea lies flat for weeks. Puffins nest under the wall, and visitors row out to see the great lens.`)

// Two short films, and a studio opened a dozen times.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let studio: Awaited<ReturnType<typeof openStudio>>
beforeAll(async () => {
  studio = await openStudio()
  await studio.app.store.preferences.set('person:strict:ann', { resolution: 720, seconds: 20, review: 'all', style: 'blueprint' })
})
afterAll(() => studio?.close())

// Each test is a step of one conversation. It ends when its answer is seen, or at once: then the next start finds work half done.
afterEach(async () => {
  const { folder, chat } = studio
  const before = await known()
  await studio.leave()
  studio = await openStudio({}, { folder, chat })
  expect(await known()).toMatchObject(before)
})

const seen = (look: (message: Posted) => boolean | undefined) =>
  studio.chat.until(() => studio.chat.messages.findLast((message) => look(message)), 100_000)
const card = (action: string) => seen(({ view }) => view.buttons?.some((button) => button.action === action))
const films = () =>
  studio.chat.messages.filter(({ view }) => view.media?.[0]?.kind === 'video' && !view.text?.startsWith('This is a draft'))
const filmed = (count: number) => studio.chat.until(() => films().length >= count && films().at(-1), 100_000)

/** What people made and chose, which no stop may take; a run may have gone on by itself. */
async function known() {
  const { store } = studio.app
  const [project] = await store.projects.list({ limit: 1 })
  if (project === undefined) return {}
  const { id, head, settings, owner } = project
  const approvals = await store.approvals.list(id, head)
  return { id, head, settings, owner, approvals, revisions: await store.revisions.list(id), newest: await store.revisions.head(id) }
}
const newest = async () => (await known()).newest

test('dropped: the script comes after the restart', async () => {
  await studio.chat.drop('lamp.txt', story)
})

test('the script: the third of the golden quotes is chosen from three', async () => {
  const { chat } = studio
  await chat.press(await card('review.script'), 'review.quote')
  const offer = await seen(({ view }) => view.select?.action === 'review.quote')
  expect(offer.view.select?.options.length).toBeGreaterThanOrEqual(3)
})

test('the offer of before the restart still holds: the film opens with that quote', async () => {
  const { chat } = studio
  const offer = await seen(({ view }) => view.select?.action === 'review.quote')
  const before = await newest()
  await chat.choose(offer, '2')
  const after = await newest()
  expect(after?.board.quote).toBe(before?.board.quotes[2])
  expect(after?.board.quote).not.toBe(before?.board.quote)
  expect(after?.board.scenes[0]).toMatchObject({ kind: 'opening', text: after?.board.quote })
})

test('one of three titles is chosen: the card and the opening have it', async () => {
  const { chat } = studio
  const script = await card('review.script')
  await chat.press(script, 'review.title')
  const offer = await seen(({ view }) => view.select?.action === 'review.title')
  const board = (await newest())?.board
  const title = board?.titles.find((one) => one !== board.title) ?? ''
  expect(offer.view.select?.options).toHaveLength(3)
  await chat.choose(offer, '1')
  const { board: titled } = (await newest()) ?? {}
  expect(titled).toMatchObject({ title, scenes: board?.scenes.map((_, index) => (index === 0 ? { heading: title } : {})) })
  await seen(({ view, ref }) => ref.id === script.ref.id && view.title?.includes(title))
})

test('the script is approved, and pictures are begun', async () => {
  await studio.chat.press(await card('review.script'), 'review.script')
})

test('the storyboard is there; a scene’s words are edited in the form of its card', async () => {
  const { chat } = studio
  await chat.choose(await card('review.scenes'), '1')
  const scene = await card('scene.words')
  await chat.fill(scene, 'scene.words', { text: 'The keeper has the last word.' })
  expect((await newest())?.board.scenes[1]?.text).toBe('The keeper has the last word.')
})

test('one scene is approved on the card of before', async () => {
  const { chat } = studio
  const scene = await seen(({ view }) => view.text?.startsWith('The keeper has the last word.'))
  await chat.until(() => scene.view.buttons?.some(({ action }) => action === 'scene.approve'))
  await chat.press(scene, 'scene.approve')
  expect((await known()).approvals).toHaveLength(1)
})

test('a draft is asked for', async () => {
  const board = await card('review.draft')
  await studio.chat.until(() => board.view.text?.includes('1 of'))
  await studio.chat.press(board, 'review.draft')
})

test('the draft comes; all is approved on it', async () => {
  const draft = await seen(({ view }) => view.text?.startsWith('This is a draft'))
  expect(draft.view.media?.[0]?.kind).toBe('video')
  await studio.chat.press(draft, 'review.scenes')
})

test('the film comes, with what was chosen before eight restarts', async () => {
  const film = await filmed(1)
  const { newest: made, settings } = await known()
  expect(film?.view.title).toContain(made?.board.title)
  expect(settings).toMatchObject({ style: 'blueprint', resolution: 720 })
  expect(film?.view.media?.[0]?.height).toBe(720)
})

test('a scene is changed on its card', async () => {
  const { chat } = studio
  const scene = await seen(({ view }) => view.text?.startsWith('The keeper has the last word.'))
  await chat.fill(scene, 'scene.words', { text: 'Nobody has the last word.' })
})

test('the new film comes, and the first is restored from the history', async () => {
  const { chat } = studio
  await filmed(2)
  const { revisions = [] } = await known()
  await chat.say('/history')
  await chat.choose(await seen(({ view }) => view.select?.action === 'history.show'), String((revisions[0]?.number ?? 0) - 1))
  await chat.press(await card('history.restore'), 'history.restore')
  expect((await newest())?.board.scenes[1]?.text).toBe('The keeper has the last word.')
})

test('what was restored is a film again, the third, and a longer one is written anew', async () => {
  const { chat } = studio
  await filmed(3)
  const { head = 0 } = await known()
  await chat.say('/remake seconds=40')
  const offer = await card('remake.go')
  expect(offer.view.text).toContain('written anew')
  await chat.press(offer, 'remake.go')
  await chat.until(() => chat.messages.at(-1)?.view.buttons?.some(({ action }) => action === 'review.script') || undefined, 60_000)
  expect(await newest()).toMatchObject({ number: head + 1, change: { key: 'change.written' }, settings: { seconds: 40 } })
})
