import { statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type App, openApp } from './app.ts'
import type { ChatAdapter, LinkTo } from './bots/chat.ts'
import { createWebChat, type WebChat } from './bots/web/index.ts'
import type { Call } from './call.ts'
import { commands } from './commands/commands.ts'
import { follow } from './commands/follow.ts'
import { listings } from './commands/listings.ts'
import { createMakeNow } from './commands/make-now.ts'
import { createRouter } from './commands/router.ts'
import { sayIn } from './commands/say.ts'
import type { Config } from './config.ts'
import { UserError } from './lib/errors.ts'
import type { Logger } from './lib/log.ts'
import { serveHealth } from './lib/serve-health.ts'
import { documentExtensions } from './pipeline/documents/extensions.ts'
import { removeOrphans } from './storage/own-folder.ts'
import { whileAlone } from './storage/while-alone.ts'

/** Serves until the signal: a worker, and with `chats` every platform there is a token for, the local web chat always. */
export async function serve({ config, log, signal }: Call, { chats }: { chats: boolean }): Promise<void> {
  if (!chats && config.queueUrl === undefined) {
    throw new UserError('settings', 'A worker alone needs a queue to share: set QUEUE_URL to redis://… or postgres://…, or run npm start.')
  }
  const app = await openApp(config, log)
  try {
    const web = chats ? webChatOf(config, app, log) : undefined
    const adapters = web === undefined ? [] : [web, ...(await chatsOf(config, app, log))]
    await app.startWorker()
    const watched = chats ? undefined : await watchedAt(config, app, log)
    if (!chats) process.stdout.write('Working on the films of the shared queue. Ctrl-C stops it; others go on with what it had begun.\n')
    const sweeping = setInterval(() => void sweep(app, log), HOUR_MS).unref()
    signal.addEventListener('abort', () => clearInterval(sweeping), { once: true })
    // One platform that can't go on ends all: half a product that looks whole would be worse.
    const failing = new AbortController()
    const ending = AbortSignal.any([signal, failing.signal])
    const running = adapters.map((adapter) => serveChat(adapter, { app, config, log, linkTo: web?.linkTo, signal: ending }))
    const ended = await Promise.allSettled([...running.map((one) => one.finally(() => failing.abort())), aborted(ending)])
    watched?.close()
    for (const end of ended) if (end.status === 'rejected') throw end.reason
  } finally {
    await app.close()
  }
}

const HOUR_MS = 3_600_000

// What is past its time goes while the product is up: sources after a day, intermediates after a week, films after a month, and
// what a worker left unfinished that died.
async function sweep({ store, tempDir }: App, log: Logger): Promise<void> {
  try {
    await removeOrphans(dirname(tempDir))
    log.info({ swept: await store.sweep({ now: Date.now() }) }, 'swept what is past its time')
  } catch (error) {
    log.warn({ err: error }, 'could not sweep')
  }
}

function webChatOf(config: Config, app: App, log: Logger): WebChat {
  const web = createWebChat({
    host: config.host,
    port: config.port,
    dataDir: config.dataDir,
    blobs: app.store.blobs,
    log,
    examplesDir: join(import.meta.dirname, 'examples'),
    uploadLimit: config.uploadBytes,
    publicUrl: config.publicUrl,
    formats: documentExtensions,
    health: () => healthOf(app, config),
  })
  // A failure to listen rejects `run` too, and is told there.
  web.address.then((address) => process.stdout.write(`docreel is at ${address}\n`)).catch(() => {})
  return web
}

/** How records, queue and disk are, in numbers; throws where one of them does not answer. */
async function healthOf({ store, works }: App, { dataDir }: Config) {
  const [queue, line, { bavail, bsize }] = await Promise.all([works.health(), store.runs.line(), statfs(dataDir)])
  return { queue, filmsInLine: line.size, freeBytes: bavail * bsize }
}

async function watchedAt(config: Config, app: App, log: Logger) {
  const { host, healthPort: port } = config
  if (port === undefined) return undefined
  const serving = await serveHealth({ host, port, health: () => healthOf(app, config), log })
  process.stdout.write(`This worker says how it is at http://${host}:${serving.port}/health\n`)
  return serving
}

// A platform's own library loads only where its token is set.
async function chatsOf({ discord, telegram, uploadBytes }: Config, { store }: App, log: Logger): Promise<ChatAdapter[]> {
  const chats: ChatAdapter[] = []
  if (discord !== undefined) {
    const { createDiscordChat } = await import('./bots/discord/index.ts')
    chats.push(
      createDiscordChat({
        token: discord.token.reveal(),
        root: discord.root,
        memory: store.memoryOf('discord'),
        blobs: store.blobs,
        formats: documentExtensions,
        downloadBytes: uploadBytes,
        words: (key, locale, values) => sayIn(locale)(key, values),
        log,
      }),
    )
  }
  if (telegram !== undefined) {
    const { createTelegramChat } = await import('./bots/telegram/index.ts')
    const { blobs } = store
    chats.push(createTelegramChat({ ...telegram, memory: store.memoryOf('telegram'), blobs, formats: documentExtensions, sayIn, log }))
  }
  return chats
}

export interface ChatRun {
  app: App
  config: Config
  log: Logger
  /** For what is larger than the platform takes. */
  linkTo?: LinkTo
  signal: AbortSignal
}

// Two processes would both answer, and both send every film. The web chat is this machine's own.
async function serveChat(adapter: ChatAdapter, run: ChatRun): Promise<void> {
  const { app, config, log, signal } = run
  const { platform } = adapter
  const isShared = config.queueUrl !== undefined || config.databaseUrl !== undefined
  if (platform === 'web' || !isShared) return runChat(adapter, run)
  const waiting = () => {
    process.stdout.write(`Another process is connected to ${platform}; this one takes over when that ends.\n`)
    log.info({ platform }, 'another process is connected; this one takes over when that ends')
  }
  const alone = { store: app.store, what: `chat:${platform}`, waiting, log, signal }
  await whileAlone(alone, (signal) => runChat(adapter, { ...run, signal }))
}

/** Connects one platform: what it delivers goes to the commands, and its cards follow the records until the signal. */
export async function runChat(adapter: ChatAdapter, { app, config, log, linkTo, signal }: ChatRun): Promise<void> {
  const { store, works, services, tempDir, caps } = app
  const makeNow = createMakeNow({ store, services, log, tempDir, caps, signal })
  const deliver = createRouter({ store, works, adapter, linkTo, log, uploadBytes: config.uploadBytes, services, makeNow, signal })
  await Promise.all([
    adapter.run(listings(commands, sayIn('en')), deliver, signal),
    follow({ store, works, services, adapter, linkTo, log, signal }),
  ])
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
