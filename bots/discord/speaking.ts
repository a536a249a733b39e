import { isDeepStrictEqual } from 'node:util'
import { Routes } from 'discord.js'
import type { Logger } from 'pino'
import { z } from 'zod'
import { UserError } from '../../lib/errors.ts'
import { Place } from '../../lib/place.ts'
import type { AdapterMemory, ChatAdapter, MessageRef, Person, View } from '../chat.ts'
import type { Call } from './call.ts'
import { type Channels, holdsPosts, isDirect, PLATFORM } from './channels.ts'
import { type Answerable, type Interactions, isForeign } from './interactions.ts'
import type { PermissionName } from './permissions.ts'
import { createRecent, type Recent } from './recent.ts'
import { codes, isRefusal, meaningOf } from './refusal.ts'
import { channelOf, type createSender } from './send.ts'
import type { Words } from './words.ts'

export interface SpeakingParts {
  call: Call
  memory: AdapterMemory
  channels: Channels
  interactions: Interactions
  sender: ReturnType<typeof createSender>
  /** In which channel a message was that is being answered. */
  heardIn: Recent<string>
  words: Words
  log: Logger
}

const DAY_MS = 86_400_000
/** A thread nobody writes in is put away after three days; the next message brings it back. */
const ARCHIVE_MINUTES = 4_320
const MOST_TITLE = 100
const TITLED_MS = 90 * DAY_MS
const MOST_TITLED = 1_000
const Opened = z.object({ id: z.string() })
const spent = [codes.unknownWebhook, codes.expiredToken, codes.followUpsSpent, codes.unknownInteraction]

