import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { AdapterMemory, CommandListing, Incoming } from '../../bots/chat.ts'
import { createDiscordChat } from '../../bots/discord/index.ts'
import { commands as known } from '../../commands/commands.ts'
import { listings } from '../../commands/listings.ts'
import { sayIn } from '../../commands/say.ts'
import { documentExtensions } from '../../pipeline/documents/extensions.ts'
import type { BlobId } from '../../pipeline/schema.ts'
import { createBlobs } from '../../storage/blobs.ts'
import { type FakeDiscord, openFakeDiscord, TOKEN } from './fake-discord.ts'

/** A memory that lasts as long as the test. */
export function shortMemory(): AdapterMemory & { held: Map<string, string> } {
  const held = new Map<string, string>()
  return {
    held,
    get: async (key) => held.get(key),
    set: async (key, value) => void held.set(key, value),
    delete: async (key) => void held.delete(key),
  }
}

export interface OpenOptions {
  fake?: FakeDiscord
  memory?: AdapterMemory
  commands?: CommandListing[]
  token?: string
  deliver?: (incoming: Incoming) => Promise<void>
}

/** The adapter before a Discord of its own, with a recorder in the place of the router. */
export async function openDiscord({
  fake,
  memory = shortMemory(),
  commands = listings(known, sayIn('en')),
  token = TOKEN,
  deliver,
}: OpenOptions = {}) {
  const discord = fake ?? (await openFakeDiscord())
  const folder = await mkdtemp(join(tmpdir(), 'docreel-discord-'))
  const log = pino({ level: 'silent' })
  await mkdir(join(folder, 'incoming'), { recursive: true })
  const blobs = createBlobs({ dataDir: folder, incoming: join(folder, 'incoming'), log })
  const chat = createDiscordChat({
    ...{ token, root: discord.root, memory, blobs, formats: documentExtensions, downloadBytes: 50_000_000, log },
    words: (key, locale, values) => sayIn(locale)(key, values),
  })
  const heard: Incoming[] = []
  const stopper = new AbortController()
  const take = async (incoming: Incoming) => {
    await deliver?.(incoming)
    heard.push(incoming)
  }
  const running = chat.run(commands, take, stopper.signal)
  running.catch(() => {})
  await Promise.race([discord.until(() => discord.commands.puts > 0 && discord.gateway.connections() > 0), running])
  const stop = async () => {
    stopper.abort()
    await running
  }
  return {
    ...{ discord, chat, blobs, memory, heard, running, stop },
    blob: async (bytes: Uint8Array): Promise<BlobId> => blobs.put(bytes),
    /** Resolves once so many incomings were handed on. */
    hear: (count = 1) => discord.until(() => heard.length >= count && heard),
    async close(): Promise<void> {
      await stop().catch(() => {})
      if (fake === undefined) await discord.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
