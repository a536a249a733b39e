import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { sha256 } from '../../lib/hash.ts'
import { type DocumentRequest, type Reading, readDocument } from '../../pipeline/documents/read.ts'
import { BlobId } from '../../pipeline/schema.ts'

/** A reading of bytes under a name, with the figures it kept. */
export async function reading(
  bytes: Uint8Array,
  filename: string,
  options: Partial<DocumentRequest> = {},
): Promise<Reading & { figures: Uint8Array[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'docreel-documents-'))
  const path = join(folder, 'dropped')
  await writeFile(path, bytes)
  const figures: Uint8Array[] = []
  onTestFinished(async () => {
    const left = await readdir(folder)
    if (left.length !== 1) throw new Error(`reading left files behind: ${left}`)
  })
  const keep = async (figure: Uint8Array) => {
    figures.push(Buffer.from(figure))
    return BlobId.parse(`blob:${sha256(figure)}`)
  }
  const result = await readDocument({ path, filename, signal: new AbortController().signal, keep, ...options })
  return { ...result, figures }
}

/** The code of the refusal that these bytes meet, or `ok`. */
export async function verdict(bytes: Uint8Array, filename: string, options: Partial<DocumentRequest> = {}): Promise<string> {
  try {
    await reading(bytes, filename, options)
    return 'ok'
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.name === 'UserError') return String(error.code)
    throw error
  }
}
