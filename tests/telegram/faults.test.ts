import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Incoming } from '../../bots/chat.ts'
import { type BotApi, openBotApi } from './bot-api.ts'
import { type OpenAdapter, openAdapter, oursIn } from './open-adapter.ts'
import { ann, labelsOf, wordsIn } from './people.ts'

vi.setConfig({ testTimeout: 20_000, hookTimeout: 60_000 })

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
const gone = { name: 'UserError', code: 'not-found' }
const unreachable = { name: 'UserError', code: 'unreachable' }

let api: BotApi
let telegram: OpenAdapter
/** What is done about an incoming. */
let react: (incoming: Incoming) => Promise<unknown>
beforeAll(async () => {
  api = await openBotApi()
  telegram = await openAdapter(api, { deliver: async (incoming) => void (await react(incoming)) })
})
beforeEach(() => {
  telegram.heard.splice(0)
  react = async () => undefined
})
afterAll(async () => {
  await telegram?.close()
  await api?.close()
})

const person = { id: '501', name: 'Ann' }
const privately = { platform: 'telegram', channel: '501' }
const post = (text: string, channel: string, thread?: string) =>
  telegram.adapter.post({ platform: 'telegram', channel, ...(thread ? { thread } : {}) }, { text }, crypto.randomUUID())
const elsewhere = (channel: string, thread?: string) =>
  telegram.adapter.elsewhere?.({ platform: 'telegram', channel, ...(thread ? { thread } : {}) }, person)

test.each([
  ['blocked by the person', '501', 403, 'Forbidden: bot was blocked by the user', undefined],
  ['kicked from the group', '-2001', 403, 'Forbidden: bot was kicked from the supergroup chat', privately],
  ['not allowed to write', '-2002', 400, 'Bad Request: have no rights to send a message', privately],
  ['chat is gone', '-2003', 400, 'Bad Request: chat not found', privately],
])('%s: the place is unreachable, and the next best is known', async (_, channel, error_code, description, next) => {
  const { people } = telegram
  const room = channel === '501' ? people.privately(ann) : people.group(Number(channel))
  room.refuses = { error_code, description }
  await expect(post('Here?', channel)).rejects.toMatchObject(unreachable)
  expect(await elsewhere(channel)).toEqual(next)
  room.refuses = undefined
})

test('a closed topic: the group itself is next', async () => {
  const forum = telegram.people.group(-2_004, { is_forum: true })
  forum.closed.add(5)
  await expect(post('Here?', '-2004', '5')).rejects.toMatchObject(unreachable)
  expect(await elsewhere('-2004', '5')).toEqual({ platform: 'telegram', channel: '-2004' })
})

test('a group that became a supergroup: the new one is next, whoever told of it', async () => {
  const { people, memory } = telegram
  const old = people.group(-2_005)
  old.refuses = {
    error_code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: -100_2005 },
  }
  await expect(post('Here?', '-2005')).rejects.toMatchObject(unreachable)
  expect(await elsewhere('-2005')).toEqual({ platform: 'telegram', channel: '-1002005' })
  people.write(people.group(-2_006), ann, { migrate_to_chat_id: -100_2006 })
  await api.until(() => api.unconfirmed().length === 0)
  await vi.waitFor(async () => expect(await memory.get('moved:-2006')).toBe('-1002006'))
})

test('a place that takes no pictures takes the words; a film goes elsewhere', async () => {
  const { people, adapter, blobs } = telegram
  const group = people.group(-2_007)
  const blob = await blobs.put(png)
  const refusal = { error_code: 400, description: 'Bad Request: not enough rights to send photos to the chat' }
  api.plan('sendPhoto', refusal)
  api.plan('sendVideo', { ...refusal, description: 'Bad Request: not enough rights to send videos to the chat' })
  const at = { platform: 'telegram', channel: '-2007' }
  await adapter.post(at, { text: 'Scenes', media: [{ kind: 'image', blob, name: 'a.png', alt: 'a' }] }, 'no-photos')
  expect(oursIn(group).map(wordsIn)).toEqual(['Scenes'])
  await expect(
    adapter.post(at, { text: 'Film', media: [{ kind: 'video', blob, name: 'a.mp4', alt: 'a' }] }, 'no-videos'),
  ).rejects.toMatchObject(unreachable)
})

test('a Bot API server of one’s own gives files of any size from its disk, and takes as large ones', async () => {
  const { adapter, folder } = telegram
  const signal = AbortSignal.timeout(5_000)
  await expect(adapter.download({ id: api.addFile(png, 'large.pdf', 30_000_000), name: 'large.pdf' }, signal)).rejects.toMatchObject({
    code: 'too-large',
  })
  expect(adapter.limits.uploadBytes).toBe(50_000_000)
  const path = join(folder, 'on-disk.pdf')
  await writeFile(path, png)
  const file = await adapter.download({ id: api.addFile(png, 'large.pdf', 30_000_000, path), name: 'large.pdf' }, signal)
  expect(await buffer(file)).toEqual(png)
  expect(adapter.limits).toMatchObject({ uploadBytes: 2_000_000_000, downloadBytes: 2_000_000_000 })
})

test('a message that was removed, or can no longer be edited, is gone', async () => {
  const { people, adapter } = telegram
  const ref = await post('Card', '501')
  people.privately(ann).messages.delete(Number(ref.id))
  await expect(adapter.edit(ref, { text: 'Later' })).rejects.toMatchObject(gone)
  const other = await post('Card', '501')
  api.plan('editMessageText', { error_code: 400, description: "Bad Request: message can't be edited" })
  await expect(adapter.edit(other, { text: 'Later' })).rejects.toMatchObject(gone)
})

