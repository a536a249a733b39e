import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { CommandListing, Incoming } from '../../bots/chat.ts'
import { createWebChat, type WebChat } from '../../bots/web/index.ts'
import type { Blobs } from '../../pipeline/step.ts'
import { createBlobs } from '../../storage/blobs.ts'

export const commands: CommandListing[] = [
  {
    name: 'style',
    summary: 'Choose how films look',
    options: [{ name: 'name', summary: 'A style', required: false, choices: ['ink-wash', 'paper-cut', 'baroque'] }],
  },
  { name: 'status', summary: 'Show what is being made', options: [] },
  { name: 'help', summary: 'Show what I can do', options: [] },
]

export interface OpenChat {
  chat: WebChat
  blobs: Blobs
  /** With its token. */
  url: string
  /** Without it. */
  origin: string
  dataDir: string
  /** Every incoming handed on, in order. */
  incoming: Incoming[]
  /** The next incoming that passes, past ones included. */
  heard(test: (incoming: Incoming) => boolean): Promise<Incoming>
  /** Ends `run` and keeps the data. */
  stop(): Promise<void>
  /** Removes the data. */
  remove(): Promise<void>
  /** Ends and removes everything. */
  close(): Promise<void>
}

interface OpenOptions {
  dataDir?: string
  port?: number
  uploadLimit?: number
  examplesDir?: string
  /** What the rest of docreel would do; runs before the incoming counts as handed on. */
  deliver?: (incoming: Incoming, chat: WebChat) => Promise<void>
}

/** A web chat on a free port and a folder of its own, with a recorder in the place of the router. */
export async function openWebChat({ dataDir, port = 0, deliver, ...rest }: OpenOptions = {}): Promise<OpenChat> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'docreel-web-')))
  const log = pino({ level: 'silent' })
  await mkdir(join(folder, 'incoming'), { recursive: true })
  const blobs = createBlobs({ dataDir: folder, incoming: join(folder, 'incoming'), log })
  const chat = createWebChat({ host: '127.0.0.1', port, dataDir: folder, blobs, log, ...rest })
  const incoming: Incoming[] = []
  const waiting = new Set<() => void>()
  const stopper = new AbortController()
  const running = chat.run(
    commands,
    async (one) => {
      await deliver?.(one, chat)
      incoming.push(one)
      for (const wake of waiting) wake()
    },
    stopper.signal,
  )
  const url = await Promise.race([chat.address, running.then(() => Promise.reject(new Error('stopped before it listened')))])
  const stop = async () => {
    stopper.abort()
    await running
  }
  const remove = () => rm(folder, { recursive: true, force: true })
  return {
    ...{ chat, blobs, url, dataDir: folder, incoming, stop, remove },
    origin: new URL(url).origin,
    heard(test) {
      return new Promise((resolve) => {
        const look = () => {
          const found = incoming.find(test)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      })
    },
    async close() {
      await stop()
      await remove()
    },
  }
}
