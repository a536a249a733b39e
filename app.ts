import { join } from 'node:path'
import { createLogUpdate } from 'log-update'
import type { ChatAdapter } from './bots/chat.ts'
import { createTerminalChat } from './bots/terminal/index.ts'
import { createWebChat } from './bots/web/index.ts'
import { listings } from './commands/commands.ts'
import { examine, lookAtFfmpeg, lookAtFolder, lookAtNode, lookAtVoice, reportOf } from './commands/doctor.ts'
import { FilmOptions, settingsFrom } from './commands/film.ts'
import { follow } from './commands/follow.ts'
import { dropAbandoned, make, spoken } from './commands/make.ts'
import { createMakeNow } from './commands/make-now.ts'
import { readOptions } from './commands/read-options.ts'
import { createRouter } from './commands/router.ts'
import { sayIn } from './commands/say.ts'
import type { Config } from './config.ts'
import { UserError } from './lib/errors.ts'
import type { Logger } from './lib/log.ts'
import type { Call } from './main.ts'
import { documentExtensions } from './pipeline/documents/extensions.ts'
import { priceTable } from './pipeline/providers/price.ts'
import { findFfmpeg } from './pipeline/render/ffmpeg.ts'
import { closeThreads } from './pipeline/render/threads.ts'
import { openWorks } from './queue/works.ts'
import { openStore } from './storage/open-store.ts'
import { ownFolder } from './storage/own-folder.ts'

export type App = Awaited<ReturnType<typeof openApp>>

/** Everything a process holds while it works: records, queue, providers. `close` leaves nothing behind. */
export async function openApp(config: Config, log: Logger) {
  const work = await ownFolder(join(config.dataDir, 'work'))
  const { script, picture, voice, offlineFallback: fallbackOffline } = config
  const ffmpeg = await findFfmpeg({ configured: config.ffmpegPath, path: config.searchPath })
  const store = await openStore({ dataDir: config.dataDir, databaseUrl: config.databaseUrl?.reveal(), log })
  try {
    // The queue opens in a thread of its own; meanwhile this one loads what makes films.
    const [works, { createServices }] = await Promise.all([
      openWorks({ queueUrl: config.queueUrl, dataDir: config.dataDir, store, log, slots: config.filmsAtOnce }),
      import('./pipeline/providers/registry.ts'),
    ])
    const services = { ...createServices({ script, picture, voice, fallbackOffline }), ffmpeg }
    return {
      store,
      works,
      services,
      tempDir: work.path,
      startWorker: () =>
        works.startWorker({
          services,
          tempDir: work.path,
          concurrency: { io: config.ioJobs, cpu: config.cpuJobs },
          budget: config.filmBudget,
          currency: priceTable.currency,
        }),
      async close(): Promise<void> {
        await works.close()
        await closeThreads()
        await store.close()
        await work.release()
      },
    }
  } catch (error) {
    await store.close()
    await work.release()
    throw error
  }
}

/** Serves until the signal: a worker, and with `chats` every platform there is a token for, the local web chat always. */
export async function serve({ config, log, signal }: Call, { chats }: { chats: boolean }): Promise<void> {
  if (!chats && config.queueUrl === undefined) {
    throw new UserError('settings', 'A worker alone needs a queue to share: set QUEUE_URL to redis://… or postgres://…, or run npm start.')
  }
  const app = await openApp(config, log)
  try {
    const adapters = chats ? chatsOf(config, app, log) : []
    await app.startWorker()
    const sweeping = setInterval(() => void sweep(app, log), HOUR_MS).unref()
    signal.addEventListener('abort', () => clearInterval(sweeping), { once: true })
    await Promise.all([...adapters.map((adapter) => runChat(adapter, app, config, log, signal)), aborted(signal)])
  } finally {
    await app.close()
  }
}

const HOUR_MS = 3_600_000

// What is past its time goes while the product is up: sources after a day, intermediates after a week, films after a month.
async function sweep({ store }: App, log: Logger): Promise<void> {
  try {
    log.info({ swept: await store.sweep({ now: Date.now() }) }, 'swept what is past its time')
  } catch (error) {
    log.warn({ err: error }, 'could not sweep')
  }
}

