import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openStudio } from './open-studio.ts'
import type { Posted } from './strict-chat.ts'

const story = Buffer.from(`The Lighthouse Keeper's Year

In January the storms come from the west, and the keeper trims the lamp four times a night. The supply boat cannot land, so he bakes his own bread.

In June the sea lies flat for weeks. Puffins nest under the wall, and visitors row out to see the great lens.

In November the lamp was made electric, and the keeper's work was done. The light still turns, but nobody lives on the rock.`)
const ann = { id: 'ann', name: 'Ann', locale: 'en-GB' }
const ben = { id: 'ben', name: 'Ben', locale: 'en' }
const eve = { id: 'eve', name: 'Eve', locale: 'en' }

// Whole films are made here; on a busy machine that takes minutes.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

let studio: Awaited<ReturnType<typeof openStudio>>
beforeAll(async () => {
  studio = await openStudio()
  await studio.app.store.preferences.set('person:strict:ann', { resolution: 360, seconds: 26, review: 'all' })
})
afterAll(() => studio?.close())

// What the message shows now, kept as it is when the message goes on.
const kept = (message: Posted): Posted => ({ ...message, view: message.view })
const last = () => studio.chat.messages.at(-1)
const seen = (look: (message: Posted) => boolean | undefined, ms = 60_000) =>
  studio.chat.until(() => studio.chat.messages.findLast((message) => look(message)), ms)
const card = (action: string) => seen(({ view }) => view.buttons?.some((button) => button.action === action))
const sceneCard = (number: number) => seen(({ view }) => view.title?.includes(`cene ${number} of`))

async function state() {
  const { store } = studio.app
  const [project] = await store.projects.list({ limit: 1 })
  const [run] = await store.runs.list({ limit: 1 })
  if (project === undefined || run === undefined) throw new Error('nothing was dropped')
  return { project, run, board: (await store.revisions.head(project.id))?.board }
}

test('the script is shown with its length, numbers and titles to choose from', async () => {
  const { chat } = studio
  await chat.drop('keeper.txt', story)
  const script = await card('review.script')
  expect(script.view.title).toContain('Lighthouse')
  expect(script.view.text).toMatch(/about .*\d+ s, \d+ scenes/)
  expect(script.view.text).toMatch(/^2\. \S/m)
  expect(script.view.select?.options.length).toBe((await state()).board?.scenes.length)
})

test('a stranger and a viewer are refused, and nothing changes', async () => {
  const { chat, app } = studio
  const script = await card('review.script')
  const { project, run } = await state()
  await chat.press(script, 'review.script', eve)
  expect(last()?.view.text).toBe('Only Ann can do that.')
  await app.store.projects.setMember(project.id, eve, 'viewer')
  await chat.press(script, 'review.script', eve)
  expect(last()?.view.text).toContain('Viewers of this film can’t')
  await chat.choose(script, '2', eve)
  const scene = await sceneCard(3)
  await chat.fill(scene, 'scene.words', { text: 'Eve was here.' }, eve)
  expect(last()?.view.text).toContain('can’t do that')
  expect((await state()).run).toMatchObject({ id: run.id, state: 'review', revision: 1 })
})

test('words are edited on the scene’s own card; what was looked at before is stale', async () => {
  const { chat } = studio
  const script = kept(await card('review.script'))
  await chat.choose(script, '1')
  const scene = await sceneCard(2)
  const before = kept(scene)
  await chat.fill(scene, 'scene.words', { text: 'The keeper\u202e trims\n the lamp @everyone.' })
  await chat.until(() => scene.view.text?.startsWith('The keeper trims the lamp'))
  await chat.until(() =>
    studio.chat.messages.find(({ ref }) => ref.id === script.ref.id)?.view.text?.includes('2. The keeper trims the lamp'),
  )
  await chat.press(before, 'scene.remove')
  expect(last()?.view.text).toContain('earlier state')
  await chat.press(script, 'review.script')
  expect(last()?.view.text).toContain('earlier state')
  expect((await state()).project.head).toBe(2)
})

