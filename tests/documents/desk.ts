import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { onTestFinished } from 'vitest'
import { UserError } from '../../lib/errors.ts'
import { sha256 } from '../../lib/hash.ts'
import { extensionOf } from '../../pipeline/documents/clean.ts'
import { defaultLimits } from '../../pipeline/documents/limits.ts'
import { type DocumentRequest, type Reading, readDocument } from '../../pipeline/documents/read.ts'
import { Frame } from '../../pipeline/documents/wire.ts'
import { BlobId, type Document } from '../../pipeline/schema.ts'
import type { Ask, Tell } from './parse-thread.ts'

/** A reading of bytes under a name, with the figures it kept: the whole way, with a jail, at a second of CPU each. */
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
    await rm(folder, { recursive: true })
    if (left.length !== 1) throw new Error(`reading left files behind: ${left}`)
  })
  const keep = async (figure: Uint8Array) => {
    figures.push(Buffer.from(figure))
    return BlobId.parse(`blob:${sha256(figure)}`)
  }
  const result = await readDocument({ path, filename, signal: new AbortController().signal, keep, ...options })
  return { ...result, figures }
}

/**
 * What the parser alone makes of bytes under a name, and how many figures it drew: no process is started for it, so this is for what needs
 * no jail to be proved.
 */
export async function parsing(
  bytes: Uint8Array,
  filename: string,
  { password, chapters, figures = true }: Partial<Pick<Ask, 'password' | 'chapters' | 'figures'>> = {},
): Promise<Document & { drawn: number }> {
  const tell = await ask({ bytes: Uint8Array.from(bytes), extension: extensionOf(filename), password, chapters, figures, limits: {} })
  if ('code' in tell) throw new UserError(tell.code, tell.message)
  const frames = tell.frames.map((frame) => Frame.parse(frame))
  const told = frames.find((frame) => frame.type === 'document')
  if (told === undefined) throw new UserError('no-text', 'a scan, which the parser alone does not read')
  return { ...told.document, figures: [], drawn: frames.filter(({ type }) => type === 'figure').length }
}

let thread: Worker | undefined

// One question at a time. A parser that hangs is ended as the jail would end it.
async function ask(question: Ask): Promise<Tell> {
  thread ??= new Worker(new URL('./parse-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: defaultLimits.heapMegabytes },
    stdout: true,
    stderr: true,
  })
  thread.unref()
  const gone = AbortSignal.timeout(defaultLimits.milliseconds)
  const answer = once(thread, 'message', { signal: gone })
  thread.postMessage(question)
  try {
    const [tell] = await answer
    return tell
  } catch (error) {
    await thread.terminate()
    thread = undefined
    if (!gone.aborted) throw error
    return { code: 'timeout', message: 'the parser took too long' }
  }
}

/** The code of the refusal that a reading or a parsing meets, or `ok`. */
export async function verdict(outcome: Promise<unknown>): Promise<string> {
  try {
    await outcome
    return 'ok'
  } catch (error) {
    if (error instanceof UserError) return error.code
    throw error
  }
}
