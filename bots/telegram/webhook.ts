import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { Logger } from 'pino'
import { z } from 'zod'
import { UserError } from '../../lib/errors.ts'
import { sha256 } from '../../lib/hash.ts'
import { Secret } from '../../lib/secret.ts'
import type { AdapterMemory } from '../chat.ts'
import { WANTED } from './poll.ts'

export interface WebhookSettings {
  /** The https address that Telegram brings updates to; its path is where we listen. */
  url: string
  host: string
  port: number
  /** What Telegram sends along to prove that it is Telegram; made up and kept where none is given. */
  secret?: Secret | undefined
}

interface Taking {
  memory: AdapterMemory
  /** Resolves once the updates are safe; Telegram hears so at once, whatever is still to be done about them. */
  take(updates: Update[]): Promise<void>
  insist<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T | undefined>
  log: Logger
  signal: AbortSignal
}

const BODY_BYTES = 1_000_000
/** How long answers on their way may take when the listening ends. */
const PARTING_MS = 500

const Body = z.looseObject({ update_id: z.number().int() })

/** Has Telegram bring its updates here until the signal. Throws UserError `settings` where the port is taken. */
export async function openWebhook(api: Api, settings: WebhookSettings, { memory, take, insist, log, signal }: Taking): Promise<void> {
  const secret = settings.secret ?? (await ownSecret(memory))
  const path = new URL(settings.url).pathname
  const close = await listenForUpdates({ ...settings, path, secret, take, log })
  // Updates that came while nobody listened are Telegram's to keep: they are brought now.
  await insist(() => api.setWebhook(settings.url, { secret_token: secret.reveal(), allowed_updates: WANTED }), signal)
  if (!signal.aborted) await once(signal, 'abort')
  await close()
}

async function ownSecret(memory: AdapterMemory): Promise<Secret> {
  const kept = await memory.get('webhook secret')
  const secret = kept ?? randomBytes(32).toString('base64url')
  if (kept === undefined) await memory.set('webhook secret', secret)
  return new Secret(secret)
}

interface Listening extends Pick<Taking, 'take' | 'log'> {
  host: string
  port: number
  path: string
  secret: Secret
}

/** Listens for updates; gives what closes it. */
async function listenForUpdates({ host, port, path, secret, take, log }: Listening): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    answer(request)
      .catch((error: unknown) => {
        log.error({ err: error }, 'an update could not be taken; Telegram sends it again')
        return 500
      })
      .then((status) => response.writeHead(status).end())
  })

  async function answer(request: IncomingMessage): Promise<number> {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== path) return 404
    if (request.method !== 'POST') return 405
    if (!isSame(request.headers['x-telegram-bot-api-secret-token'], secret)) return 401
    const body = await bodyOf(request)
    if (body === undefined) return 413
    const update = Body.safeParse(parsed(body))
    if (!update.success) return 400
    await take([update.data as unknown as Update])
    return 200
  }

  await listen(server, host, port)
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      // Telegram keeps its connections open; what is being answered takes moments.
      setTimeout(() => server.closeAllConnections(), PARTING_MS).unref()
    })
}

function isSame(given: string | string[] | undefined, secret: Secret): boolean {
  return typeof given === 'string' && timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(secret.reveal())))
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(
        taken
          ? new UserError('settings', `Port ${port} is taken by another program. Choose another TELEGRAM_WEBHOOK_PORT.`, { cause: error })
          : error,
      )
    })
    server.listen(port, host, () => resolve())
  })
}
