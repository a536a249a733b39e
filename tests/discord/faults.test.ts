import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MessageRef, Place, View } from '../../bots/chat.ts'
import { adam, ann, type FakeChannel, type FakeDiscord, openFakeDiscord, wordsOf } from './fake-discord.ts'
import { openDiscord } from './open-discord.ts'

vi.setConfig({ testTimeout: 20_000 })

let discord: FakeDiscord
let open: Awaited<ReturnType<typeof openDiscord>>
let hall: FakeChannel
let place: Place
const person = { id: ann.id, name: 'Ann', locale: 'en' }
const picture = new Uint8Array(20_000).fill(7)

beforeEach(async () => {
  discord = await openFakeDiscord()
  hall = discord.general
  place = { platform: 'discord', channel: hall.id }
  open = await openDiscord({ fake: discord })
})
afterEach(async () => {
  await open.close()
  await discord.close()
  expect(discord.faults).toEqual([])
})

const isPost = (method: string, path: string) => method === 'POST' && /^\/channels\/\d+\/messages$/.test(path)
const isEdit = (method: string, path: string) => method === 'PATCH' && /\/messages\/\d+$/.test(path)
const limited = (seconds: number, more: Record<string, string> = {}) => ({
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: seconds, global: false },
  headers: { 'retry-after': String(seconds), 'x-ratelimit-scope': 'user', ...more },
})
const nonce = () => crypto.randomUUID()
const post = (view: View, to = place) => open.chat.post(to, view, nonce())
const unreachable = (words: string) =>
  expect.objectContaining({ name: 'UserError', code: 'unreachable', message: expect.stringContaining(words) })
const film = async (name = 'film.mp4') => ({ kind: 'video' as const, blob: await open.blob(picture), name, alt: 'The film' })

