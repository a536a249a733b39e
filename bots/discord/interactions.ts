import { z } from 'zod'
import { Place } from '../../lib/place.ts'
import type { AdapterMemory } from '../chat.ts'
import { PLATFORM } from './channels.ts'

/** Tokens hold for fifteen minutes; a little less, so that what is begun is finished. */
const TOKEN_MS = 14.5 * 60_000

const Kept = z.object({
  id: z.string(),
  application: z.string(),
  token: z.string(),
  expires: z.number(),
  /** Where it was used. */
  place: Place,
  /** The bot may not write where it was used: answers go by its token alone. */
  foreign: z.boolean(),
  /** What "is thinking" and waits to be filled: shown to one person, to all, or nothing. */
  open: z.enum(['private', 'public']).optional(),
  /** The message that was filled. */
  filled: z.string().optional(),
})

/** A command, press or form that can still be answered by its token. */
export type Answerable = z.infer<typeof Kept>

/** Where answers go by token alone, a place stands for a person in a channel: their latest interaction there is the way to it. */
const FOREIGN = '@'

export function foreignPlace(channel: string, person: string): Place {
  return { platform: PLATFORM, channel, thread: `${FOREIGN}${person}` }
}

export function isForeign({ thread }: Place): boolean {
  return thread?.startsWith(FOREIGN) === true
}

const keyOf = ({ channel, thread }: Place) => `place:${channel}/${thread}`

/** The interactions of the last quarter of an hour, and by which of them something is reached that the bot can't reach itself. */
export function createInteractions(memory: AdapterMemory) {
  async function find(key: string): Promise<Answerable | undefined> {
    const kept = await memory.get(key)
    const one = kept === undefined ? undefined : Kept.parse(JSON.parse(kept))
    return one === undefined || one.expires <= Date.now() ? undefined : one
  }
  async function follow(key: string): Promise<Answerable | undefined> {
    const id = await memory.get(key)
    return id === undefined ? undefined : find(`interaction:${id}`)
  }
  const keep = (one: Answerable) => memory.set(`interaction:${one.id}`, JSON.stringify(one), one.expires)
  return {
    /** Keeps one that was just acknowledged. */
    async begin(one: Omit<Answerable, 'expires'>): Promise<Answerable> {
      const begun = { ...one, expires: Date.now() + TOKEN_MS }
      await keep(begun)
      if (one.foreign) await memory.set(keyOf(one.place), one.id, begun.expires)
      return begun
    },
    keep,
    find: (id: string) => find(`interaction:${id}`),
    /** From now on that message is reached through this interaction. */
    carry: (message: string, one: Answerable) => memory.set(`through:${message}`, one.id, one.expires),
    through: (message: string) => follow(`through:${message}`),
    /** The way to a foreign place. */
    into: (place: Place) => follow(keyOf(place)),
  }
}
export type Interactions = ReturnType<typeof createInteractions>
