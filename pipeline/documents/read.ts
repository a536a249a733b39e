import { stat } from 'node:fs/promises'
import type { Document, Figure } from '../schema.ts'
import { displayName, extensionOf } from './clean.ts'
import { imageSize } from './image-size.ts'
import { runInJail } from './jail.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { recognise } from './ocr/recognise.ts'
import { refusal } from './refusal.ts'
import type { Request } from './wire.ts'

export interface DocumentRequest {
  /** Where the bytes are; the folder and name mean nothing. */
  path: string
  /** As dropped: for display, and to notice a mislabelled file. */
  filename: string
  /** "3-5": only these chapters. */
  chapters?: string | undefined
  /** Kept nowhere: it goes to the parser over a pipe and dies with it. */
  password?: string | undefined
  signal: AbortSignal
  limits?: Partial<Limits> | undefined
  /** Keeps a figure's bytes and names them; left out, figures are left out. */
  keep?: ((bytes: Uint8Array) => Promise<Figure['image']>) | undefined
  progress?: ((fraction: number) => void) | undefined
}

/** What a reading cost. */
export interface Reading {
  document: Document
  /** Most resident memory that the parser's process had. */
  peakBytes: number
}

/**
 * Reads a file of any supported format into a Document, in a jail; pages that are pictures of text are recognised where a recogniser is
 * installed. Throws UserError with one of `documentCodes`.
 */
export async function readDocument(request: DocumentRequest): Promise<Reading> {
  const limits: Limits = { ...defaultLimits, ...request.limits }
  const { path, filename, chapters, password, signal, progress } = request
  const { size } = await stat(path)
  if (size === 0) throw refusal('empty')
  if (size > limits.fileBytes) throw refusal('too-large')
  const ask = { extension: extensionOf(filename), password, chapters, figures: request.keep !== undefined, limits: { ...limits } }
  const first = await readOnce(request, ask, limits)
  if ('document' in first) return first
  const recognised = await recognise({ path, password, pages: first.scanned, limits, signal, progress })
  const second = await readOnce(request, { ...ask, recognised }, limits)
  if ('document' in second) return second
  throw refusal('no-text')
}

async function readOnce(
  { path, filename, signal, keep, progress }: DocumentRequest,
  request: Request,
  limits: Limits,
): Promise<Reading | { scanned: number[] }> {
  let document: Omit<Document, 'figures'> | undefined
  let scanned: number[] | undefined
  const figures: Figure[] = []
  let peakBytes = 0
  try {
    for await (const { frame, binary } of runInJail({ program: 'child.ts', path, request, limits, signal })) {
      if (frame.type === 'progress') progress?.(frame.fraction)
      else if (frame.type === 'document') document = frame.document
      else if (frame.type === 'scan') scanned = frame.pages
      else if (frame.type === 'refused') throw refusal(frame.code, frame.message)
      else if (frame.type === 'broken') throw refusal('corrupt', undefined, { cause: frame.cause })
      else if (frame.type === 'done') peakBytes = frame.peakBytes
      else if (frame.type === 'figure' && keep !== undefined && isWhole(binary, frame, limits)) {
        const { type: _, ...figure } = frame
        figures.push({ image: await keep(binary), ...figure })
      }
    }
  } catch (error) {
    signal.throwIfAborted()
    // A picture that hangs or bursts the parser doesn't cost the text that is already read.
    if (document === undefined) throw error
  }
  if (scanned !== undefined) return { scanned }
  if (document === undefined) throw refusal('corrupt')
  const title = document.title === '' ? titleFrom(document, filename) : document.title
  return { document: { ...document, title, figures }, peakBytes }
}

// The jail is believed no more than the document: the header must say what the frame says.
function isWhole(bytes: Uint8Array, { width, height }: { width: number; height: number }, limits: Limits): boolean {
  const size = imageSize(bytes)
  return (
    (size?.type === 'png' || size?.type === 'jpeg') &&
    size.width === width &&
    size.height === height &&
    width * height <= limits.figurePixels
  )
}

function titleFrom({ sections }: Pick<Document, 'sections'>, filename: string): string {
  const heading = sections.find((section) => section.heading !== '')?.heading
  return (
    heading ??
    (displayName(filename)
      .replace(/\.[a-z0-9]{1,8}$/i, '')
      .replace(/[_]+/g, ' ')
      .trim() ||
      'Untitled')
  )
}
