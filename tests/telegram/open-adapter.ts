import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Incoming } from '../../bots/chat.ts'
import { createTelegramChat, type TelegramOptions } from '../../bots/telegram/index.ts'
import { commands as known } from '../../commands/commands.ts'
import { listings } from '../../commands/listings.ts'
import { sayIn } from '../../commands/say.ts'
import { Secret } from '../../lib/secret.ts'
import { openStore } from '../../storage/open-store.ts'
import { type BotApi, type Room, TOKEN } from './bot-api.ts'
import { peopleOf } from './people.ts'

export interface OpenOptions extends Partial<Pick<TelegramOptions, 'budget' | 'webhook' | 'token' | 'answerMs'>> {
  /** A folder that another adapter left. */
  folder?: string
  /** What is done about each incoming, after it was noted. */
  deliver?: (incoming: Incoming) => Promise<void>
}

/** So much at once that no test waits for it. */
const plenty = { chatMs: 5, groupMost: 1_000, groupMs: 100, groupProgressMs: 5, most: 1_000 }

/** The adapter alone, over real records, before a server that stays: what it hands on is only noted. */
export async function openAdapter(api: BotApi, options: OpenOptions = {}) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'docreel-telegram-'))
  // Nothing is struck out of these lines: whatever must not be in a log may not reach it.
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  const store = await openStore({ dataDir: folder, databaseUrl: undefined, log })
  const heard: Incoming[] = []
  const memory = store.memoryOf('telegram')
  const adapter = createTelegramChat({
    token: options.token ?? new Secret(TOKEN),
    root: api.root,
    webhook: options.webhook,
    memory,
    blobs: store.blobs,
    log,
    formats: ['pdf', 'txt'],
    sayIn,
    budget: options.budget ?? plenty,
    ...(options.answerMs === undefined ? {} : { answerMs: options.answerMs }),
  })
  const left = new AbortController()
  const deliver = async (incoming: Incoming) => {
    heard.push(incoming)
    await options.deliver?.(incoming)
  }
  const running = adapter.run(listings(known, sayIn('en')), deliver, left.signal)
  running.catch(() => {})
  let isOpen = true

  async function stop(): Promise<void> {
    left.abort()
    await running.catch(() => {})
  }

  return {
    folder,
    running,
    adapter,
    memory,
    heard,
    people: peopleOf(api),
    blobs: store.blobs,
    stop,
    /** The first incoming that fits, once it has come. */
    hear: (fits: (incoming: Incoming) => boolean = () => true) => api.until(() => heard.find(fits)),
    logged: () => lines.join(''),
    leave,
    async close(): Promise<void> {
      await leave()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  /** Ends it as a restart would: the folder stays. */
  async function leave(): Promise<void> {
    if (!isOpen) return
    isOpen = false
    await stop()
    await store.close()
  }
}

export type OpenAdapter = Awaited<ReturnType<typeof openAdapter>>

/** Our messages in a room, oldest first. */
export function oursIn(room: Room) {
  return [...room.messages.values()].filter(({ from }) => from?.is_bot)
}
