import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type BotApi, openBotApi } from './bot-api.ts'
import { type OpenAdapter, openAdapter, oursIn } from './open-adapter.ts'
import { ann, ben, li, wordsIn } from './people.ts'

vi.setConfig({ testTimeout: 20_000, hookTimeout: 60_000 })

const pdf = { name: 'tides.pdf', bytes: Buffer.from('%PDF-1.7 of a kind') }

let api: BotApi
let telegram: OpenAdapter
/** What handling waits for. */
let busy = Promise.resolve()
beforeAll(async () => {
  api = await openBotApi()
  telegram = await openAdapter(api, { deliver: () => busy })
})
beforeEach(() => telegram.heard.splice(0))
afterAll(async () => {
  await telegram?.close()
  await api?.close()
})

/** Says one more thing in private, and gives what had been heard before that came. */
async function heardBefore() {
  const { people, heard } = telegram
  people.say(people.privately(ben), ben, 'and now')
  await telegram.hear((incoming) => incoming.kind === 'message' && incoming.text === 'and now')
  return heard.splice(0).filter((incoming) => incoming.kind !== 'message' || incoming.text !== 'and now')
}

test('/start greets, in the language of the person', async () => {
  const { people } = telegram
  people.say(people.privately(ann), ann, '/start')
  people.say(people.privately(li), li, '/start')
  await api.until(() => oursIn(people.privately(ann)).some((message) => wordsIn(message).includes('I am a program')))
  await api.until(() => oursIn(people.privately(li)).some((message) => wordsIn(message).includes('我是一个程序')))
  expect(await heardBefore()).toEqual([])
})

test('a link to a film opens it', async () => {
  const { people } = telegram
  people.say(people.privately(ann), ann, '/start open-8w2k4m9x1c3z')
  expect(await telegram.hear()).toMatchObject({ kind: 'action', action: 'projects.open', value: '8w2k4m9x1c3z' })
})

test('in a group only what is meant for us is heard', async () => {
  const { people } = telegram
  const group = people.group()
  const dropped = people.drop(group, ben, { ...pdf, name: 'notes.xyz' })
  people.say(group, ben, 'Has anybody read it?')
  people.say(group, ben, '/film@another_bot')
  people.say(group, ben, '/dance')
  people.write(group, ben, { photo: [{ file_id: api.addFile(pdf.bytes, 'x'), file_unique_id: 'u', width: 1, height: 1, file_size: 9 }] })
  people.write(group, { ...ben, is_bot: true }, { text: '/help' })
  people.write(group, ben, { text: 'posted in the channel', is_automatic_forward: true })
  expect(await heardBefore()).toEqual([])
  people.say(group, ann, '/film@Docreel_Bot style=woodblock seconds=30', { reply_to_message: dropped })
  expect(await telegram.hear()).toMatchObject({
    ...{ kind: 'command', name: 'film', options: { style: 'woodblock', seconds: '30' }, from: { id: '501', name: 'Ann Lee' } },
    files: [{ name: 'notes.xyz', bytes: pdf.bytes.length }],
  })
  people.drop(group, ben, pdf)
  await telegram.hear((incoming) => incoming.kind === 'message' && incoming.files[0]?.name === 'tides.pdf')
  people.say(group, ben, '@docreel_bot what can you do?')
  await telegram.hear((incoming) => incoming.kind === 'message' && incoming.text === 'what can you do?')
})

