import { z } from 'zod'
import { documentCodes } from '../../lib/errors.ts'
import { Document, Figure } from '../schema.ts'

const finite = z.number().min(-1e6).max(1e6)

/** A page of a scan as lines of text: see `Segment`. */
const RecognisedPage = z.object({
  page: z.int().positive(),
  width: finite,
  height: finite,
  segments: z
    .array(
      z.object({
        text: z.string().max(5_000),
        x: finite,
        y: finite,
        width: finite,
        size: finite,
        font: z.string().max(0),
        order: z.int(),
        rtl: z.boolean(),
      }),
    )
    .max(5_000),
})
export type RecognisedPage = z.infer<typeof RecognisedPage>

/** What the parser's process is asked, over its pipe 3; the file itself is its standard input. */
export const Request = z.object({
  extension: z.string(),
  password: z.string().optional(),
  chapters: z.string().optional(),
  /** False leaves pictures out. */
  figures: z.boolean(),
  /** What was recognised on pages that are pictures; left out, such pages are told and nothing else. */
  recognised: z.array(RecognisedPage).optional(),
  limits: z.record(z.string(), z.number()),
})
export type Request = z.infer<typeof Request>

/** What the recognising process is asked. */
export const ScanRequest = z.object({
  password: z.string().optional(),
  pages: z.array(z.int().positive()),
  limits: z.record(z.string(), z.number()),
})
export type ScanRequest = z.infer<typeof ScanRequest>

/** What it tells on its standard output, a frame each; a figure's bytes follow its JSON. */
export const Frame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), fraction: z.number().min(0).max(1) }),
  z.object({ type: z.literal('scan'), pages: z.array(z.int().positive()) }),
  z.object({ type: z.literal('recognised'), ...RecognisedPage.shape }),
  z.object({ type: z.literal('document'), document: Document.omit({ figures: true }) }),
  z.object({ type: z.literal('figure'), ...Figure.omit({ image: true }).shape }),
  z.object({ type: z.literal('refused'), code: z.enum(documentCodes), message: z.string().max(1_000) }),
  z.object({ type: z.literal('broken'), cause: z.string().max(10_000) }),
  z.object({ type: z.literal('done'), peakBytes: z.number() }),
])
export type Frame = z.infer<typeof Frame>

const HEAD = 8

/** A frame as bytes: two 32-bit lengths, the JSON, the binary part. */
export function encodeFrame(frame: Frame, binary: Uint8Array = new Uint8Array()): Buffer {
  const json = Buffer.from(JSON.stringify(frame))
  const head = Buffer.alloc(HEAD)
  head.writeUInt32LE(json.length, 0)
  head.writeUInt32LE(binary.length, 4)
  return Buffer.concat([head, json, binary])
}

/** Cuts a byte stream into frames. Throws where one is larger than allowed, or isn't a frame. */
export async function* decodeFrames(stream: AsyncIterable<Buffer>, limit: { json: number; binary: number; total: number }) {
  let held: Buffer[] = []
  let size = 0
  let total = 0
  let wanted = HEAD
  for await (const chunk of stream) {
    total += chunk.length
    if (total > limit.total) throw new RangeError('the parser sent more than it may')
    held.push(chunk)
    size += chunk.length
    if (size < wanted) continue
    let bytes = held.length === 1 ? chunk : Buffer.concat(held)
    for (;;) {
      wanted = HEAD
      if (bytes.length < HEAD) break
      const json = bytes.readUInt32LE(0)
      const binary = bytes.readUInt32LE(4)
      if (json > limit.json || binary > limit.binary) throw new RangeError('the parser sent a larger part than it may')
      wanted = HEAD + json + binary
      if (bytes.length < wanted) break
      const frame = Frame.parse(JSON.parse(bytes.toString('utf8', HEAD, HEAD + json)))
      yield { frame, binary: bytes.subarray(HEAD + json, wanted) }
      bytes = bytes.subarray(wanted)
    }
    held = [bytes]
    size = bytes.length
  }
}
