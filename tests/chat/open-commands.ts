import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMakeNow, type MakeNow } from '../../commands/make-now.ts'
import { createRouter } from '../../commands/router.ts'
import { createLog } from '../../lib/log.ts'
import { createServices } from '../../pipeline/providers/registry.ts'
import { findFfmpeg } from '../../pipeline/render/ffmpeg.ts'
import type { Services } from '../../pipeline/services.ts'
import type { Works } from '../../queue/works.ts'
import { openStore } from '../../storage/open-store.ts'
import { strictChat } from './strict-chat.ts'

/** The commands over real records, in front of a strict chat, with nothing behind: what is submitted is only noted. */
export async function openCommands({ makeNow: given, ...part }: Partial<Services> & { makeNow?: MakeNow } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-commands-'))
  const log = createLog({ dir: join(folder, 'logs'), level: 'debug', name: 'test' })
  const store = await openStore({ dataDir: folder, databaseUrl: undefined, log })
  const services = { ...createServices({ script: [], picture: [], voice: [] }), ffmpeg: await findFfmpeg({}), ...part }
  const submitted: string[] = []
  const works = {
    submit: async ({ id }: { id: string }) => void submitted.push(id),
    cancel: (id: string) => store.runs.move(id, ['waiting', 'queued', 'running'], 'cancelled'),
    retry: async () => false,
    renderScene: async () => false,
    subscribe: () => () => {},
  } as unknown as Works
  const left = new AbortController()
  const makeNow = given ?? createMakeNow({ store, services, log, tempDir: folder, caps: {}, signal: left.signal })
  const chat = strictChat()
  const deliver = createRouter({
    ...{ store, works, adapter: chat.adapter, log, services, makeNow },
    uploadBytes: 8_000_000,
    signal: left.signal,
  })
  const running = chat.adapter.run([], deliver, left.signal)
  return {
    chat,
    store,
    services,
    submitted,
    last: () => {
      const message = chat.messages.at(-1)
      if (message === undefined) throw new Error('nothing was said')
      return message
    },
    async close(): Promise<void> {
      left.abort()
      await running
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const ann = { id: 'ann', name: 'Ann', locale: 'en-GB' }
export const ben = { id: 'ben', name: 'Ben', locale: 'en' }
export const li = { id: 'li', name: '李', locale: 'zh-CN' }