function chatsOf(config: Config, { store }: App, log: Logger): ChatAdapter[] {
  const web = createWebChat({
    host: config.host,
    port: config.port,
    dataDir: config.dataDir,
    blobs: store.blobs,
    log,
    examplesDir: join(import.meta.dirname, 'examples'),
    uploadLimit: config.uploadBytes,
    formats: documentExtensions,
  })
  // A failure to listen rejects `run` too, and is told there.
  web.address.then((address) => process.stdout.write(`docreel is at ${address}\n`)).catch(() => {})
  return [web]
}

/** Connects one platform: what it delivers goes to the commands, and its cards follow the records until the signal. */
export async function runChat(
  adapter: ChatAdapter,
  { store, works, services, tempDir }: App,
  config: Config,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const makeNow = createMakeNow({ store, services, log, tempDir, budget: config.filmBudget, signal })
  const deliver = createRouter({ store, works, adapter, log, uploadBytes: config.uploadBytes, services, makeNow, signal })
  await Promise.all([adapter.run(listings(sayIn('en')), deliver, signal), follow({ store, works, adapter, log, signal })])
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Makes one film for the person at the terminal, and says where it lies. */
export async function filmInTerminal({ config, log, file, options, json, signal }: Call): Promise<void> {
  if (file === undefined) throw new UserError('usage', 'Name a document: npm run film -- FILE. --help shows the options.')
  const { out, ...asked } = options
  const settings = settingsFrom(readOptions(FilmOptions, asked, sayIn('en')))
  const incoming = await spoken(file, Intl.DateTimeFormat().resolvedOptions().locale)
  const app = await openApp(config, log)
  try {
    const screen = process.stderr
    const adapter = createTerminalChat({ screen, redraw: createLogUpdate(screen), said: [incoming] })
    if (config.queueUrl === undefined) await dropAbandoned(app)
    await app.startWorker()
    const { uploadBytes, dataDir } = config
    const summary = await make({ ...app, adapter, log, settings, uploadBytes, out, filmsDir: join(dataDir, 'films'), signal })
    screen.write(`\n${summary.film}\n`)
    if (json) process.stdout.write(`${JSON.stringify(summary)}\n`)
  } finally {
    await app.close()
  }
}

/** Says what is here and what is missing; exit status 0 only when a film can be made. */
export async function doctor({ config, log, json }: Call): Promise<void> {
  const findings = await examine([
    { name: 'Node', look: async () => lookAtNode(process.versions.node) },
    { name: 'data folder', look: () => lookAtFolder(config.dataDir) },
    { name: 'FFmpeg', look: async () => lookAtFfmpeg(await findFfmpeg({ configured: config.ffmpegPath, path: config.searchPath })) },
    { name: 'voice', look: async () => lookAtVoice() },
    { name: 'records and queue', look: () => lookAtStores(config, log) },
    { name: 'models', optional: true, look: async () => lookAtModels(config) },
  ])
  if (json) process.stdout.write(`${JSON.stringify(findings)}\n`)
  else process.stdout.write(`${reportOf(findings, process.stdout.isTTY)}\n`)
  if (findings.some(({ state }) => state === 'missing')) process.exitCode = 2
}

async function lookAtStores(config: Config, log: Logger): Promise<string> {
  const app = await openApp(config, log)
  try {
    const { engine, pingMs } = await app.works.health()
    return `${config.databaseUrl === undefined ? 'SQLite' : 'Postgres'}; ${engine} queue, ${Math.round(pingMs)} ms away`
  } finally {
    await app.close()
  }
}

function lookAtModels({ script, picture, voice }: Config): string {
  const kinds = Object.entries({ script, picture, voice }).map(
    ([kind, endpoints]) => `${kind}: ${endpoints.map(({ model }) => model).join(', then ') || 'offline'}`,
  )
  if (script.length + picture.length + voice.length === 0) {
    throw new UserError(
      'settings',
      'None is set: films are made offline. To use some, set SCRIPT_URL, PICTURE_URL or VOICE_URL (see .env.example).',
    )
  }
  return kinds.join('; ')
}
