import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findFfmpeg } from '../../pipeline/render/ffmpeg.ts'
import { BlobId } from '../../pipeline/schema.ts'
import { openStudio } from './open-studio.ts'
import type { Posted } from './strict-chat.ts'

const story = Buffer.from(`The Lighthouse Keeper's Year

In January the storms come from the west, and the keeper trims the lamp four times a night. The supply boat cannot land, so he bakes his own bread and reads by the light that is meant for ships.

In June the sea lies flat for weeks. Puffins nest under the wall, and visitors row out to see the great lens, which turns on a bath of mercury so smoothly that a child can push it.

In November the lamp was made electric, and the keeper's work was done. The light still turns, but nobody lives on the rock any more.`)
const ben = { id: 'ben', name: 'Ben', locale: 'en' }

// Whole films are made here; on a busy machine that takes minutes.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

let studio: Awaited<ReturnType<typeof openStudio>>
beforeAll(async () => {
  studio = await openStudio()
  await studio.app.store.preferences.set('person:strict:ann', { resolution: 360, seconds: 20, review: 'auto' })
})
afterAll(() => studio?.close())

const last = (): Posted | undefined => studio.chat.messages.at(-1)
const toned = (tone: string) => () => (last()?.view.tone === tone ? last() : undefined)

test('a dropped document becomes one card, and the card becomes the film', async () => {
  const { chat, app } = studio
  const percents: number[] = []
  await chat.drop('keeper.txt', story)
  const card = await chat.until(() => {
    const message = last()
    const rows = message?.view.progress ?? []
    if (rows.length > 0) percents.push(rows.reduce((sum, { done, total }) => sum + (total === 0 ? 0 : done / total), 0))
    return message?.view.tone === 'success' ? message : undefined
  }, 240_000)
  expect(chat.messages.filter(({ view }) => view.media?.some(({ kind }) => kind === 'video'))).toHaveLength(1)
  expect(percents).toEqual(percents.toSorted((one, other) => one - other))
  expect(card.ref.place.thread).toBeDefined()
  const film = card.view.media?.[0]
  const path = await app.store.blobs.path(BlobId.parse(film?.blob))
  const decoded = execFileSync(await findFfmpeg({}), ['-v', 'error', '-i', path, '-f', 'null', '-'], { encoding: 'utf8' })
  expect(decoded).toBe('')
})

test('the same drop repeated by the platform makes one film', async () => {
  const { chat, app } = studio
  const drops = Array.from({ length: 5 }, () => chat.drop('twice.txt', story, undefined, 'one-id'))
  await Promise.all(drops)
  await chat.drop('twice.txt', story, undefined, 'one-id')
  await chat.until(toned('success'), 120_000)
  const runs = await app.store.runs.list({ limit: 50 })
  expect(runs.filter(({ request }) => request.filename === 'twice.txt')).toHaveLength(1)
})

test('cancel stops the film, once; a stranger is refused; a stale press is told so', async () => {
  const { chat } = studio
  await chat.drop('stop.txt', Buffer.concat([story, Buffer.from('\n\nIt is told that the last keeper came back once.')]))
  const card = await chat.until(toned('active'))
  const cancel = { ...card, view: { ...card.view, buttons: card.view.buttons ?? [] } }
  await chat.press(cancel, 'run.cancel', ben)
  expect(last()?.view.text).toContain('Ann')
  await chat.press(cancel, 'run.cancel')
  await chat.until(() => chat.messages.some(({ ref, view }) => ref.id === card.ref.id && view.text?.startsWith('Cancelled')), 5_000)
  await chat.press(cancel, 'run.cancel')
  expect(last()?.view.text).toContain('earlier state')
})

test('a file that is no document fails with a reason a person understands', async () => {
  const { chat } = studio
  await chat.drop('picture.pdf', Buffer.from('\x89PNG\r\n\x1a\n0000'))
  const card = await chat.until(() => chat.messages.find(({ view }) => view.title === 'picture' && view.tone === 'danger'))
  expect(card.view.text).toMatch(/This film could not be made\. \S.+/)
})

test('a file over the limit is refused before anything is kept', async () => {
  const { chat, app } = studio
  await chat.drop('huge.txt', Buffer.alloc(1024 * 1024 + 1, 'a'))
  expect(last()?.view).toMatchObject({ title: 'huge.txt', tone: 'danger' })
  expect((await app.store.runs.list({ limit: 100 })).some(({ request }) => request.filename === 'huge.txt')).toBe(false)
})

test('commands answer, in the language of the person', async () => {
  const { chat } = studio
  await chat.say('/help')
  const listed = JSON.stringify(last()?.view)
  for (const name of ['/film', '/review', '/style', '/status', '/cancel', '/help']) expect(listed).toContain(name)
  await chat.say('/help', { ...ben, locale: 'zh-TW' })
  expect(last()?.view.title).toBe('我能做什么')
  await chat.say('/style no-such-style')
  expect(last()?.view.tone).toBe('warning')
  await chat.say('/style city-geometry')
  expect(last()?.view.text).toContain('city-geometry')
  await chat.say('/dance')
  expect(last()?.view.text).toContain('/help')
  await chat.say('hello')
  expect(last()?.view.text).toContain('document')
})