test('the title is chosen or written', async () => {
  const { chat } = studio
  await chat.press(await card('review.script'), 'review.title')
  const offer = await seen(({ view }) => view.select?.action === 'review.title')
  await chat.fill(offer, 'review.title', { text: 'A Year on the Rock' })
  await chat.until(() => offer.view.text?.includes('A Year on the Rock'))
  expect((await state()).board?.title).toBe('A Year on the Rock')
  await chat.choose(
    kept({
      ...offer,
      view: {
        ...offer.view,
        select: { action: 'review.title', value: `${(await state()).run.id}/1`, placeholder: '', options: [{ label: '', value: '0' }] },
      },
    }),
    '0',
  )
  expect(last()?.view.text).toContain('earlier state')
})

test('the script’s approval brings one sheet of all scenes, and a card for each', async () => {
  const { chat } = studio
  await seen(({ view }) => view.title === 'A Year on the Rock')
  await chat.press(await card('review.script'), 'review.script')
  const board = await card('review.scenes')
  expect(board.view.media?.[0]?.kind).toBe('image')
  const scene = await seen(({ view }) => view.text?.startsWith('The keeper trims the lamp'))
  await chat.until(() => scene.view.media?.length === 1)
})

test('five presses of two people make one change', async () => {
  const { chat, app } = studio
  const { project } = await state()
  await app.store.projects.setMember(project.id, ben, 'editor')
  const scene = await seen(({ view }) => view.text?.startsWith('The keeper trims the lamp'))
  const old = kept(scene)
  const picture = old.view.media?.[0]?.blob
  await Promise.all([ann, ben, ann, ben, ann].map((who) => chat.press(old, 'scene.picture', who)))
  expect((await state()).project.head).toBe(project.head + 1)
  const told = chat.messages.filter(({ view }) => view.tone === 'danger' && /earlier state|done already/.test(view.text ?? ''))
  expect(told.length).toBeGreaterThanOrEqual(4)
  await chat.until(() => scene.view.media?.[0]?.blob !== undefined && scene.view.media[0].blob !== picture, 120_000)
})

test('the earlier picture is offered, and comes back', async () => {
  const { chat } = studio
  const scene = await seen(({ view }) => view.text?.startsWith('The keeper trims the lamp'))
  const picture = scene.view.media?.[0]?.blob
  await chat.press(scene, 'scene.takes')
  const offer = await seen(({ view }) => view.select?.action === 'scene.takes')
  expect(offer.view.media?.[0]?.kind).toBe('image')
  const before = offer.view.select?.options[0]
  await chat.choose(offer, before?.value ?? '')
  await chat.until(() => scene.view.media?.[0]?.blob !== undefined && scene.view.media[0].blob !== picture)
  expect((await state()).board?.scenes[1]).toMatchObject({ takes: 1 })
  expect(offer.view.text).toContain('is back')
  await chat.press(scene, 'scene.takes')
  const again = await seen(({ view }) => view.select?.action === 'scene.takes')
  await chat.choose(again, again.view.select?.options[0]?.value ?? '')
  await chat.until(() => scene.view.media?.[0]?.blob === picture)
})

test('a person’s own picture is shown in place of ours; what is none is told, and nothing changes', async () => {
  const { chat } = studio
  const scene = await seen(({ view }) => view.text?.startsWith('The keeper trims the lamp'))
  const { project } = await state()
  const old = kept(scene)
  const picture = old.view.media?.[0]?.blob
  await chat.fill(scene, 'scene.own', { fit: 'crop' }, ann, { file: { name: 'me.png', bytes: Buffer.from('no picture at all') } })
  expect(last()?.view.text).toContain('me.png can’t be shown')
  expect((await state()).project.head).toBe(project.head)
  const photo = createCanvas(300, 200).toBuffer('image/png')
  await chat.fill(scene, 'scene.own', { fit: 'crop' }, ann, { file: { name: 'me.png', bytes: photo } })
  await chat.until(() => scene.view.media?.[0]?.blob !== undefined && scene.view.media[0].blob !== picture)
  expect((await state()).board?.scenes[1]?.own).toMatchObject({ kind: 'picture', fit: 'crop' })
  await chat.fill(old, 'scene.own', { fit: 'crop' }, ann, { file: { name: 'me.png', bytes: photo } })
  expect(last()?.view.text).toMatch(/done already|earlier state/)
})

