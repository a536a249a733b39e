import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { epubOf } from '../documents/samples.ts'
import { openStudio } from './open-studio.ts'
import type { Posted } from './strict-chat.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })

const password = 'tarred-string'
const locked = readFileSync(join(import.meta.dirname, '../documents/locked.pdf'))

let studio: Awaited<ReturnType<typeof openStudio>>
beforeAll(async () => {
  studio = await openStudio()
  await studio.app.store.preferences.set('person:strict:ann', { resolution: 360, seconds: 20, review: 'script' })
})
afterAll(() => studio?.close())

const seen = (look: (message: Posted) => boolean | undefined) =>
  studio.chat.until(() => studio.chat.messages.findLast((message) => look(message)), 100_000)
const asks = (action: string) => (message: Posted) => message.view.buttons?.some((button) => button.action === action)

test('a locked document asks for its password in a secret field, and opens with the right one', async () => {
  const { chat } = studio
  await chat.drop('letters.pdf', locked)
  const card = await seen(asks('run.password'))
  expect(card.view.buttons?.[0]?.form?.fields).toMatchObject([{ name: 'password', kind: 'secret', required: true }])
  await chat.fill(card, 'run.password', { password: 'wrong' })
  expect(chat.messages.at(-1)?.view).toMatchObject({ audience: 'person', text: expect.stringContaining('doesn’t open') })
  await chat.fill(card, 'run.password', { password })
  const script = await seen(({ ref, view }) => ref.id !== card.ref.id && view.tone === 'warning')
  expect(script.view.title).toContain('harbour')
  const [run] = await studio.app.store.runs.list({})
  expect(run).toMatchObject({ state: 'review', request: { unlocked: expect.any(String) } })
})

test('the same locked document from somebody else stays locked', async () => {
  const before = studio.chat.messages.length
  await studio.chat.drop('letters.pdf', locked, { id: 'eve', name: 'Eve', locale: 'en' })
  await studio.chat.until(() => studio.chat.messages.slice(before).find(asks('run.password')), 100_000)
  expect((await studio.app.store.runs.list({ ownerId: 'eve' })).map(({ problem }) => problem?.code)).toEqual(['password'])
})

test('a book offers its chapters, and is told again from the one that is chosen', async () => {
  const { chat, app } = studio
  const chapter = (number: number) =>
    `<h1>Chapter ${number}: a year at sea</h1>${`<p>In year ${number} the harbour froze and the boats lay still, and the pilot of year ${number} wrote down the ice. </p>`.repeat(140)}`
  const html = `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${[1, 2, 3, 4].map(chapter).join('')}</body></html>`
  await chat.drop('years.epub', epubOf(html))
  const card = await seen(({ view }) => view.tone === 'warning' && view.buttons?.some(({ action }) => action === 'run.chapters') === true)
  await chat.press(card, 'run.chapters')
  const list = chat.messages.at(-1)
  expect(list?.view).toMatchObject({ audience: 'person', text: expect.stringContaining('4 chapters') })
  expect(list?.view.select?.options.map(({ value }) => value)).toEqual(['1', '2', '3', '4'])
  await chat.choose(list as Posted, '3')
  await seen(({ ref, view }) => Number(ref.id) > Number(list?.ref.id) && view.tone === 'warning')
  const [run] = await app.store.runs.list({})
  expect(run?.request.chapters).toBe('3')
  const told = run?.request.board?.scenes.map(({ text }) => text).join(' ')
  expect(told).toContain('year 3')
  expect(told).not.toMatch(/year [124]\b/)
})

test('no password is left anywhere in the folder', async () => {
  const walk = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name)
      return statSync(path).isDirectory() ? walk(path) : [path]
    })
  const files = walk(studio.folder)
  expect(files.length).toBeGreaterThan(5)
  expect(files.filter((path) => readFileSync(path).includes(password))).toEqual([])
})