test('everything stays in its topic, and a chain of replies is none', async () => {
  const { people, adapter } = telegram
  const forum = people.group(-1_002, { is_forum: true })
  people.drop(forum, ann, pdf, { message_thread_id: 77, is_topic_message: true })
  const { at, id } = await telegram.hear()
  expect(at.place).toEqual({ platform: 'telegram', channel: '-1002', thread: '77' })
  const ref = await adapter.post(
    await adapter.thread(at, 'Tides'),
    { text: 'On it', tone: 'active', progress: [{ label: 'Pictures', state: 'active', done: 1, total: 3 }] },
    'topic',
    id,
  )
  expect(ref.place).toEqual(at.place)
  const [posted] = oursIn(forum)
  expect(posted).toMatchObject({ message_thread_id: 77, reply_to_message: { message_id: Number(at.id) } })
  const action = await api.until(() => api.made('sendChatAction').at(-1))
  expect(action.params).toMatchObject({ chat_id: '-1002', action: 'upload_video', message_thread_id: 77 })
  await adapter.edit(ref, { text: 'Done' })
  telegram.heard.splice(0)
  people.drop(forum, ann, pdf, { message_thread_id: 78 })
  expect((await telegram.hear()).at.place).toEqual({ platform: 'telegram', channel: '-1002' })
})

test('an album of documents is one drop; a forwarded document is like any other', async () => {
  const { people } = telegram
  const room = people.privately(ann)
  people.drop(room, ann, pdf, { media_group_id: 'g1', caption: '/film aspect=9:16' })
  people.drop(room, ann, { ...pdf, name: 'moon.pdf' }, { media_group_id: 'g1' })
  expect(await telegram.hear()).toMatchObject({
    kind: 'command',
    options: { aspect: '9:16' },
    files: [{ name: 'tides.pdf' }, { name: 'moon.pdf' }],
  })
  telegram.heard.splice(0)
  people.drop(room, ann, pdf, { forward_origin: { type: 'hidden_user', sender_user_name: 'Somebody', date: 1 } })
  expect(await telegram.hear()).toMatchObject({ kind: 'message', files: [{ name: 'tides.pdf' }] })
  expect(telegram.heard).toHaveLength(1)
})

test('what no film can be made of is answered kindly; what was edited, not at all', async () => {
  const { people } = telegram
  const room = people.privately(ann)
  people.write(room, ann, { voice: { file_id: 'v', file_unique_id: 'u', duration: 3 } })
  const kind = await api.until(() => oursIn(room).find((message) => wordsIn(message).includes('films of documents')))
  expect(kind.reply_to_message).toBeDefined()
  const said = people.say(room, ann, 'helo')
  api.announce({ edited_message: { ...said, text: 'hello', edit_date: 1 } } as never)
  people.write(room, ann, { pinned_message: said })
  expect(await heardBefore()).toMatchObject([{ kind: 'message', text: 'helo' }])
})

test('a photo comes as a file, and a large document with its size', async () => {
  const { people } = telegram
  const room = people.privately(ann)
  const size = (width: number) => ({
    file_id: api.addFile(pdf.bytes, `${width}`),
    file_unique_id: `u${width}`,
    width,
    height: width,
    file_size: width,
  })
  people.write(room, ann, { photo: [size(90), size(1_280)], caption: 'for scene 2' })
  expect(await telegram.hear()).toMatchObject({
    kind: 'message',
    text: 'for scene 2',
    files: [{ name: expect.stringMatching(/\.jpg$/), bytes: 1_280 }],
  })
  telegram.heard.splice(0)
  people.drop(room, ann, { ...pdf, size: 90_000_000 })
  const incoming = await telegram.hear()
  const file = incoming.kind === 'message' ? incoming.files[0] : undefined
  expect(file?.bytes).toBe(90_000_000)
  await expect(telegram.adapter.download(file as NonNullable<typeof file>, AbortSignal.timeout(5_000))).rejects.toMatchObject({
    code: 'too-large',
  })
})

test('a channel speaks for itself, and its admins press for it', async () => {
  const { people, adapter } = telegram
  const channel = people.channel()
  people.drop(channel, ann, pdf)
  const { from, at } = await telegram.hear()
  expect(from).toMatchObject({ id: '-1009', name: 'The news' })
  const ref = await adapter.post(
    at.place,
    { text: 'Scenes', buttons: [{ label: 'Approve', action: 'review.scenes', value: 'r/1' }] },
    'channel',
  )
  const posted = channel.messages.get(Number(ref.id))
  api.members.set(`-1009/${ann.id}`, 'administrator')
  people.press(posted as never, 'Approve', ann)
  people.press(posted as never, 'Approve', ben)
  await api.until(() => telegram.heard.length === 3)
  expect(telegram.heard.slice(1).map((press) => press.from.id)).toEqual(['-1009', '502'])
})