describe('limits of pace', () => {
  it('waits out two seconds, and posts once', async () => {
    discord.plan({ matches: isPost, times: 1, answer: limited(2) })
    const begun = performance.now()
    await post({ text: 'Late' })
    expect(performance.now() - begun).toBeGreaterThan(1_900)
    expect(discord.said(hall.id)).toHaveLength(1)
  })

  it('leaves an edit that would be late to whoever has a newer one', async () => {
    const ref = await post({ text: 'One' })
    discord.plan({ matches: isEdit, times: 1, answer: limited(60) })
    await expect(open.chat.edit(ref, { text: 'Two' })).rejects.toMatchObject({
      name: 'TransientError',
      retryAfterMs: expect.closeTo(60_000, -3),
    })
    // Nor does a limit of one message hold up another place.
    const other = discord.channel({ guild_id: discord.guild.id })
    await post({ text: 'At once' }, { platform: 'discord', channel: other.id })
  })

  it('waits when Discord asks everyone to', async () => {
    discord.plan({ matches: isPost, times: 1, answer: limited(3, { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' }) })
    const begun = performance.now()
    await post({ text: 'Late' })
    expect(performance.now() - begun).toBeGreaterThan(2_900)
    expect(discord.said(hall.id)).toHaveLength(1)
  })

  it('slows down the edits of an hour-old message', async () => {
    const ref = await post({ text: 'One' })
    const answer = { status: 400, body: { code: 30046, message: 'Maximum number of edits to messages older than 1 hour reached.' } }
    discord.plan({ matches: isEdit, times: 1, answer })
    await expect(open.chat.edit(ref, { text: 'Two' })).rejects.toMatchObject({ name: 'TransientError', retryAfterMs: 6_000 })
  })
})

describe('a server that fails', () => {
  it('posts once although answers were lost: 500, then a cut line, then an answer', async () => {
    discord.plan({ matches: isPost, times: 2, answer: { status: 502 }, after: true })
    discord.plan({ matches: isPost, times: 1 })
    const ref = await post({ text: 'Once', media: [await film()] })
    expect(discord.said(hall.id).map(({ id }) => id)).toEqual([ref.id])
  })

  it('takes the time that a slow upload needs, and posts it once', async () => {
    discord.plan({ matches: isPost, times: 1, delayMs: 4_000 })
    await post({ text: 'Slow', media: [await film()] })
    expect(discord.said(hall.id)).toHaveLength(1)
    expect(discord.requests.filter(({ method, path }) => isPost(method, path))).toHaveLength(1)
  })

  it('knows after a restart what it posted before', async () => {
    const ref = await open.chat.post(place, { text: 'Once' }, 'the-same')
    await open.stop()
    open = await openDiscord({ fake: discord, memory: open.memory })
    expect(await open.chat.post(place, { text: 'Once' }, 'the-same')).toEqual(ref)
    expect(discord.said(hall.id)).toHaveLength(1)
  })

  it('says too-large for a file that the place does not take', async () => {
    discord.setUploadBytes(10_000)
    await expect(post({ media: [await film()] })).rejects.toMatchObject({ code: 'too-large' })
    discord.setUploadBytes(10 * 1024 * 1024)
  })
})

describe('files of a message', () => {
  it('uploads each once, keeps it through edits, and drops what is no longer shown', async () => {
    const other = { kind: 'image' as const, blob: await open.blob(new Uint8Array(9_000).fill(3)), name: 'two.jpg', alt: 'Two' }
    const ref = await post({ text: 'A', media: [await film('影片.mp4')] })
    const [first] = discord.seen(ref.id)?.attachments ?? []
    expect(first).toMatchObject({ filename: 'film.mp4', description: 'The film', size: 20_000 })
    await open.chat.edit(ref, { text: 'B', media: [await film('影片.mp4'), other] })
    expect(discord.seen(ref.id)?.attachments.map(({ filename }) => filename)).toEqual(['film.mp4', 'two.jpg'])
    expect(discord.seen(ref.id)?.attachments[0]?.id).toBe(first?.id)
    expect(discord.requests.at(-1)?.files.size).toBe(1)
    await open.chat.edit(ref, { text: 'C', media: [other] })
    expect(discord.seen(ref.id)?.attachments.map(({ filename }) => filename)).toEqual(['two.jpg'])
    expect(discord.requests.at(-1)?.files.size).toBe(0)
    await open.chat.edit(ref, { text: 'D' })
    expect(discord.seen(ref.id)?.attachments).toEqual([])
  })

  it('mentions the one person, in the post and not in edits', async () => {
    const ref = await post({ text: `Ready @everyone <@${adam.id}>`, mention: person })
    expect(discord.seen(ref.id)?.allowed).toEqual({ parse: [], users: [ann.id] })
    await open.chat.edit(ref, { text: 'Ready', mention: person })
    expect(discord.seen(ref.id)?.allowed).toEqual({ parse: [], users: [] })
  })
})

describe('places that close', () => {
  let thread: Place
  let card: MessageRef
  beforeEach(async () => {
    const drop = discord.say(hall.id, '', { files: [{ name: 'a.txt', bytes: picture }] })
    const [incoming] = await open.hear()
    thread = await open.chat.thread(incoming?.at as MessageRef, 'a.txt')
    expect(thread).toEqual({ ...place, thread: drop.id })
    card = await post({ text: 'Card' }, thread)
  })
  const channelOf = (one: Place) => discord.channels.get(one.thread ?? one.channel) as FakeChannel

  it('names a thread after its document once that has a title, once', async () => {
    const renames = () => discord.requests.filter(({ method, path }) => method === 'PATCH' && path === `/channels/${thread.thread}`).length
    await open.chat.retitle?.(thread, 'How tides work')
    await open.chat.retitle?.(thread, 'How tides work')
    expect(channelOf(thread).name).toBe('How tides work')
    expect(renames()).toBe(1)
    const theirs = discord.channel({ type: 11, guild_id: discord.guild.id, parent_id: hall.id, owner_id: ann.id, name: 'Theirs' })
    await open.chat.retitle?.({ ...place, thread: theirs.id }, 'Ours')
    expect(theirs.name).toBe('Theirs')
  })

  it('brings an archived thread back, and edits', async () => {
    channelOf(thread).archived = true
    await open.chat.edit(card, { text: 'Again' })
    expect(channelOf(thread).archived).toBe(false)
    expect(wordsOf(discord.seen(card.id) as never)).toContain('Again')
  })

  it('goes on in the channel when the thread was deleted, and says why, to the person', async () => {
    discord.remove(channelOf(thread))
    await expect(open.chat.edit(card, { text: 'B' })).rejects.toEqual(unreachable('deleted'))
    expect(await open.chat.elsewhere?.(thread, person)).toEqual(place)
    const note = discord.said(hall.id).at(-1)
    expect(wordsOf(note as never)).toContain('deleted')
    expect(note?.allowed).toEqual({ parse: [], users: [ann.id] })
  })

  it('goes on in the channel when the thread was locked', async () => {
    Object.assign(channelOf(thread), { archived: true, locked: true })
    await expect(open.chat.edit(card, { text: 'B' })).rejects.toMatchObject({ code: 'unreachable' })
    await expect(post({ text: 'C' }, thread)).rejects.toEqual(unreachable('locked'))
    expect(await open.chat.elsewhere?.(thread, person)).toEqual(place)
  })

  it('goes on in a direct message when the channel was deleted, and nowhere when that is closed too', async () => {
    discord.remove(channelOf(thread))
    discord.remove(hall)
    await expect(post({ text: 'B' }, thread)).rejects.toMatchObject({ code: 'unreachable' })
    const direct = await open.chat.elsewhere?.(thread, person)
    expect(direct).toEqual({ platform: 'discord', channel: discord.directWith(ann.id).id })
    discord.closedDms.add(ann.id)
    await expect(post({ text: 'C' }, direct as Place)).rejects.toEqual(unreachable('direct messages'))
    expect(await open.chat.elsewhere?.(direct as Place, person)).toBeUndefined()
  })

  it('goes on in a direct message when the bot was kicked', async () => {
    discord.kick()
    await expect(open.chat.edit(card, { text: 'B' })).rejects.toMatchObject({ code: 'unreachable' })
    expect(await open.chat.elsewhere?.(thread, person)).toEqual({ platform: 'discord', channel: discord.directWith(ann.id).id })
  })

  it('names the permission that is missing', async () => {
    discord.deny(hall, 'SendMessagesInThreads')
    await sleep(50)
    await expect(post({ text: 'B' }, thread)).rejects.toEqual(unreachable('Send Messages in Threads'))
    expect(await open.chat.elsewhere?.(thread, person)).toEqual(place)
    discord.deny(hall, 'AttachFiles')
    await sleep(50)
    await expect(post({ media: [await film()] })).rejects.toEqual(unreachable('Attach Files'))
  })
})

it('answers in the channel where it may open no thread, and names what it lacks', async () => {
  discord.deny(hall, 'CreatePublicThreads')
  discord.say(hall.id, '', { files: [{ name: 'a.txt', bytes: picture }] })
  const [incoming] = await open.hear()
  expect(await open.chat.thread(incoming?.at as MessageRef, 'a.txt')).toEqual(place)
  expect(wordsOf(discord.said(hall.id)[0] as never)).toContain('Create Public Threads')
})

describe('the gateway', () => {
  it.each([1000, 4000])('comes back after close code %i, and misses nothing', async (code) => {
    discord.gateway.close(code)
    discord.say(hall.id, 'While it was away', { mentions: true })
    await open.hear()
    discord.say(hall.id, 'And after', { mentions: true })
    expect((await open.hear(2)).map((incoming) => incoming.kind === 'message' && incoming.text)).toEqual(['While it was away', 'And after'])
  })

  it('ends with what the operator can do when the token is refused', async () => {
    const opening = openDiscord({ fake: await openFakeDiscord(), token: 'wrong' })
    await expect(opening).rejects.toMatchObject({ code: 'settings', message: expect.stringContaining('DISCORD_TOKEN') })
    discord.gateway.close(4004)
    await expect(open.running).rejects.toMatchObject({ code: 'settings', message: expect.stringContaining('DISCORD_TOKEN') })
  })

  it('finds documents that were dropped while it was down', async () => {
    await open.stop()
    discord.say(hall.id, '', { files: [{ name: 'missed.txt', bytes: picture }], unheard: true })
    const drop = discord.say(hall.id, 'no document', { unheard: true })
    expect(drop.id).toBe(hall.last_message_id)
    open = await openDiscord({ fake: discord, memory: open.memory })
    expect(await open.hear()).toMatchObject([{ kind: 'message', files: [{ name: 'missed.txt' }] }])
  })

  it('finds direct messages that were sent while it was down', async () => {
    const direct = discord.directWith(ann.id)
    discord.say(direct.id, 'hello')
    await open.hear()
    await open.stop()
    discord.say(direct.id, '', { files: [{ name: 'missed.txt', bytes: picture }], unheard: true })
    open = await openDiscord({ fake: discord, memory: open.memory })
    await discord.until(() => open.heard.some((incoming) => incoming.kind === 'message' && incoming.files[0]?.name === 'missed.txt'))
  })
})
