import { readFile } from 'node:fs/promises'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { z } from 'zod'
import { UserError } from '../../lib/errors.ts'
import type { BlobId } from '../../pipeline/schema.ts'
import type { Blobs } from '../../pipeline/step.ts'
import type { CommandListing } from '../chat.ts'
import { type Asset, fontFiles } from './assets.ts'
import { Press, Saying } from './decode.ts'
import { streamChanges } from './events.ts'
import { guard } from './guard.ts'
import { openLink } from './links.ts'
import { serveMedia } from './media.ts'
import { refuse, refuseError } from './refuse.ts'
import type { Store } from './store.ts'
import { listExamples, takeExample, takeUpload } from './uploads.ts'

export interface ServerParts {
  store: Store
  blobs: Blobs
  log: Logger
  token: string
  host: string
  assets: Map<string, Asset>
  examplesDir: string | undefined
  uploadLimit: number
  formats: readonly string[]
  commands: CommandListing[]
  /** What an operator's monitor is told; rejects while no films can be made. */
  health(): Promise<object>
  /** Hands on what a person said or pressed, once an id; resolves when it is safe. */
  say(saying: z.infer<typeof Saying>, locale: string | undefined): Promise<void>
  press(press: z.infer<typeof Press>, locale: string | undefined): Promise<void>
  signal: AbortSignal
}

/** The local web chat's HTTP side: the page, what it asks for, and what it sends. */
export function createServer(parts: ServerParts) {
  const { store, blobs, assets } = parts
  const fonts = fontFiles()
  const app = new Hono<{ Bindings: HttpBindings }>()
  // Before the guard: its address alone opens it, from anywhere.
  app.get('/shared/:link', async (c) => {
    const file = await openLink(c.req.param('link'), parts.token)
    if (file === undefined)
      return refuse(c, 404, 'expired', 'This link has expired or was copied in part. Ask for the file again in the chat.')
    return serveMedia(c, await blobPath(blobs, file.blob), file.blob.slice('blob:'.length), file.name)
  })
  // Nor does a monitor have a token: it learns no more than numbers.
  app.get('/health', async (c) => {
    c.header('Cache-Control', 'no-store')
    try {
      return c.json({ status: 'ok', ...(await parts.health()) })
    } catch (err) {
      parts.log.warn({ err }, 'a monitor was told that this is not well')
      return c.json({ status: 'unwell' }, 503)
    }
  })
  app.use(guard(parts.token, parts.host))
  app.onError((error, c) =>
    refuseError(c, error, (cause, id) => parts.log.error({ err: cause, id, path: c.req.path }, 'web request failed')),
  )
  app.notFound((c) => refuse(c, 404, 'not-found', 'There is nothing at this address.'))

  app.get('/', (c) => {
    const page = assets.get('/page/index.html')
    if (page === undefined) throw new Error('bots/web/page/index.html is missing')
    return c.body(page.body, 200, { 'Content-Type': page.type, 'Cache-Control': 'no-store' })
  })
  app.get('/page/:name', (c) => {
    const asset = assets.get(c.req.path)
    if (asset === undefined) return c.notFound()
    const headers = { 'Content-Type': asset.type, 'Cache-Control': 'no-cache', ETag: asset.etag }
    return c.req.header('if-none-match') === asset.etag ? c.body(null, 304, headers) : c.body(asset.body, 200, headers)
  })
  app.get('/fonts/:name', async (c) => {
    const path = fonts.get(c.req.path)
    const body = path === undefined ? undefined : await readFile(path).catch(() => undefined)
    if (body === undefined) return c.notFound()
    return c.body(new Uint8Array(body), 200, { 'Content-Type': 'font/woff2', 'Cache-Control': 'private, max-age=31536000, immutable' })
  })

  app.get('/api/session', async (c) => {
    const seq = store.seq()
    return c.json({
      commands: parts.commands,
      uploadLimit: parts.uploadLimit,
      formats: parts.formats,
      examples: await listExamples(parts.examplesDir, parts.formats),
      threads: await store.threads(),
      seq,
    })
  })
  app.get('/api/messages', async (c) => {
    const query = parse(Page, c.req.query())
    return c.json(await store.messages(query.thread ?? null, query.before ?? Number.MAX_SAFE_INTEGER, query.limit ?? 200))
  })
  app.get('/api/events', (c) => streamChanges(c, store, parts.signal))
  app.get('/api/examples', async (c) => c.json({ examples: await listExamples(parts.examplesDir, parts.formats) }))

  app.post('/api/files', async (c) => {
    const { name } = parse(Named, c.req.query())
    c.header('Connection', 'close')
    return c.json(await takeUpload(c.env.incoming, name, parts.uploadLimit, blobs, store), 201)
  })
  app.post('/api/examples', async (c) => {
    const { name } = parse(Named, await json(c.req.raw))
    return c.json(await takeExample({ folder: parts.examplesDir, formats: parts.formats, name }, parts.uploadLimit, blobs, store), 201)
  })
  app.post('/api/messages', async (c) => {
    await parts.say(parse(Saying, await json(c.req.raw)), language(c.req.header('accept-language')))
    return c.json({}, 202)
  })
  app.post('/api/actions', async (c) => {
    await parts.press(parse(Press, await json(c.req.raw)), language(c.req.header('accept-language')))
    return c.json({}, 202)
  })

  app.get('/files/:id', async (c) => {
    const file = await store.file(c.req.param('id'))
    if (file === undefined) return c.notFound()
    return serveMedia(c, await blobPath(blobs, file.blob), file.blob.slice('blob:'.length), file.name)
  })
  app.get('/media/:hash/:name', async (c) => {
    const hash = c.req.param('hash')
    if (!/^[0-9a-f]{64}$/.test(hash)) return c.notFound()
    return serveMedia(c, await blobPath(blobs, `blob:${hash}`), hash, c.req.param('name'))
  })
  return app
}

const Named = z.object({ name: z.string().trim().min(1).max(1_000) })
const Page = z.object({
  thread: z.string().max(64).optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
})

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new UserError('usage', `The request is not understood: ${z.prettifyError(result.error).replaceAll('\n', ' ')}`)
}

async function json(request: Request): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) throw new UserError('usage', 'The request must be JSON.')
  return request.json().catch(() => {
    throw new UserError('usage', 'The request is not valid JSON.')
  })
}

async function blobPath(blobs: Blobs, id: string): Promise<string> {
  return blobs.path(id as BlobId).catch((error: unknown) => {
    throw new UserError('not-found', 'This file is not here any more.', { cause: error })
  })
}

function language(header: string | undefined): string | undefined {
  return header?.match(/^[A-Za-z]{2,3}(-[A-Za-z\d]{2,8})*/)?.[0]
}
