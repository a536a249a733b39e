import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Incoming, View } from '../../bots/chat.ts'
import { type BotApi, type Kept, openBotApi, type Room } from './bot-api.ts'
import { type OpenAdapter, openAdapter, oursIn } from './open-adapter.ts'
import { ann, ben, labelsOf, wordsIn } from './people.ts'

vi.setConfig({ testTimeout: 20_000, hookTimeout: 60_000 })

let api: BotApi
let telegram: OpenAdapter
let room: Room
let answer: (incoming: Incoming) => Promise<void> = async () => {}
beforeAll(async () => {
  api = await openBotApi()
  telegram = await openAdapter(api, { deliver: (incoming) => answer(incoming) })
  room = telegram.people.privately(ann)
})
beforeEach(() => telegram.heard.splice(0))
afterAll(async () => {
  await telegram?.close()
  await api?.close()
})

const words = { name: 'text', label: 'What is spoken', value: 'As it was', required: true, maxLength: 40 }
const viewOf = (fields: object[]): View => ({
  text: 'Scene 2',
  buttons: [
    {
      label: 'Edit',
      action: 'scene.words',
      value: 'run/1/2',
      form: { title: 'Words of scene 2', submit: 'Save', fields: fields as never },
    },
  ],
})

async function ask(fields: object[], to: Room = room): Promise<{ card: Kept; question: Kept }> {
  const ref = await telegram.adapter.post({ platform: 'telegram', channel: String(to.chat.id) }, viewOf(fields), crypto.randomUUID())
  const card = to.messages.get(Number(ref.id)) as Kept
  telegram.people.press(card, 'Edit')
  return { card, question: await questionAfter(card, to) }
}
const questionAfter = ({ message_id: id }: Kept, to: Room = room) =>
  api.until(() =>
    oursIn(to).find(
      (message) => message.message_id > id && (message.reply_markup?.force_reply || /~choose/.test(JSON.stringify(message.reply_markup))),
    ),
  )

test('a form is a question, and its answer a form', async () => {
  const { card, question } = await ask([words])
  expect(wordsIn(question)).toContain('As it was')
  const answer = telegram.people.say(room, ann, 'As it shall be', { reply_to_message: question })
  const form = await telegram.hear()
  expect(form).toMatchObject({ kind: 'form', action: 'scene.words', value: 'run/1/2', fields: { text: 'As it shall be' }, files: [] })
  expect(form.at.id).toBe(String(card.message_id))
  expect(form.id).toContain(String(answer.message_id))
  await api.until(() => !room.messages.has(question.message_id))
})

test('in private, words are an answer without being a reply; another question takes the place of the first', async () => {
  const first = await ask([words])
  const second = await ask([words])
  await api.until(() => !room.messages.has(first.question.message_id))
  telegram.people.say(room, ann, 'Plainly said')
  expect(await telegram.hear()).toMatchObject({ kind: 'form', fields: { text: 'Plainly said' } })
  await api.until(() => !room.messages.has(second.question.message_id))
  telegram.heard.splice(0)
  telegram.people.say(room, ann, 'And this is no answer')
  expect(await telegram.hear()).toMatchObject({ kind: 'message' })
})

test('what is too long is asked again, and /cancel leaves everything as it is', async () => {
  const { question } = await ask([words])
  telegram.people.say(room, ann, 'x'.repeat(41), { reply_to_message: question })
  const again = await questionAfter(question)
  expect(wordsIn(again)).toContain('at most 40')
  telegram.people.say(room, ann, '/cancel')
  await api.until(() => oursIn(room).some((message) => wordsIn(message) === 'Left as it is.'))
  expect(room.messages.has(again.message_id)).toBe(false)
  expect(telegram.heard).toEqual([])
  expect(await telegram.memory.get('prompt:501/501')).toBeUndefined()
})

test('a command puts an end to a question, and is heard', async () => {
  const { question } = await ask([words])
  telegram.people.say(room, ann, '/style')
  expect(await telegram.hear()).toMatchObject({ kind: 'command', name: 'style' })
  await api.until(() => !room.messages.has(question.message_id))
})

