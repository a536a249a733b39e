import { BlobId } from './schema.ts'
import type { Blobs } from './step.ts'

/** An answer as it is stored: JSON, with its bytes as blobs. */
export async function packAnswer(value: unknown, blobs: Blobs): Promise<unknown> {
  if (value instanceof Uint8Array) return { bytes: await blobs.put(value) }
  if (Array.isArray(value)) return Promise.all(value.map((item) => packAnswer(item, blobs)))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(async ([name, item]) => [name, await packAnswer(item, blobs)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

/** The answer that was stored; undefined when some of its bytes were lost or damaged, so that it has to be bought again. */
export async function unpackAnswer<T>(stored: unknown, blobs: Blobs): Promise<T | undefined> {
  let lost = false
  const answer = await unpack(stored)
  return lost ? undefined : (answer as T)

  async function unpack(value: unknown): Promise<unknown> {
    if (Array.isArray(value)) return Promise.all(value.map(unpack))
    if (value === null || typeof value !== 'object') return value
    const id = BlobId.safeParse('bytes' in value ? value.bytes : undefined)
    if (id.success) {
      if (await blobs.verify(id.data)) return blobs.read(id.data)
      lost = true
      return undefined
    }
    const entries = Object.entries(value).map(async ([name, item]) => [name, await unpack(item)] as const)
    return Object.fromEntries(await Promise.all(entries))
  }
}
