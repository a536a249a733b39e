import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { declaredCharset, decodeText } from './encoding.ts'
import type { Limits } from './limits.ts'
import { OTHER_LOCK, refusal } from './refusal.ts'

/** The files inside a zip, by name; names are keys, never paths. */
export interface Archive {
  names: string[]
  /** The whole file, its end mended where it was cut short or padded. */
  bytes: Uint8Array
  /** The bytes of an entry, or undefined where there is none of that name. */
  read(name: string): Promise<Uint8Array | undefined>
  text(name: string): Promise<string | undefined>
}

/**
 * Opens a zip whose directory keeps within the limits: number of entries, what they unpack to, ratio, no links. Throws
 * UserError `corrupt`, `too-large`, `unsafe` or `password`.
 */
export async function openArchive(bytes: Uint8Array, limits: Limits): Promise<Archive> {
  const whole = mendEnd(bytes)
  const entries = new Map<string, Entry>()
  let zip: ZipFile
  let total = 0
  try {
    zip = await fromBufferPromise(whole, { lazyEntries: true, autoClose: false })
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize
      checkEntry(entry, entries.size, total, limits)
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry)
    }
  } catch (error) {
    throw reasonOf(error)
  }
  const read = async (name: string) => {
    const entry = entries.get(name)
    if (entry === undefined) return undefined
    if (entry.isEncrypted()) throw refusal('password', OTHER_LOCK)
    try {
      return await unpack(zip, entry, limits.archiveEntryBytes)
    } catch (error) {
      throw reasonOf(error)
    }
  }
  return {
    names: [...entries.keys()],
    bytes: whole,
    read,
    async text(name) {
      const found = await read(name)
      return found === undefined ? undefined : decodeText(found, declaredCharset(found))
    },
  }
}

const END = Buffer.from('PK\x05\x06', 'latin1')
const END_SIZE = 22

// A comment that is shorter or longer than it says, as some writers leave it, would hide a sound archive.
function mendEnd(bytes: Uint8Array): Buffer {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = whole.lastIndexOf(END)
  if (end < 0 || end + END_SIZE > whole.length || whole.readUInt16LE(end + 20) === whole.length - end - END_SIZE) return whole
  const mended = Buffer.from(whole.subarray(0, end + END_SIZE))
  mended.writeUInt16LE(0, end + 20)
  return mended
}

function checkEntry(entry: Entry, before: number, total: number, limits: Limits): void {
  const { uncompressedSize, compressedSize } = entry
  const bloated = uncompressedSize > limits.archiveRatioBytes && uncompressedSize > compressedSize * limits.archiveRatio
  if (before >= limits.archiveEntries || total > limits.archiveBytes || uncompressedSize > limits.archiveEntryBytes || bloated) {
    throw refusal(
      'too-large',
      'This file unpacks to far more than a document should hold. Export it again, or print it to PDF and send that.',
    )
  }
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) throw refusal('unsafe')
}

async function unpack(zip: ZipFile, entry: Entry, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    size += chunk.length
    if (size > limit) throw refusal('too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function reasonOf(error: unknown): unknown {
  if (!(error instanceof Error) || error.name === 'UserError') return error
  if (/relative path|absolute path|invalid characters/.test(error.message)) return refusal('unsafe', undefined, { cause: error })
  return refusal('corrupt', undefined, { cause: error })
}
