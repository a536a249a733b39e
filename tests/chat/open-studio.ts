import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp, runChat } from '../../app.ts'
import { loadConfig } from '../../config.ts'
import { createLog } from '../../lib/log.ts'
import { strictChat } from './strict-chat.ts'

/** The whole product, offline, in a folder of its own, with a strict chat in front. */
export async function openStudio(env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-studio-'))
  const config = loadConfig({ DATA_DIR: folder, UPLOAD_MB: '1', ...env })
  const log = createLog({ dir: join(folder, 'logs'), level: 'debug', name: 'test' })
  const chat = strictChat()
  const app = await openApp(config, log)
  const left = new AbortController()
  const worker = await app.startWorker()
  const running = runChat(chat.adapter, app, config, log, left.signal)
  return {
    folder,
    chat,
    app,
    async close(): Promise<void> {
      left.abort()
      await running
      await worker.stop()
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