/** What the bot says: posts, edits, threads, and where to go when a place is closed. */
export function createSpeaking({ call, memory, channels, interactions, sender, heardIn, words, log }: SpeakingParts) {
  /** Why a place was closed, for whoever is told of it in the next. */
  const reasons = new Map<string, string>()
  const titles = createRecent<string>(MOST_TITLED)

  async function meant<T>(place: Place, needed: readonly PermissionName[], attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt()
    } catch (error) {
      const meaning = meaningOf(error, () => channels.missing(channelOf(place), needed))
      if (meaning instanceof UserError && meaning.code === 'unreachable') reasons.set(keyOf(place), meaning.message)
      throw meaning
    }
  }

  async function postThrough(through: Answerable, view: View): Promise<string> {
    const isPrivate = through.foreign || view.audience === 'person'
    if (through.open === undefined) return sender.followUp(through, view, isPrivate)
    const answered = { ...through, open: undefined }
    if (through.open === 'public' && isPrivate) {
      // What shows "is thinking" to everyone can't become one person's.
      await sender.takeBack(through)
      return sender.followUp(answered, view, true)
    }
    return sender.fill(through, view).catch((error: unknown) => {
      // Somebody waved it away.
      if (isRefusal(error, codes.unknownMessage)) return sender.followUp(answered, view, through.open === 'private')
      throw error
    })
  }

  /** The interaction by which a view reaches its reader; undefined where the bot posts it itself. */
  async function wayTo(to: Place, view: View, answers: string | undefined): Promise<Answerable | undefined> {
    const answered = answers === undefined ? undefined : await interactions.find(answers)
    const isHere = answered !== undefined && isDeepStrictEqual(answered.place, to)
    if (isForeign(to)) return isHere ? answered : interactions.into(to)
    return isHere && (answered.open !== undefined || view.audience === 'person') ? answered : undefined
  }

  async function post(to: Place, view: View, nonce: string, answers?: string): Promise<MessageRef> {
    return sender.once(nonce, () =>
      meant(to, postingTakes(to, view), async () => {
        const through = await wayTo(to, view, answers)
        const id = through && (await unlessSpent(() => postThrough(through, view)))
        if (id !== undefined) return { place: to, id }
        if (isForeign(to)) throw spentHere()
        const replyTo = answers !== undefined && heardIn.get(answers) === channelOf(to) ? answers : undefined
        return { place: to, id: await sender.post(channelOf(to), view, nonce, replyTo) }
      }),
    )
  }

  async function edit(ref: MessageRef, view: View, answers?: string): Promise<MessageRef> {
    return meant(ref.place, postingTakes(ref.place, view), async () => {
      const through = await interactions.through(ref.id)
      const id = through && (await unlessSpent(() => sender.editThrough(through, ref.id, view)))
      if (id !== undefined) return ref
      if (isForeign(ref.place)) throw spentHere()
      await sender.edit(channelOf(ref.place), ref.id, view, answers !== undefined)
      return ref
    })
  }

  async function thread(at: MessageRef, title: string): Promise<Place> {
    if (at.place.thread !== undefined) return at.place
    const key = `thread:${at.id}`
    const known = await memory.get(key)
    if (known !== undefined) return Place.parse(JSON.parse(known))
    const place = await openThread(at, title)
    await memory.set(key, JSON.stringify(place), Date.now() + 7 * DAY_MS)
    return place
  }

  async function openThread({ place, id: from }: MessageRef, title: string): Promise<Place> {
    const channel = await channels.find(place.channel).catch(() => undefined)
    if (channel !== undefined && isDirect(channel)) return place
    // The answer to a command heads its thread.
    const heading = (await interactions.through(from)) ?? (await interactions.find(from))
    const id = heading?.open === undefined ? (heading?.filled ?? from) : await sender.fill(heading, { title })
    const name = nameOf(title)
    try {
      const opened = Opened.parse(
        await call('post', Routes.threads(place.channel, id), { body: { name, auto_archive_duration: ARCHIVE_MINUTES } }),
      )
      await memory.set(titleKey(opened.id), name, Date.now() + TITLED_MS)
      return { ...place, thread: opened.id }
    } catch (error) {
      // It then bears the id of its message.
      if (isRefusal(error, codes.threadExists)) return { ...place, thread: id }
      // The film matters more than where it is: without a thread, the channel itself.
      const missing = channels.missing(place.channel, ['Create Public Threads']).join(', ')
      log.info({ err: error, missing, place }, 'no thread could be opened')
      if (isRefusal(error, codes.missingPermissions, codes.missingAccess)) await tellNoThread(place, missing || 'Create Public Threads')
      return place
    }
  }

  async function retitle({ thread: id }: Place, title: string): Promise<void> {
    const before = id === undefined ? undefined : (titles.get(id) ?? (await memory.get(titleKey(id))))
    const name = nameOf(title)
    if (id === undefined || before === undefined || before === name) return
    // Kept first: Discord takes two new names in ten minutes, and one that it refuses is not worth a second try.
    titles.set(id, name)
    await memory.set(titleKey(id), name, Date.now() + TITLED_MS)
    await call('patch', Routes.channel(id), { body: { name }, patient: false })
  }

  async function tellNoThread(place: Place, permissions: string): Promise<void> {
    const key = `told:no-thread:${place.channel}`
    if ((await memory.get(key)) !== undefined) return
    await memory.set(key, '1', Date.now() + DAY_MS)
    await post(place, { tone: 'warning', text: words('discord.no-thread', undefined, { permissions }) }, `${key}:${Date.now()}`).catch(
      () => {},
    )
  }

  async function elsewhere(place: Place, person: Person): Promise<Place | undefined> {
    const why = reasons.get(keyOf(place)) ?? ''
    for (const next of await placesAfter(place, person)) {
      const view: View = { tone: 'warning', text: words('discord.moved', person.locale, { why }), mention: person }
      const posted = await post(next, view, `moved:${keyOf(place)}:${person.id}:${why}`).catch((error: unknown) => {
        log.info({ err: error, place: next }, 'the next best place takes nothing either')
        return undefined
      })
      if (posted !== undefined) return next
    }
    return undefined
  }

  async function placesAfter({ channel: id, thread: inThread }: Place, { id: recipient_id }: Person): Promise<Place[]> {
    const channel = await channels.find(id).catch(() => undefined)
    if (channel !== undefined && isDirect(channel)) return []
    const around = inThread !== undefined && !inThread.startsWith('@') && channel !== undefined && !holdsPosts(channel)
    const direct = await call('post', Routes.userChannels(), { body: { recipient_id } })
      .then((answer) => [{ platform: PLATFORM, channel: Opened.parse(answer).id }])
      .catch(() => [])
    return [...(around ? [{ platform: PLATFORM, channel: id }] : []), ...direct]
  }

  return { post, edit, thread, retitle, elsewhere } satisfies Partial<ChatAdapter>
}

const titleKey = (thread: string) => `title:${thread}`

function nameOf(title: string): string {
  return title.replace(/\s+/g, ' ').trim().slice(0, MOST_TITLE) || '…'
}

/** What a token still reaches; undefined once it has run out. */
function unlessSpent(attempt: () => Promise<string>): Promise<string | undefined> {
  return attempt().catch((error: unknown) => {
    if (isRefusal(error, ...spent)) return undefined
    throw error
  })
}

function spentHere(): UserError {
  return new UserError('unreachable', 'I may not write in that channel, and can answer there for a quarter of an hour only.')
}

const keyOf = ({ channel, thread = '' }: Place) => `${channel}/${thread}`

function postingTakes(place: Place, view: View): PermissionName[] {
  const writing: PermissionName = place.thread === undefined ? 'Send Messages' : 'Send Messages in Threads'
  return ['View Channels', writing, ...((view.media?.length ?? 0) > 0 ? (['Attach Files'] as const) : [])]
}
