import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Kept, Room } from './bot-api.ts'
import { type OpenTelegram, openTelegram, story } from './open-telegram.ts'
import { ann, ben, labelsOf, li, wordsIn } from './people.ts'

// A film is made here; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

let telegram: OpenTelegram
let room: Room
beforeAll(async () => {
  telegram = await openTelegram()
  room = telegram.people.privately(ann)
  await telegram.app.store.preferences.set(`person:telegram:${ann.id}`, { resolution: 360, seconds: 20, review: 'scenes' })
})
afterAll(() => telegram?.close())

const ours = () => [...room.messages.values()].filter(({ from }) => from?.is_bot)
const films = () => ours().filter(({ video }) => video !== undefined)
const seen = <T>(look: () => T | undefined | false) => telegram.api.until(look, 120_000)
/** The newest message of ours with this button. */
const withButton = (label: RegExp) => ours().findLast((message) => labelsOf(message).some((one) => label.test(one)))
/** Presses the button as soon as it is there. */
const press = async (message: Kept, label: RegExp) =>
  telegram.people.press(message, await seen(() => labelsOf(message).find((one) => label.test(one))))

test('from a dropped document to the film, and one changed scene to another film', async () => {
  const { api, people } = telegram
  people.say(room, ann, '/start')
  await seen(() => ours().some((message) => wordsIn(message).includes('Send me a document')))

  // A look first: the gallery is one picture, and its pages turn under it.
  people.say(room, ann, '/style')
  const gallery = await seen(() => ours().find(({ photo }) => photo !== undefined))
  expect(labelsOf(gallery)).toContain('1/4')
  await press(gallery, /›/)
  await seen(() => labelsOf(gallery).includes('2/4'))
  const look = (gallery.reply_markup?.inline_keyboard ?? []).flat().find((button) => button?.text.startsWith('Woodblock'))
  await press(gallery, /Woodblock/)
  await press(gallery, /For my films/)
  await seen(() => ours().some((message) => /Woodblock/.test(wordsIn(message)) && message.text !== undefined))

  const drop = people.drop(room, ann, { name: 'keeper.txt', bytes: story })
  const board = await seen(() => withButton(/Make the film/))
  expect(board.reply_to_message?.message_id).toBe(drop.message_id)
  expect(board.photo).toBeDefined()
  expect(api.made('sendChatAction').length).toBeGreaterThan(0)

  // One scene's words are changed, by a reply.
  await press(board, /^2\./)
  const scene = await seen(() => withButton(/Edit words/))
  await press(scene, /Edit words/)
  const question = await seen(() => ours().find(({ reply_markup: markup }) => markup?.force_reply))
  people.say(room, ann, 'In January the storms come, and the keeper never sleeps.', { reply_to_message: question })
  await seen(() => wordsIn(scene).includes('never sleeps'))
  await seen(() => !room.messages.has(question.message_id))

  // Pressed at once: whether the storyboard's card has followed by then or not, their film has their change.
  const approve = await seen(() => withButton(/Make the film/))
  await press(approve, /Make the film/)
  // Presses are answered while the film is made.
  const waits: number[] = []
  while (films().length === 0) {
    const pressed = performance.now()
    const { id } = people.pressData(gallery, look?.callback_data ?? '')
    await seen(() => api.presses.get(id) !== 'waiting')
    waits.push(performance.now() - pressed)
    await sleep(200)
  }
  expect(waits.length).toBeGreaterThan(1)
  expect(Math.max(...waits)).toBeLessThan(2_000)
  const film = await seen(() => films()[0])
  const runs = await telegram.app.store.runs.list({ place: { platform: 'telegram', channel: String(ann.id) } })
  expect(runs.map(({ revision }) => revision)).toEqual([2])
  expect(film.video).toMatchObject({ width: 640, height: 360 })
  expect(film.video?.duration).toBeGreaterThan(5)
  const [sent] = api.made('sendVideo')
  expect(sent?.params).toMatchObject({ supports_streaming: true, reply_parameters: { message_id: drop.message_id } })
  expect(sent?.params.cover).toBeDefined()
  expect(sent?.params.thumbnail).toBeDefined()

  // After the film, a new picture for one scene makes another film.
  const done = await seen(() => ours().find((message) => message.video === undefined && wordsIn(message).includes('Your film is ready')))
  await press(done, /^3\./)
  const later = await seen(() => {
    const card = withButton(/New picture/)
    return card !== undefined && card.message_id !== scene.message_id ? card : undefined
  })
  await press(later, /^New picture$/)
  await seen(() => films().length === 2)

  // The film has a link, which opens it in a private chat.
  people.say(room, ann, '/projects')
  const list = await seen(() => withButton(/Lighthouse Keeper/))
  await press(list, /Lighthouse Keeper/)
  const opened = await seen(() => ours().find((message) => wordsIn(message).includes('?start=open-')))
  const payload = /\?start=(open-\S+)/.exec(wordsIn(opened))?.[1]
  people.say(room, ann, `/start ${payload}`)
  await seen(() => ours().filter((message) => wordsIn(message).includes('?start=open-')).length === 2)

  await seen(() => [...api.presses.values()].every((answer) => answer !== 'waiting'))
  expect(api.faults).toEqual([])
  expect(telegram.logged()).not.toContain('test-token-of-thirty')
})

test('in a group, silence that Telegram asks for and a restart in mid-work: the film comes once', async () => {
  const { api, people } = telegram
  const group = people.group()
  const inGroup = () => [...group.messages.values()].filter(({ from }) => from?.is_bot)
  await telegram.app.store.preferences.set('place:telegram:-1001', { resolution: 360, seconds: 20, review: 'auto' })
  const silence = { error_code: 429, description: 'Too Many Requests: retry after 2', parameters: { retry_after: 2 } }
  for (const method of ['sendMessage', 'editMessageText', 'editMessageMedia']) api.plan(method, silence)
  // What has no known ending is not taken unasked.
  const document = people.drop(group, ben, { name: 'notes', bytes: story })
  people.say(group, ben, '/film@docreel_bot style=linocut', { reply_to_message: document })
  await seen(() => inGroup().length > 0)
  await telegram.leave()
  telegram = await openTelegram({}, telegram)
  const film = await seen(() => inGroup().find(({ video }) => video !== undefined))
  await seen(() => inGroup().some((message) => message.video === undefined && wordsIn(message).includes('Your film is ready')))
  expect(inGroup().filter(({ video }) => video !== undefined)).toEqual([film])
  // Only whoever asked is told.
  expect(film.caption_entities).toContainEqual(
    expect.objectContaining({ type: 'text_mention', user: expect.objectContaining({ id: ben.id }) }),
  )
  expect((await telegram.app.store.runs.list({ place: { platform: 'telegram', channel: '-1001' } })).map(({ state }) => state)).toEqual([
    'done',
  ])
  expect(api.faults).toEqual([])
})

test('whoever blocks the bot is left alone: the film is not made any more', async () => {
  const { app, people } = telegram
  const theirs = people.privately(li)
  people.drop(theirs, li, { name: 'blocked.txt', bytes: Buffer.concat([story, Buffer.from(' And so it goes on.')]) })
  await seen(() => [...theirs.messages.values()].some(({ from }) => from?.is_bot))
  theirs.refuses = { error_code: 403, description: 'Forbidden: bot was blocked by the user' }
  await vi.waitFor(async () => {
    const [run] = await app.store.runs.list({ place: { platform: 'telegram', channel: String(li.id) } })
    expect(run?.state).toBe('cancelled')
  }, 60_000)
})
