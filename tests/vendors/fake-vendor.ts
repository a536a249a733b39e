import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sha256 } from '../../lib/hash.ts'
import { fakeAnswer } from './fake-answers.ts'
import { fakePng, fakeWav } from './fake-media.ts'
import { type Misbehaviour, misbehave, type Rule, tampered } from './misbehaviour.ts'
import {
  type ChatRequest,
  type EditRequest,
  type ImageRequest,
  requestShapes,
  type SpeechRequest,
  type VendorPath,
} from './request-shapes.ts'

/** One request as the fake saw it; `charged` is false when this Idempotency-Key was paid before, or nothing was delivered. */
export interface JournalEntry {
  path: string
  idempotencyKey: string | undefined
  status: number
  charged: boolean
  how: Misbehaviour | undefined
  body: unknown
}

export interface FakeVendor {
  /** Base address, `http://127.0.0.1:PORT/v1`. */
  url: string
  journal: JournalEntry[]
  /** The next `times` requests (all, when left out) to a kind of path go wrong in this way. */
  misbehave(how: Misbehaviour, rule?: Omit<Rule, 'how'>): void
  behave(): void
  close(): Promise<void>
}

/**
 * A vendor that speaks OpenAI's protocol: checks every request, honours Idempotency-Key, answers the same to the same
 * request, and goes wrong on demand (also by `POST /misbehave {how, path?, times?}`). `journalFile` outlives a restart;
 * a `pace` of 2 speaks twice as fast as people do.
 */
export async function startFakeVendor(
  options: { port?: number; journalFile?: string; latencyMs?: number; key?: string; pace?: number } = {},
): Promise<FakeVendor> {
  const { journalFile, pace = 1 } = options
  const journal: JournalEntry[] =
    journalFile && existsSync(journalFile)
      ? readFileSync(journalFile, 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : []
  const paid = new Set(journal.filter(({ charged }) => charged).map(({ idempotencyKey }) => idempotencyKey))
  let rules: Rule[] = []
  let base = ''

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) json(response, 500, { error: { message: String(error), type: 'fake_vendor_bug' } })
    })
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `${base}/v1`,
    journal,
    misbehave: (how, rule = {}) => void rules.push({ ...rule, how }),
    behave() {
      rules = []
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', base).pathname
    if (path === '/journal') return json(response, 200, journal)
    if (path.startsWith('/files/')) return send(response, 200, 'image/png', fakePng(path, '1024x1024'))
    const body = await bodyOf(request)
    if (path === '/misbehave') return json(response, 200, { rules: rules.push(body as Rule) })
    const shape = requestShapes[path as VendorPath]
    if (shape === undefined) return json(response, 404, { error: { message: `no such path ${path}`, type: 'invalid_request_error' } })

    const rule = rules.find((each) => (each.path === undefined || path.includes(each.path)) && (each.times ?? 1) > 0)
    if (rule?.times !== undefined) rule.times -= 1
    const idempotencyKey = request.headers['idempotency-key']?.toString()
    const note = (status: number, charged: boolean) => {
      const entry: JournalEntry = { path, idempotencyKey, status, charged, how: rule?.how, body }
      if (charged) paid.add(idempotencyKey)
      journal.push(entry)
      if (journalFile) appendFileSync(journalFile, `${JSON.stringify(entry)}\n`)
    }
    if (options.latencyMs) await sleep(options.latencyMs)
    if (options.key !== undefined && request.headers.authorization !== `Bearer ${options.key}`) {
      note(401, false)
      const message = `Incorrect API key provided: ${request.headers.authorization}`
      return json(response, 401, { error: { message, type: 'invalid_request_error', code: 'invalid_api_key' } })
    }
    const checked = shape.safeParse(body)
    if (!checked.success) {
      note(400, false)
      const [issue] = checked.error.issues
      const error = {
        message: `${issue?.message}: ${JSON.stringify(issue?.path)}`,
        type: 'invalid_request_error',
        param: issue?.path.join('.'),
        code: null,
      }
      return json(response, 400, { error })
    }
    const failed = rule && (await misbehave(rule, path, request, response, checked.data))
    if (failed !== undefined) return note(failed, false)
    note(200, idempotencyKey === undefined || !paid.has(idempotencyKey))
    deliver(path as VendorPath, checked.data, response, rule?.how)
  }

  function deliver(path: VendorPath, body: unknown, response: ServerResponse, how: Misbehaviour | undefined): void {
    if (path === '/v1/chat/completions') chat(body as ChatRequest, response, how)
    else if (path === '/v1/images/generations' || path === '/v1/images/edits')
      json(response, 200, { created: 0, data: [image(body as ImageRequest | EditRequest, how)] })
    else send(response, 200, 'audio/wav', fakeWav((body as SpeechRequest).input, pace * ((body as SpeechRequest).speed ?? 1)))
  }

  function image({ prompt, size = '1024x1024', response_format }: ImageRequest | EditRequest, how: Misbehaviour | undefined) {
    if (how === 'picture-url' || response_format === 'url') return { url: `${base}/files/picture.png` }
    if (how === 'inner-url') return { url: 'https://169.254.169.254/latest/meta-data' }
    if (how === 'no-picture') return { b64_json: Buffer.from('<html>no</html>').toString('base64') }
    return { b64_json: fakePng(prompt, size).toString('base64') }
  }
}

function chat(body: ChatRequest, response: ServerResponse, how: Misbehaviour | undefined): void {
  const text = tampered(how, fakeAnswer(body))
  const usage = { prompt_tokens: Math.ceil(JSON.stringify(body).length / 4), completion_tokens: Math.ceil(text.length / 4) }
  if (body.stream && how !== 'no-stream') {
    stream(response, text, usage, how === 'cut')
  } else {
    const choice = { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }
    json(response, 200, { object: 'chat.completion', choices: [choice], usage })
  }
}

function stream(response: ServerResponse, text: string, usage: object, cut: boolean): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const event = (value: object) => response.write(`data: ${JSON.stringify({ object: 'chat.completion.chunk', ...value })}\n\n`)
  const most = cut ? text.length / 2 : text.length
  for (let at = 0; at < most; at += 2_000) {
    event({ choices: [{ index: 0, delta: { content: text.slice(at, Math.min(at + 2_000, most)) }, finish_reason: null }] })
  }
  if (!cut) {
    event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
    event({ choices: [], usage })
    response.write('data: [DONE]\n\n')
  }
  response.end()
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return formOf(Buffer.concat(chunks), type)
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    return undefined
  }
}

/** A form's fields, and of its files what they are. */
async function formOf(body: Buffer<ArrayBuffer>, type: string): Promise<Record<string, unknown>> {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  const fields = [...form].map(async ([name, value]) => {
    if (typeof value === 'string') return [name, value] as const
    const bytes = new Uint8Array(await value.arrayBuffer())
    return [name, { type: value.type, bytes: bytes.byteLength, sha256: sha256(bytes) }] as const
  })
  return Object.fromEntries(await Promise.all(fields))
}

const json = (response: ServerResponse, status: number, value: unknown) => send(response, status, 'application/json', JSON.stringify(value))

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type }).end(body)
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: 'string' }, journal: { type: 'string' }, latency: { type: 'string' } } })
  const { port = '0', journal, latency = '0' } = values
  const vendor = await startFakeVendor({
    port: Number(port),
    latencyMs: Number(latency),
    ...(journal === undefined ? {} : { journalFile: journal }),
  })
  process.stdout.write(`${new URL(vendor.url).port}\n`)
}
