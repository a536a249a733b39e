import { open, readFile } from 'node:fs/promises'

/** What of an MP4 with one track is needed to put others behind it; counts and durations run with its sample tables. */
interface Clip {
  samples: Buffer
  moov: Buffer
  stts: Buffer
  ctts: Buffer | undefined
  stss: Buffer
  stsz: Buffer
  duration: number
}

const CONTAINERS = new Set(['moov', 'trak', 'edts', 'mdia', 'minf', 'stbl'])
/** Where a box of version 0 has its duration. */
const DURATION_AT: Record<string, number> = { mvhd: 16, tkhd: 20, mdhd: 16, elst: 8 }
const HEAD_BYTES = 8

/**
 * Writes clips that were encoded alike (`encodeFrames`) as one MP4 without encoding or decoding anything: their samples one
 * after another under one set of tables (ISO/IEC 14496-12). ffmpeg's own concat decodes a frame of each to know it.
 * Throws Error for a file of another shape.
 */
export async function appendClips(paths: readonly string[], output: string): Promise<void> {
  const file = await open(output, 'w')
  try {
    const clips: Omit<Clip, 'samples'>[] = []
    const [offsets, counts]: [number[], number[]] = [[], []]
    let at = (await file.write(Buffer.alloc(2 * HEAD_BYTES))).bytesWritten
    for (const path of paths) {
      const { samples, ...clip } = readClip(await readFile(path), path)
      offsets.push(at)
      counts.push(clip.stsz.readUInt32BE(8))
      clips.push(clip)
      at += (await file.write(samples)).bytesWritten
    }
    // A box whose size needs 64 bits says 1, and has it behind its name.
    const head = box('mdat', Buffer.alloc(HEAD_BYTES))
    head.writeUInt32BE(1)
    head.writeBigUInt64BE(BigInt(at), HEAD_BYTES)
    await file.write(head, 0, head.length, 0)
    await file.write(joinedHeader(clips, offsets, counts), 0, undefined, at)
  } finally {
    await file.close()
  }
}

function readClip(bytes: Buffer, path: string): Clip {
  const found = within(bytes, ['moov'])
  const moov = found && Buffer.from(found) // a part of the file's buffer would hold all of it
  const table = (name: string) => moov && within(moov, ['trak', 'mdia', 'minf', 'stbl', name])
  const [samples, stts, stss, stsz] = [within(bytes, ['mdat']), table('stts'), table('stss'), table('stsz')]
  const mdhd = moov && within(moov, ['trak', 'mdia', 'mdhd'])
  if (!moov || !samples || !stts || !stss || !stsz || !mdhd) throw new Error(`${path} is no clip of one track`)
  if (sizesIn(stsz).reduce((sum, size) => sum + size, 0) !== samples.length) throw new Error(`${path} holds more than its samples`)
  return { samples, moov, stts, ctts: table('ctts'), stss, stsz, duration: mdhd.readUInt32BE(16) }
}

/** The first clip's header with the tables of all; the rest of it (codec, size, colours) is the same in each. */
function joinedHeader(clips: readonly Omit<Clip, 'samples'>[], offsets: readonly number[], counts: readonly number[]): Buffer {
  const [first] = clips
  if (first === undefined) throw new RangeError('no clips')
  const before = counts.map((_, index) => counts.slice(0, index).reduce((sum, count) => sum + count, 0))
  const total = clips.reduce((sum, { duration }) => sum + duration, 0)
  const all = (numbers: (clip: Omit<Clip, 'samples'>, index: number) => number[]) => clips.flatMap(numbers)
  const tables: Record<string, () => Buffer> = {
    stts: () =>
      fullTable(
        all(({ stts }) => numbersOf(stts, 8)),
        2,
      ),
    // Without reordering a sample is shown when it is decoded.
    ctts: () =>
      fullTable(
        all(({ ctts }, index) => (ctts ? numbersOf(ctts, 8) : [counts[index] ?? 0, 0])),
        2,
      ),
    stss: () =>
      fullTable(
        all(({ stss }, index) => numbersOf(stss, 8).map((sample) => sample + (before[index] ?? 0))),
        1,
      ),
    stsz: () =>
      Buffer.concat([
        Buffer.alloc(4),
        fullTable(
          all(({ stsz }) => sizesIn(stsz)),
          1,
        ),
      ]),
    stsc: () =>
      fullTable(
        counts.flatMap((count, index) => [index + 1, count, 1]),
        3,
      ),
    stco: () => fullTable(offsets, 1),
  }
  return box(
    'moov',
    rewritten(first.moov, (name, body) => tables[name]?.() ?? longer(name, body, total / first.duration)),
  )
}

/** Rebuilds a box's body: containers are gone into, everything else becomes what `change` makes of it. */
function rewritten(body: Buffer, change: (name: string, body: Buffer) => Buffer): Buffer {
  const parts = boxesIn(body).map(({ name, body: inner }) => {
    return box(name, CONTAINERS.has(name) ? rewritten(inner, change) : change(name, inner))
  })
  return Buffer.concat(parts)
}

function longer(name: string, body: Buffer, times: number): Buffer {
  const at = DURATION_AT[name]
  if (at === undefined) return body
  const copy = Buffer.from(body)
  copy.writeUInt32BE(Math.round(body.readUInt32BE(at) * times), at)
  return copy
}

function boxesIn(bytes: Buffer): { name: string; body: Buffer }[] {
  const boxes = []
  for (let at = 0; at + HEAD_BYTES <= bytes.length; ) {
    const size = bytes.readUInt32BE(at)
    if (size < HEAD_BYTES) throw new Error('an MP4 box without a size')
    boxes.push({ name: bytes.toString('latin1', at + 4, at + 8), body: bytes.subarray(at + HEAD_BYTES, at + size) })
    at += size
  }
  return boxes
}

function within(bytes: Buffer, path: readonly string[]): Buffer | undefined {
  return path.reduce<Buffer | undefined>((outer, name) => outer && boxesIn(outer).find((inner) => inner.name === name)?.body, bytes)
}

function box(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt32BE(HEAD_BYTES + body.length)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** A table's numbers, from a byte of its body on. */
function numbersOf(body: Buffer, from: number): number[] {
  return Array.from({ length: (body.length - from) / 4 }, (_, index) => body.readUInt32BE(from + 4 * index))
}

/** Bytes of each sample; where all have as many, that is said once. */
function sizesIn(stsz: Buffer): number[] {
  const [each, count] = [stsz.readUInt32BE(4), stsz.readUInt32BE(8)]
  return each === 0 ? numbersOf(stsz, 12) : new Array<number>(count).fill(each)
}

/** A table of version 0 with `columns` numbers a row: no flags, the count of rows, the rows. */
function fullTable(numbers: readonly number[], columns: number): Buffer {
  const body = Buffer.alloc(8 + 4 * numbers.length)
  body.writeUInt32BE(numbers.length / columns, 4)
  for (const [index, number] of numbers.entries()) body.writeUInt32BE(number, 8 + 4 * index)
  return body
}
