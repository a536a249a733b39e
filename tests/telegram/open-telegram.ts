import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../../app.ts'
import { createTelegramChat } from '../../bots/telegram/index.ts'
import { usualBudget } from '../../bots/telegram/pace.ts'
import { sayIn } from '../../commands/say.ts'
import { loadConfig } from '../../config.ts'
import { createLog } from '../../lib/log.ts'
import { documentExtensions } from '../../pipeline/documents/extensions.ts'
import { runChat } from '../../serve.ts'
import { type BotApi, openBotApi, TOKEN } from './bot-api.ts'
import { peopleOf } from './people.ts'

export const story = Buffer.from(`The Lighthouse Keeper's Year

In January the storms come from the west, and the keeper trims the lamp four times a night. The supply boat cannot land, so he bakes his own bread.

In June the sea lies flat for weeks. Puffins nest under the wall, and visitors row out to see the great lens.

In November the lamp was made electric, and the keeper's work was done. The light still turns, but nobody lives on the rock.`)

/** The whole product, offline, with Telegram in front of it, as far as a server on this machine is Telegram; or again after it was left. */
export async function openTelegram(env: Record<string, string> = {}, left: { folder?: string; api?: BotApi } = {}) {
  const folder = left.folder ?? mkdtempSync(join(tmpdir(), 'docreel-telegram-'))
  const api = left.api ?? (await openBotApi())
  const config = loadConfig({ DATA_DIR: folder, LIGHT_VOICE: 'yes', TELEGRAM_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root, ...env })
  const log = createLog({ dir: join(folder, 'logs'), level: 'debug', name: 'test' })
  const app = await openApp(config, log)
  const leaving = new AbortController()
  const worker = await app.startWorker()
  const { store } = app
  if (config.telegram === undefined) throw new Error('there is no token')
  const adapter = createTelegramChat({
    ...config.telegram,
    memory: store.memoryOf('telegram'),
    blobs: store.blobs,
    log,
    formats: documentExtensions,
    sayIn,
    // As usual, only faster: what is waited for here is counted, not slept.
    budget: { ...usualBudget, chatMs: 50, groupMs: 1_000, groupProgressMs: 100 },
  })
  const running = runChat(adapter, { app, config, log, signal: leaving.signal })
  return {
    folder,
    api,
    app,
    adapter,
    people: peopleOf(api),
    leave,
    logged: () =>
      readdirSync(join(folder, 'logs'))
        .map((name) => readFileSync(join(folder, 'logs', name), 'utf8'))
        .join(''),
    async close(): Promise<void> {
      await leave()
      await api.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  /** Closes it as a restart would: the folder and Telegram stay. */
  async function leave(): Promise<void> {
    leaving.abort()
    await running
    await worker.stop()
    await app.close()
  }
}

export type OpenTelegram = Awaited<ReturnType<typeof openTelegram>>
