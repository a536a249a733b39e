import { Routes, SnowflakeUtil } from 'discord.js'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { AdapterMemory } from '../chat.ts'
import type { Call } from './call.ts'
import { timeOf } from './decode.ts'
import { type Guild, Message } from './wire.ts'

/** Further back nobody waits for an answer any more. */
const LOOK_BACK_MS = 24 * 3_600_000
/** Messages that came in the last moments may not have been seen either. */
const OVERLAP_MS = 60_000
const PAGE = 100
const MOST_PAGES = 5
const MOST_DIRECT = 100
const ALIVE = 'alive'
const DIRECT = 'direct'

export interface CatchUpParts {
  call: Call
  memory: AdapterMemory
  log: Logger
  /** Takes a message as if it came now; one that was handled before does no harm. */
  take(message: Message): Promise<void>
}

/**
 * Finds what was said while the bot was away. A server tells of each channel which message is its last when a session begins, so only channels with
 * newer ones are read; of direct messages the bot remembers where the latest were.
 */
export function createCatchUp({ call, memory, log, take }: CatchUpParts) {
  let alive: number | undefined
  let direct: string[] = []

  async function read(channel: string, since: number, server: string | undefined): Promise<void> {
    let after = String(SnowflakeUtil.generate({ timestamp: since }))
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = { after, limit: String(PAGE) }
      const messages = z.array(Message).parse(await call('get', Routes.channelMessages(channel), { query }))
      const inOrder = messages.toSorted((one, other) => timeOf(one.id) - timeOf(other.id))
      // What is asked for does not say which server it is of.
      for (const message of inOrder) await take(server === undefined ? message : { ...message, guild_id: server })
      after = inOrder.at(-1)?.id ?? after
      if (messages.length < PAGE) return
    }
    log.warn({ channel }, 'more was said meanwhile than could be read')
  }

  async function readAll(channels: readonly string[], since: number, server?: string): Promise<void> {
    for (const channel of channels) {
      await read(channel, since, server).catch((error: unknown) =>
        log.info({ err: error, channel, server }, 'what was said meanwhile can not be read'),
      )
    }
  }

  const startOf = (from: number) => Math.max(from - OVERLAP_MS, Date.now() - LOOK_BACK_MS)

  return {
    /** Reads when the bot was last there. */
    async recall(): Promise<void> {
      const [time, known] = await Promise.all([memory.get(ALIVE), memory.get(DIRECT)])
      alive = time === undefined ? undefined : Number(time)
      direct = known === undefined ? [] : z.array(z.string()).parse(JSON.parse(known))
    },
    /** When the bot was last there, in unix milliseconds; undefined before its first start. */
    lastThere: () => alive,
    /** The bot is there, and hears what is said. */
    async there(): Promise<void> {
      alive = Date.now()
      await memory.set(ALIVE, String(alive))
    },
    /** Somebody wrote a direct message here. */
    async toldDirectly(channel: string): Promise<void> {
      if (direct[0] === channel) return
      direct = [channel, ...direct.filter((one) => one !== channel)].slice(0, MOST_DIRECT)
      await memory.set(DIRECT, JSON.stringify(direct))
    },
    /** Reads what a server's channels hold since then. */
    async server({ id, channels, threads, joined_at }: Guild, from: number): Promise<void> {
      const since = startOf(Math.max(from, joined_at === undefined ? 0 : Date.parse(joined_at)))
      const newer = [...channels, ...threads].filter(({ last_message_id: last }) => last && timeOf(last) > since)
      await readAll(
        newer.map((channel) => channel.id),
        since,
        id,
      )
    },
    /** The same for direct messages. */
    directMessages: (from: number) => readAll(direct, startOf(from)),
  }
}
