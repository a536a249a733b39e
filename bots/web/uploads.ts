import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { basename, extname, join } from 'node:path'
import { UserError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import type { Blobs } from '../../pipeline/step.ts'
import type { FileRef } from '../chat.ts'
import type { Store } from './store.ts'

/** Streams a request's body into a blob. A body that stops half-way, or passes the limit, leaves nothing behind. */
export async function takeUpload(incoming: IncomingMessage, name: string, limit: number, blobs: Blobs, store: Store): Promise<FileRef> {
  const declared = Number(incoming.headers['content-length'] ?? Number.NaN)
  if (declared > limit) throw tooLarge(limit)
  const { id: blob, bytes } = await blobs.putStream(whole(incoming, declared, limit), limit)
  return keep({ name, bytes, blob }, store)
}

/** Names of the documents in the folder of examples; none where there is no such folder. */
export async function listExamples(folder: string | undefined, formats: readonly string[]): Promise<string[]> {
  if (folder === undefined) return []
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile() && formats.includes(extname(entry.name).slice(1).toLowerCase())).map(({ name }) => name)
}

/** Takes one of the listed examples as if it had been uploaded. */
export async function takeExample(
  from: { folder: string | undefined; formats: readonly string[]; name: string },
  limit: number,
  blobs: Blobs,
  store: Store,
): Promise<FileRef> {
  const { folder, formats, name } = from
  if (folder === undefined || !(await listExamples(folder, formats)).includes(name)) {
    throw new UserError('not-found', 'This example is not here.')
  }
  const { id: blob, bytes } = await blobs.putStream(createReadStream(join(folder, name)), limit)
  return keep({ name, bytes, blob }, store)
}

// Line breaks, marks of direction that would let a name look like another, halves of characters.
const UNSHOWABLE = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]+/gu

async function keep(file: { name: string; bytes: number; blob: string }, store: Store): Promise<FileRef> {
  const last = basename(file.name.replaceAll('\\', '/')).replace(/^\.+$/, '')
  const name = last.slice(0, 255).replace(UNSHOWABLE, ' ').trim() || 'document'
  const ref = { id: newId(), name, bytes: file.bytes }
  await store.addFile({ ...ref, blob: file.blob })
  return ref
}

async function* whole(incoming: IncomingMessage, declared: number, limit: number): AsyncIterable<Uint8Array> {
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > limit) throw tooLarge(limit)
    yield chunk
  }
  if (!incoming.complete || (Number.isFinite(declared) && bytes !== declared)) {
    throw new UserError('corrupt', 'The upload stopped half-way. Send the file again.')
  }
}

function tooLarge(limit: number): UserError {
  return new UserError('too-large', `This file is larger than ${Math.floor(limit / 1_000_000)} MB, the most this chat takes.`)
}
