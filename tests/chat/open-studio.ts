import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../../app.ts'
import type { LinkTo } from '../../bots/chat.ts'
import { loadConfig } from '../../config.ts'
import { createLog } from '../../lib/log.ts'
import { runChat } from '../../serve.ts'
import { strictChat } from './strict-chat.ts'

/**
 * The whole product, offline, in a folder of its own, with a strict chat in front; or again in the folder and before the chat
 * of one that was left.
 */
export async function openStudio(
  env: Record<string, string> = {},
  left: { folder?: string; chat?: ReturnType<typeof strictChat>; linkTo?: LinkTo } = {},
) {
  const folder = left.folder ?? mkdtempSync(join(tmpdir(), 'docreel-studio-'))
  const config = loadConfig({ DATA_DIR: folder, LIGHT_VOICE: 'yes', UPLOAD_MB: '1', ...env })
  const log = createLog({ dir: join(folder, 'logs'), level: 'debug', name: 'test' })
  const chat = left.chat ?? strictChat()
  const { linkTo } = left
  const app = await openApp(config, log)
  const leaving = new AbortController()
  const worker = await app.startWorker()
  const running = runChat(chat.adapter, { app, config, log, linkTo, signal: leaving.signal })
  return {
    folder,
    chat,
    app,
    leave,
    async close(): Promise<void> {
      await leave()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  /** Closes it as a restart would: the folder stays. */
  async function leave(): Promise<void> {
    leaving.abort()
    await running
    await worker.stop()
    await app.close()
  }
}