test('being added to a group, asked inline or through a business account gets an answer', async () => {
  const { people } = telegram
  const group = people.group(-1_003)
  const member = (status: string) => ({ status, user: { id: 123456, is_bot: true, first_name: 'Docreel' } })
  const change = { chat: group.chat, from: ann, date: 1, old_chat_member: member('left'), new_chat_member: member('member') }
  api.announce({ my_chat_member: change } as never)
  await api.until(() => oursIn(group).some((message) => wordsIn(message).includes('/film@docreel_bot')))
  api.announce({ my_chat_member: { ...change, old_chat_member: member('member'), new_chat_member: member('kicked') } } as never)
  api.announce({ inline_query: { id: 'q1', from: ann, query: 'tides', offset: '' } } as never)
  await api.until(() => api.made('answerInlineQuery').length === 1)
  const room = people.privately(ben)
  const business = { message_id: 9_001, date: 1, chat: room.chat, from: ben, text: 'hello', business_connection_id: 'b1' }
  api.announce({ business_message: business } as never)
  api.announce({ business_message: { ...business, message_id: 9_002 } } as never)
  await api.until(() => api.made('sendMessage').some(({ params }) => params.business_connection_id === 'b1'))
  expect(await heardBefore()).toEqual([])
  expect(api.made('sendMessage').filter(({ params }) => params.business_connection_id === 'b1')).toHaveLength(1)
})

test('every press is answered soon, however long it takes to handle', async () => {
  const { people } = telegram
  const { promise, resolve } = Promise.withResolvers<void>()
  busy = promise
  const room = people.privately(ann)
  const ref = await telegram.adapter.post(
    { platform: 'telegram', channel: '501' },
    { text: 'Scene', buttons: [{ label: 'Approve', action: 'a.b', value: '1' }] },
    'slow',
  )
  const pressed = performance.now()
  const { id } = people.press(room.messages.get(Number(ref.id)) as never, 'Approve')
  await api.until(() => api.presses.get(id) !== 'waiting')
  expect(performance.now() - pressed).toBeLessThan(2_000)
  resolve()
})

test('a press is taken where Telegram tells less of its message, and answered where it tells of none', async () => {
  const { people } = telegram
  const forum = people.group(-1_004, { is_forum: true })
  const place = { platform: 'telegram', channel: '-1004', thread: '7' }
  const ref = await telegram.adapter.post(place, { text: 'Scene', buttons: [{ label: 'Approve', action: 'a.b', value: '1' }] }, 'scant')
  const scant = { chat: forum.chat, message_id: Number(ref.id), date: 0 }
  people.pressed({ from: ann, message: scant, chat_instance: 'c', data: 'a.b:1' })
  expect(await telegram.hear()).toMatchObject({ kind: 'action', at: { place, id: ref.id } })
  const { id } = people.pressed({ from: ann, inline_message_id: 'i', chat_instance: 'c', data: 'a.b:1' })
  await api.until(() => api.presses.get(id) !== 'waiting')
})

test('menus are set for every scope and language, once', async () => {
  const set = await api.until(() => api.made('setMyShortDescription').length === 2 && api.made('setMyCommands'))
  expect(set.map(({ params }) => [(params.scope as { type: string }).type, params.language_code])).toEqual([
    ['default', undefined],
    ['all_private_chats', undefined],
    ['all_group_chats', undefined],
    ['default', 'zh'],
    ['all_private_chats', 'zh'],
    ['all_group_chats', 'zh'],
  ])
  const names = (index: number) => JSON.stringify(set[index]?.params.commands)
  expect(names(1)).toContain('"film"')
  expect(names(2)).not.toContain('"usage"')
})

test('every call was as the Bot API has it', () => {
  expect(api.faults).toEqual([])
})