test('a scene is approved, then all; the film is made', async () => {
  const { chat, app } = studio
  const scene = await seen(({ view }) => view.text?.startsWith('The keeper trims the lamp'))
  await chat.until(() => scene.view.buttons?.some(({ action }) => action === 'scene.approve'), 120_000)
  await chat.press(scene, 'scene.approve', ben)
  await chat.until(() => scene.view.fields?.some(({ value }) => value === 'Ben'))
  const board = await card('review.scenes')
  await chat.until(() => board.view.text?.includes('1 of'))
  const again = kept(board)
  await chat.press(board, 'review.scenes')
  await chat.press(again, 'review.scenes')
  expect(last()?.view.text).toContain('approved already')
  const film = await seen(({ view }) => view.tone === 'success' && view.media?.[0]?.kind === 'video', 240_000)
  expect(film.ref.id).toBe(board.ref.id)
  expect((await app.store.runs.list({ limit: 9 })).length).toBe(1)
})

test('after the film one scene is changed: a new film, for which that scene and its joins alone are made', async () => {
  const { chat, app } = studio
  const film = await seen(({ view }) => view.media?.[0]?.kind === 'video')
  await chat.choose(film, '2')
  const scene = await sceneCard(3)
  await chat.fill(scene, 'scene.note', { text: 'at night' })
  const next = await seen(({ view, ref }) => view.media?.[0]?.kind === 'video' && ref.id !== film.ref.id, 240_000)
  expect(next.ref.place).toEqual(film.ref.place)
  expect(film.view.media?.[0]?.kind).toBe('video')
  const { run, project } = await state()
  expect(run.revision).toBe(project.head)
  await chat.press(next, 'review.history')
  expect(last()?.view.text).toContain('at night')
  const made = (await app.store.runs.steps(run.id)).filter(({ cached }) => !cached).map(({ step, scene: index }) => `${step} ${index}`)
  expect(made.sort()).toEqual(['clip 2', 'film 0', 'fit 0', 'join 1', 'join 2', 'picture 2'])
  await chat.until(() => scene.view.media?.length === 1)
})

test('whoever chose nothing reviews the scenes; /review shows what waits, and it can be cancelled there', async () => {
  const { chat } = studio
  await chat.drop('again.txt', story, ben)
  expect((await state()).run.request.settings.review).toBe('scenes')
  const board = await card('review.scenes')
  await chat.say('/review', eve)
  expect(last()?.view.text).toBe('Nothing waits for review here.')
  await chat.say('/review', ben)
  const shown = last()
  expect(shown?.view.text).toBe(board.view.text)
  if (shown !== undefined) await chat.press(shown, 'run.cancel', ben)
  await chat.until(() => board.view.text?.startsWith('Cancelled'))
  await chat.press(board, 'run.retry', ben)
  await chat.until(() => board.view.buttons?.some(({ action }) => action === 'review.scenes'))
})

test('whoever changed it since means it with that change, on the card of before; after another’s change it is looked at first', async () => {
  const { chat, app } = studio
  const { project, run: waiting } = await state()
  await app.store.projects.setMember(project.id, ann, 'editor')
  const board = await seen(({ ref }) => ref.id === waiting.card?.id)
  await chat.until(() => board.view.buttons?.some(({ action }) => action === 'review.scenes'))
  await chat.choose(board, '1', ben)
  const scene = await sceneCard(2)
  const before = kept(board)
  await chat.fill(scene, 'scene.words', { text: 'Ann sees the storms.' }, ann)
  await chat.press(before, 'review.scenes', ben)
  expect(last()?.view.text).toContain('earlier state')
  await chat.until(() => scene.view.text === 'Ann sees the storms.')
  await chat.until(() => board.view.buttons?.some(({ value }) => value?.endsWith('/2')))
  const again = kept(board)
  await chat.fill(scene, 'scene.words', { text: 'Ben sees the storms.' }, ben)
  await chat.press(again, 'review.scenes', ben)
  await chat.until(() => board.view.text?.startsWith('Making the film'))
  const { run } = await state()
  expect(run).toMatchObject({ approved: 'scenes', revision: 3 })
  expect(run.request.board?.scenes[1]?.text).toBe('Ben sees the storms.')
  await app.works.cancel(run.id)
})
