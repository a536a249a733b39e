import { fstatSync, readFileSync, readSync, writeSync } from 'node:fs'
import { UserError } from '../../lib/errors.ts'
import type { Document } from '../schema.ts'
import { chooseChapters } from './chapters.ts'
import { cleanText } from './clean.ts'
import { compose, type FoundFigure, sectionOf } from './compose.ts'
import type { RawDocument } from './format.ts'
import { encodeImage } from './image.ts'
import type { Limits } from './limits.ts'
import { defaultLimits } from './limits.ts'
import { refusal } from './refusal.ts'
import { sniff } from './sniff.ts'
import { encodeFrame, type Frame, Request } from './wire.ts'

// Runs in the jail: file on 0, frames on 1, request on 3. Nothing else may write to 1.
for (const name of ['log', 'info', 'debug', 'warn', 'error'] as const) console[name] = () => {}

const { extension, password, chapters, figures: wanted, limits: numbers } = Request.parse(JSON.parse(readFileSync(3, 'utf8')))
const limits: Limits = { ...defaultLimits, ...numbers }

try {
  const bytes = readFile()
  const format = await sniff(bytes, extension, limits)
  const progress = (fraction: number) => send({ type: 'progress', fraction })
  const raw = await format.read(bytes, { extension, password, limits, progress })
  const composed = compose(raw, format.name)
  checkText(composed.document)
  const { document, figures } = chapters === undefined ? composed : chooseChapters(composed, chapters)
  send({ type: 'document', document })
  if (wanted) {
    let sent = 0
    for await (const { image, ...figure } of placed(document, figures, raw)) {
      const encoded = await encodeImage(image, limits).catch(() => undefined)
      if (encoded === undefined) continue
      send({ type: 'figure', ...figure, width: encoded.width, height: encoded.height }, encoded.bytes)
      sent += 1
      if (sent >= limits.figures) break
    }
  }
} catch (error) {
  if (error instanceof UserError) send(refusalFrame(error))
  else
    send({ type: 'broken', cause: error instanceof Error ? (error.stack ?? error.message).slice(0, 5_000) : String(error).slice(0, 5_000) })
}
send({ type: 'done', peakBytes: process.resourceUsage().maxRSS * 1024 })
process.exit(0)

async function* placed(document: Omit<Document, 'figures'>, early: FoundFigure[], raw: RawDocument): AsyncGenerator<FoundFigure> {
  yield* early
  for await (const { image, caption, page } of raw.figures?.() ?? []) {
    const section = sectionOf(document, caption, page)
    if (section !== undefined) yield { image, caption: cleanText(caption), page, section }
  }
}

function readFile(): Uint8Array {
  const { size } = fstatSync(0)
  if (size > limits.fileBytes) throw refusal('too-large')
  const bytes = Buffer.alloc(size)
  for (let at = 0; at < size; ) {
    const count = readSync(0, bytes, at, size - at, at)
    if (count === 0) break
    at += count
  }
  return new Uint8Array(bytes.buffer, bytes.byteOffset, size)
}

function checkText({ sections, pages }: ReturnType<typeof compose>['document']): void {
  let characters = 0
  for (const { heading, paragraphs } of sections) {
    characters += heading.length
    for (const { text } of paragraphs) characters += text.length
  }
  // Pages without words are pictures of pages.
  if (characters < limits.leastCharacters && pages > 0) throw refusal('no-text')
  if (characters === 0) throw refusal('empty')
  if (characters < limits.leastCharacters) throw refusal('too-short')
  if (characters > limits.characters) throw refusal('too-large')
}

function refusalFrame(error: UserError): Frame {
  return { type: 'refused', code: error.code as Extract<Frame, { type: 'refused' }>['code'], message: error.message.slice(0, 1_000) }
}

function send(frame: Frame, binary?: Uint8Array): void {
  const bytes = encodeFrame(frame, binary)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at)
    } catch (error) {
      // The pipe is full: wait for the parent to drink.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