test('the same again is not sent', async () => {
  const { adapter } = telegram
  const view = { title: 'Card', text: 'At work', buttons: [{ label: 'Stop', action: 'run.cancel', value: 'r' }] }
  const ref = await adapter.post(privately, view, 'same')
  const before = api.calls.length
  await adapter.edit(ref, view)
  await adapter.edit(ref, { ...view, passing: true })
  expect(api.calls.slice(before).map(({ method }) => method)).not.toContain('editMessageText')
})

test('a press that means nothing any more takes no buttons off what was redrawn meanwhile', async () => {
  const { adapter, people } = telegram
  const view = (value: string) => ({ text: `Revision ${value}`, buttons: [{ label: 'Make', action: 'a.b', value }] })
  const ref = await adapter.post(privately, view('1'), 'two revisions')
  const card = people.privately(ann).messages.get(Number(ref.id)) as NonNullable<ReturnType<typeof oursIn>[number]>
  const answered = Promise.withResolvers<void>()
  react = ({ id }) => adapter.post(privately, { text: 'Too late', expired: true }, id, id).then(() => answered.resolve())
  api.plan('editMessageText', { error_code: 429, description: 'Too Many Requests: retry after 1', parameters: { retry_after: 1 } })
  const redrawn = adapter.edit(ref, view('2'))
  people.press(card, 'Make')
  await Promise.all([redrawn, answered.promise])
  expect(wordsIn(card)).toBe('Revision 2')
  expect(labelsOf(card)).toEqual(['Make'])
  people.pressed({ from: ann, message: { ...card }, chat_instance: 'c', data: 'a.b:2' })
  await api.until(() => labelsOf(card).length === 0)
})

test('a picture comes to a message of words, changes by its id, and stays where it can’t be taken off', async () => {
  const { people, adapter, blobs } = telegram
  const media = [{ kind: 'image' as const, blob: await blobs.put(png), name: 'a.png', alt: 'a' }]
  const ref = await adapter.post(privately, { text: 'Words' }, 'to-picture')
  const message = () => people.privately(ann).messages.get(Number(ref.id))
  await adapter.edit(ref, { text: 'Picture', media })
  expect(message()).toMatchObject({ caption: 'Picture', photo: expect.anything() })
  const uploads = () => api.calls.filter((call) => call.uploads.size > 0).length
  const before = uploads()
  const second = await adapter.post(privately, { text: 'The same picture', media }, 'by-id')
  expect(uploads()).toBe(before)
  await adapter.edit(ref, { text: 'Words again' })
  expect(message()).toMatchObject({ caption: 'Words again' })
  const long = await adapter.edit(ref, { text: 'x'.repeat(2_000) })
  expect(long.id).not.toBe(ref.id)
  expect(message()).toBeUndefined()
  // Telegram forgets files: then the bytes go once more.
  const id = people.privately(ann).messages.get(Number(second.id))?.photo?.[0]?.file_id ?? ''
  api.forgetFile(id)
  await adapter.post(privately, { text: 'Once more', media }, 'forgotten')
  expect(uploads()).toBe(before + 1)
})

test('retry_after is obeyed: progress gives way at once, all else waits and is said once', async () => {
  const { people, adapter } = telegram
  const ref = await adapter.post(privately, { text: 'Card 0' }, 'flood')
  const refusal = { error_code: 429, description: 'Too Many Requests: retry after 1', parameters: { retry_after: 1 } }
  api.plan('editMessageText', refusal)
  await expect(adapter.edit(ref, { text: 'Card 1', passing: true })).rejects.toMatchObject({ name: 'TransientError', retryAfterMs: 1_000 })
  await expect(adapter.edit(ref, { text: 'Card 2', passing: true })).rejects.toMatchObject({ name: 'TransientError' })
  const began = performance.now()
  await Promise.all([adapter.post(privately, { text: 'The result' }, 'result'), adapter.edit(ref, { text: 'Card 3' })])
  expect(performance.now() - began).toBeGreaterThan(700)
  api.plan('sendMessage', refusal)
  await adapter.post(privately, { text: 'Another result' }, 'other-result')
  const said = oursIn(people.privately(ann)).map(wordsIn)
  expect(said.filter((words) => /result|Card/.test(words)).slice(-3)).toEqual(['Card 3', 'The result', 'Another result'])
})

test('what may pass is told so: a connection that breaks, a server that is down', async () => {
  const { adapter } = telegram
  const ref = await post('Card', '501')
  api.plan('editMessageText', 'reset', 'html')
  await expect(adapter.edit(ref, { text: 'A' })).rejects.toMatchObject({ name: 'TransientError' })
  await expect(adapter.edit(ref, { text: 'A' })).rejects.toMatchObject({ name: 'TransientError' })
  await adapter.edit(ref, { text: 'A' })
})

test('an answer that can’t be given is no reason to handle the update again', async () => {
  const { people } = telegram
  const room = people.privately(ann)
  room.refuses = { error_code: 403, description: 'Forbidden: bot was blocked by the user' }
  people.say(room, ann, '/start')
  people.say(room, ann, 'next')
  await telegram.hear((incoming) => incoming.kind === 'message' && incoming.text === 'next')
  room.refuses = undefined
})

test('nothing that was logged holds the token', () => {
  expect(telegram.logged()).toContain('could not be answered')
  expect(telegram.logged()).not.toContain('test-token-of-thirty')
  expect(api.faults).toEqual([])
})
