import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openStudio } from './open-studio.ts'
import type { Posted } from './strict-chat.ts'

const story = Buffer.from(`The Lamp

The keeper trims the lamp four times a night. The supply boat cannot land in the storms of January, so he bakes his own bread.

In June the sea lies flat for weeks. Puffins nest under the wall, and visitors row out to see the great lens.`)

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let studio: Awaited<ReturnType<typeof openStudio>>
let board: Posted
beforeAll(async () => {
  studio = await openStudio()
  await studio.app.store.preferences.set('person:strict:ann', { resolution: 720, seconds: 20 })
  await studio.chat.drop('lamp.txt', story)
  board = await seen(({ view }) => view.buttons?.some(({ action }) => action === 'review.draft'))
})
afterAll(() => studio?.close())

const seen = (look: (message: Posted) => boolean | undefined) =>
  studio.chat.until(() => studio.chat.messages.findLast((message) => look(message)), 100_000)
const film = () => seen(({ view }) => view.media?.[0]?.kind === 'video')
const last = () => studio.chat.messages.at(-1)?.view.text

async function runs() {
  const { store } = studio.app
  const [waiting] = await store.runs.list({ drafts: false })
  const drafts = await store.runs.list({ drafts: true })
  if (waiting === undefined) throw new Error('nothing was dropped')
  return { waiting, drafts }
}

test('a draft is made beside the run in review, once, from the pictures and voices that are there', async () => {
  const { chat, app } = studio
  await Promise.all([chat.press(board, 'review.draft'), chat.press(board, 'review.draft')])
  expect(chat.messages.filter(({ view }) => view.text?.includes('there already'))).toHaveLength(1)
  const shown = await film()
  expect(shown.ref.id).not.toBe(board.ref.id)
  expect(shown.view).toMatchObject({ title: board.view.title, media: [{ height: 360, name: expect.stringMatching(/-draft\.mp4$/) }] })
  expect(shown.view.text).toMatch(/^This is a draft/)
  const { waiting, drafts } = await runs()
  expect(waiting).toMatchObject({ state: 'review', waitsFor: 'scenes', revision: 1 })
  expect(drafts).toHaveLength(1)
  const steps = await app.store.runs.steps(drafts[0]?.id ?? '')
  const made = new Set(steps.filter(({ cached }) => !cached).map(({ step }) => step))
  expect([...made].sort()).toEqual(['cover', 'film', 'fit', 'mix', 'reel'])
  expect((await app.store.usage({ platform: 'strict', id: 'ann' }, 0)).films).toBe(0)
})

test('what waits for a look is listed as such', async () => {
  await studio.chat.say('/status')
  expect(last()).toContain('waiting for you')
})

test('all is approved on the draft itself, once', async () => {
  const { chat, app } = studio
  const shown = await film()
  await chat.press(shown, 'review.scenes')
  const { waiting } = await runs()
  expect(waiting.approved).toBe('scenes')
  await app.works.cancel(waiting.id)
  await chat.press(shown, 'review.scenes')
  expect(last()).toContain('approved already')
})
