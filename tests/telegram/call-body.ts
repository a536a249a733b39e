import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { Busboy } from '@fastify/busboy'

/** A file that came with a call. */
export interface Upload {
  name: string
  size: number
  data: Buffer
}

export interface CallBody {
  params: Record<string, unknown>
  uploads: Map<string, Upload>
}

/** Parameters of a call in any of the encodings that the Bot API takes; files are named in them by `attach://`. */
export async function readCallBody(request: IncomingMessage): Promise<CallBody> {
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return readMultipart(request)
  const body = await text(request)
  const params = type.startsWith('application/json')
    ? (JSON.parse(body || '{}') as Record<string, unknown>)
    : Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, valueIn(name, value)]))
  return { params, uploads: new Map() }
}

function readMultipart(request: IncomingMessage): Promise<CallBody> {
  return new Promise((resolve, reject) => {
    const params: Record<string, unknown> = {}
    const uploads = new Map<string, Upload>()
    const parser = new Busboy({ headers: request.headers as { 'content-type': string } })
    parser.on('field', (name, value) => {
      params[name] = valueIn(name, value)
    })
    parser.on('file', (field, stream, name) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const data = Buffer.concat(chunks)
        uploads.set(field, { name, size: data.length, data })
      })
    })
    parser.on('finish', () => {
      // A file may also come under its parameter's own name.
      const named = JSON.stringify(params)
      for (const field of uploads.keys()) if (!named.includes(`attach://${field}"`)) params[field] = `attach://${field}`
      resolve({ params, uploads })
    })
    parser.on('error', reject)
    request.on('aborted', () => reject(new Error('the call broke off')))
    request.pipe(parser)
  })
}

/** Names that hold text, whatever it looks like. */
const TEXTS = new Set(['text', 'caption', 'callback_query_id', 'file_id', 'inline_query_id', 'secret_token', 'url'])

function valueIn(name: string, value: string): unknown {
  if (TEXTS.has(name)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
