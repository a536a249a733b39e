import { createServer } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Incoming } from '../../bots/chat.ts'
import { Secret } from '../../lib/secret.ts'
import { type BotApi, openBotApi, TOKEN } from './bot-api.ts'
import { type OpenAdapter, type OpenOptions, openAdapter, oursIn } from './open-adapter.ts'
import { ann, ben, peopleOf } from './people.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

let api: BotApi
let opened: OpenAdapter[]
beforeEach(async () => {
  api = await openBotApi()
  opened = []
})
afterEach(async () => {
  for (const one of opened) await one.close()
  await api.close()
})

async function open(options: OpenOptions = {}): Promise<OpenAdapter> {
  const one = await openAdapter(api, options)
  opened.push(one)
  return one
}
const texts = (heard: readonly Incoming[]) => heard.map((incoming) => (incoming.kind === 'message' ? incoming.text : incoming.kind))

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('an update is written down before Telegram is told, and what was in hand comes again after a restart', async () => {
  const people = peopleOf(api)
  const ending = Promise.withResolvers<void>()
  const first = await open({ deliver: () => ending.promise })
  people.say(people.privately(ann), ann, 'one')
  people.say(people.privately(ann), ann, 'two')
  await first.hear()
  // Telegram has been told that both came, and neither is done.
  await api.until(() => api.unconfirmed().length === 0)
  const leaving = first.leave()
  ending.reject(new Error('the process is ending'))
  await leaving
  const second = await open({ folder: first.folder })
  await api.until(() => second.heard.length === 2)
  expect(texts(second.heard)).toEqual(['one', 'two'])
})

test('an update that Telegram brings again is nothing new, after a restart too', async () => {
  const people = peopleOf(api)
  const first = await open()
  const update = api.announce({ message: people.say(people.privately(ben), ben, 'hello') } as never)
  people.say(people.privately(ann), ann, 'done')
  await first.hear((incoming) => incoming.kind === 'message' && incoming.text === 'done')
  api.repeat(update)
  api.repeat(update)
  await first.leave()
  const second = await open({ folder: first.folder })
  api.repeat(update)
  people.say(people.privately(ann), ann, 'again')
  await second.hear()
  expect(texts(second.heard)).toEqual(['again'])
})

test('updates of one chat keep their order while another chat goes on', async () => {
  const people = peopleOf(api)
  const { promise, resolve } = Promise.withResolvers<void>()
  const { heard, hear } = await open({ deliver: (incoming) => (incoming.from.id === '501' ? promise : Promise.resolve()) })
  for (const text of ['1', '2', '3']) people.say(people.privately(ann), ann, text)
  people.say(people.privately(ben), ben, 'meanwhile')
  await hear((incoming) => incoming.kind === 'message' && incoming.text === 'meanwhile')
  expect(texts(heard)).toEqual(['1', 'meanwhile'])
  resolve()
  await api.until(() => heard.length === 4)
  expect(texts(heard)).toEqual(['1', 'meanwhile', '2', '3'])
})

test('failures of polling are waited out, told in the log, and lose nothing', async () => {
  const people = peopleOf(api)
  api.plan('getMe', { error_code: 500, description: 'Internal Server Error' })
  api.plan('getUpdates', { error_code: 409, description: 'Conflict: terminated by other getUpdates request' }, 'html')
  const { hear, logged } = await open()
  people.say(people.privately(ann), ann, 'after the storm')
  expect(await hear()).toMatchObject({ text: 'after the storm' })
  expect(logged()).toContain('another process is polling')
  expect(logged()).toContain('it is tried again')
  expect(logged()).not.toContain(TOKEN)
})

test.each(['hang', 'hang in the middle'] as const)('an answer that never ends (%s) is given up', async (fault) => {
  const people = peopleOf(api)
  api.plan('getUpdates', fault)
  const { hear } = await open({ answerMs: 300 })
  people.say(people.privately(ann), ann, 'still here')
  expect(await hear()).toMatchObject({ text: 'still here' })
})

test('a token that nobody knows ends it at once, with a word on where to get the right one', async () => {
  const { running } = await open({ token: new Secret('999999:wrong-token-of-thirty-characters') })
  await expect(running).rejects.toMatchObject({ code: 'settings', message: expect.stringContaining('@BotFather') })
})

test('updates are heard in their order and once, however they stand in the answer', async () => {
  const people = peopleOf(api)
  const room = people.privately(ann)
  for (const word of ['one', 'two', 'three']) people.say(room, ann, word)
  api.muddle()
  const { heard } = await open()
  await api.until(() => heard.length >= 3 && api.unconfirmed().length === 0)
  people.say(room, ann, 'four')
  await api.until(() => texts(heard).includes('four'))
  expect(texts(heard)).toEqual(['one', 'two', 'three', 'four'])
})

test('a webhook takes what has the secret, at once, and each update once', async () => {
  const people = peopleOf(api)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/telegram/hook`
  const { promise, resolve } = Promise.withResolvers<void>()
  const { heard, hear } = await open({ webhook: { url, host: '127.0.0.1', port }, deliver: () => promise })
  await api.until(() => api.webhook() !== undefined)
  expect(api.made('getUpdates')).toEqual([])
  people.say(people.privately(ann), ann, 'by webhook')
  await hear()
  // Taken, though it is still being handled.
  await api.until(() => api.unconfirmed().length === 0)
  resolve()
  const bring = (headers: Record<string, string>, path = url, body = '{"update_id":1}') => fetch(path, { method: 'POST', headers, body })
  expect((await bring({})).status).toBe(401)
  expect((await bring({ 'x-telegram-bot-api-secret-token': 'guess' })).status).toBe(401)
  const secret = { 'x-telegram-bot-api-secret-token': api.webhook()?.secret ?? '' }
  expect((await bring(secret, `${url}/other`)).status).toBe(404)
  expect((await bring(secret, url, 'no json')).status).toBe(400)
  expect((await bring(secret, url, 'x'.repeat(1_100_000))).status).toBe(413)
  expect(heard).toHaveLength(1)
  expect(oursIn(people.privately(ann))).toEqual([])
  expect(api.faults).toEqual([])
})
