import iconv from 'iconv-lite'
import type { Image, RawDocument, ReadOptions } from '../format.ts'
import { readMarkup } from '../markup.ts'
import { refusal } from '../refusal.ts'
import { huffUnpacker, unpackPalm } from './decompress.ts'
import { type BookHeader, readBookHeader } from './header.ts'
import { openPalm, type Palm } from './palm.ts'

/** A Mobipocket or Kindle book without DRM; where a file holds both kinds, the newer one is read. */
export function readMobi(bytes: Uint8Array, { limits }: Pick<ReadOptions, 'limits'>): RawDocument {
  const palm = openPalm(bytes)
  const old = readBookHeader(palm.records[0] ?? new Uint8Array(), 0)
  const newer = old.boundary === undefined ? undefined : palm.records[old.boundary]
  const header = newer === undefined || old.boundary === undefined ? old : readBookHeader(newer, old.boundary)
  const text = textOf(palm, header, limits.archiveBytes)
  const { title, author, language } = header
  const images = old.firstImage
  const image = (source: string): Image | undefined => {
    // KF8 counts in base 32 in an address, MOBI 6 in decimal.
    const [, coded] = /^kindle:embed:([0-9a-v]+)/i.exec(source) ?? []
    const number = coded === undefined ? Number(source) : Number.parseInt(coded, 32)
    const found = palm.records[images + number - 1]
    return Number.isInteger(number) && found !== undefined ? { bytes: found } : undefined
  }
  const marked = /<(?:html|body|p|div|h[1-6]|br)\b/i.test(text)
  const markup = marked
    ? text.replace(/<(img\b[^>]*?)\bsrc\s*=\s*(["'])\2/gi, '<$1')
    : `<p>${text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;')).replace(/\r?\n\s*\r?\n/g, '</p><p>')}</p>`
  return { title, author, language, pages: 0, blocks: readMarkup(markup, { limits, image }).blocks }
}

function textOf(palm: Palm, header: BookHeader, limit: number): string {
  const unpack = unpackerOf(palm, header)
  const parts: Uint8Array[] = []
  let size = 0
  for (let index = 1; index <= header.textRecords; index++) {
    const record = palm.records[header.first + index]
    if (record === undefined) throw refusal('corrupt')
    const part = unpack(withoutTrailing(record, header.trailing))
    size += part.length
    if (size > limit) throw refusal('too-large')
    parts.push(part)
  }
  const raw = Buffer.concat(parts)
  return iconv.decode(raw.subarray(0, firstFlow(palm, header) ?? raw.length), header.encoding)
}

function unpackerOf(palm: Palm, { compression, huff, first }: BookHeader): (data: Uint8Array) => Uint8Array {
  if (compression === 'none') return (data) => data
  if (compression === 'palm') return unpackPalm
  const records = palm.records.slice(first + huff.first, first + huff.first + huff.count)
  if (records[0] === undefined) throw refusal('corrupt')
  return huffUnpacker(records[0], records.slice(1))
}

// Each set bit is an entry at the record's end that tells its own size backwards; bit 0 a character cut in two.
function withoutTrailing(record: Uint8Array, flags: number): Uint8Array {
  let end = record.length
  for (let bits = flags >> 1; bits > 0; bits >>= 1) {
    if ((bits & 1) === 0) continue
    let size = 0
    for (let at = Math.max(0, end - 4); at < end; at++) {
      const byte = record[at] ?? 0
      if (byte & 0x80) size = 0
      size = (size << 7) | (byte & 0x7f)
    }
    end -= Math.min(size, end)
  }
  if (flags & 1) end -= Math.min(((record[end - 1] ?? 0) & 3) + 1, end)
  return record.subarray(0, Math.max(0, end))
}

// KF8 keeps style sheets and drawings behind the text; FDST tells where the text ends.
function firstFlow(palm: Palm, { flows, first }: BookHeader): number | undefined {
  const record = flows === undefined ? undefined : palm.records[first + flows]
  if (record === undefined || record.length < 20 || Buffer.from(record.subarray(0, 4)).toString('latin1') !== 'FDST') return undefined
  return new DataView(record.buffer, record.byteOffset).getUint32(16)
}
