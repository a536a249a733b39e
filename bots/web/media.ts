import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { fileTypeFromBuffer } from 'file-type'
import type { Context } from 'hono'
import { UserError } from '../../lib/errors.ts'
import { byteRange } from './byte-range.ts'

const HEAD_BYTES = 4_100
const SHOWN = /^(image\/(png|jpeg|webp|gif|avif)|(video|audio)\/[\w.+-]+|text\/vtt)/

/**
 * Serves a file for good (its name is its hash), whole or a range of it. The content decides the type, never the name:
 * what isn't a picture, sound, film or captions can only be downloaded.
 */
export async function serveMedia(c: Context, path: string, hash: string, name: string): Promise<Response> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new UserError('not-found', 'This file is not here any more.')
  const type = await contentType(path)
  const etag = `"${hash}"`
  const headers: Record<string, string> = {
    'Content-Type': type,
    'Content-Disposition': disposition(c.req.query('download') !== undefined || !SHOWN.test(type), name),
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Accept-Ranges': 'bytes',
    ETag: etag,
  }
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers)

  const ifRange = c.req.header('if-range')
  const range = ifRange === undefined || ifRange === etag ? byteRange(c.req.header('range'), found.size) : undefined
  if (range === 'unsatisfiable') return c.body(null, 416, { ...headers, 'Content-Range': `bytes */${found.size}` })

  const { start, end } = range ?? { start: 0, end: found.size - 1 }
  headers['Content-Length'] = String(end - start + 1)
  if (range) headers['Content-Range'] = `bytes ${start}-${end}/${found.size}`
  const status = range ? 206 : 200
  if (c.req.method === 'HEAD' || found.size === 0) return c.body(null, status, headers)
  return c.body(Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream, status, headers)
}

async function contentType(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const head = buffer.subarray(0, bytesRead)
    if (
      head
        .toString('utf8', 0, 9)
        .replace(/^\uFEFF/, '')
        .startsWith('WEBVTT')
    )
      return 'text/vtt; charset=utf-8'
    return (await fileTypeFromBuffer(head))?.mime ?? 'application/octet-stream'
  } finally {
    await file.close()
  }
}

function disposition(download: boolean, name: string): string {
  const plain = name.replace(/[^\w .()-]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${download ? 'attachment' : 'inline'}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