test('field by field: a choice, a secret that goes at once, a file, and what may be left out', async () => {
  const { question } = await ask([
    {
      name: 'kind',
      kind: 'choice',
      label: 'Which?',
      required: true,
      options: [
        { label: 'First', value: 'one' },
        { label: 'Second', value: 'two' },
      ],
    },
    { name: 'key', kind: 'secret', label: 'Key', required: true },
    { name: 'note', label: 'Note' },
    { name: 'picture', kind: 'file', label: 'Picture', required: true },
  ])
  telegram.people.press(question, 'Second')
  const secret = await questionAfter(question)
  expect(wordsIn(secret)).toContain('removed')
  const told = telegram.people.say(room, ann, 'hunter2-is-my-key', { reply_to_message: secret })
  const note = await questionAfter(secret)
  expect(room.messages.has(told.message_id)).toBe(false)
  expect(await telegram.memory.get('prompt:501/501')).not.toContain('hunter2')
  telegram.people.say(room, ann, '/skip', { reply_to_message: note })
  const picture = await questionAfter(note)
  telegram.people.say(room, ann, 'no picture here', { reply_to_message: picture })
  const again = await questionAfter(picture)
  telegram.people.drop(room, ann, { name: 'me.png', bytes: Buffer.from('png') }, { reply_to_message: again })
  expect(await telegram.hear()).toMatchObject({
    ...{ kind: 'form', fields: { kind: 'two', key: 'hunter2-is-my-key', note: '', picture: '' }, files: [{ name: 'me.png' }] },
  })
})

test('in a group the question names who it is for, and only their reply answers it', async () => {
  const group = telegram.people.group()
  const { question } = await ask([words], group)
  expect(question.entities).toContainEqual(expect.objectContaining({ type: 'text_mention', user: expect.objectContaining({ id: 501 }) }))
  telegram.people.say(group, ben, 'Mine', { reply_to_message: question })
  telegram.people.say(group, ann, 'Not a reply')
  telegram.people.say(group, ann, 'Ours', { reply_to_message: question })
  expect(await telegram.hear(({ kind }) => kind === 'form')).toMatchObject({ from: { id: '501' }, fields: { text: 'Ours' } })
})

test('a button that nobody knows says so, and goes', async () => {
  const ref = await telegram.adapter.post({ platform: 'telegram', channel: '501' }, viewOf([words]), 'stale')
  const card = room.messages.get(Number(ref.id)) as Kept
  const { id } = telegram.people.pressData(card, 'what?')
  await api.until(() => labelsOf(card).length === 0)
  expect(api.presses.get(id)).toMatchObject({ show_alert: true })
})

test('a press that came too late is told only to whoever pressed, and its button goes unless it was redrawn', async () => {
  const { adapter, people } = telegram
  const place = { platform: 'telegram', channel: '501' }
  const view = (value: string): View => ({ text: value, buttons: [{ label: 'Approve', action: 'review.scenes', value }] })
  const expired: View = { tone: 'danger', audience: 'person', expired: true, text: 'That was done already.' }
  for (const redrawn of [false, true]) {
    const ref = await adapter.post(place, view('r/1'), `late-${redrawn}`)
    const card = room.messages.get(Number(ref.id)) as Kept
    const before = oursIn(room).length
    if (redrawn) await adapter.edit(ref, view('r/2'))
    answer = async (incoming) => void (await adapter.post(place, expired, `answer-${redrawn}`, incoming.id))
    const { id } = people.pressData(card, 'review.scenes:r/1')
    await api.until(() => api.presses.get(id) !== 'waiting')
    expect(api.presses.get(id)).toMatchObject({ text: 'That was done already.', show_alert: true })
    await api.until(() => labelsOf(card).length === (redrawn ? 1 : 0))
    expect(oursIn(room)).toHaveLength(before)
  }
})

test('every call was as the Bot API has it', () => expect(api.faults).toEqual([]))
