import iconv from 'iconv-lite'
import { refusal } from '../refusal.ts'

/** What record 0 of a book says. */
export interface BookHeader {
  compression: 'none' | 'palm' | 'huff'
  textRecords: number
  /** Of the whole file: KF8 counts from its own first record. */
  first: number
  encoding: string
  /** 8 is KF8. */
  version: number
  firstImage: number
  huff: { first: number; count: number }
  /** Bits that say what trails each text record. */
  trailing: number
  flows: number | undefined
  title: string
  author: string
  language: string
}

const AUTHOR = 100
const TITLE = 503
const LANGUAGE = 524
const KF8_BOUNDARY = 121
const NONE = 0xffffffff

/** Reads a book's header record. Throws UserError `drm` where it is encrypted, `corrupt` or `unsupported` where it is odd. */
export function readBookHeader(record: Uint8Array, first: number): BookHeader & { boundary: number | undefined } {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength)
  if (record.length < 16) throw refusal('corrupt')
  const kind = view.getUint16(0)
  const compression = kind === 1 ? 'none' : kind === 2 ? 'palm' : kind === 17480 ? 'huff' : undefined
  if (compression === undefined) throw refusal('corrupt')
  if (view.getUint16(12) !== 0) throw refusal('drm')
  const mobi = Buffer.from(record.subarray(16, 20)).toString('latin1') === 'MOBI'
  const length = mobi ? view.getUint32(20) : 0
  const u32 = (at: number, otherwise: number) => (mobi && at + 4 <= Math.min(record.length, 16 + length) ? view.getUint32(at) : otherwise)
  const encoding = u32(28, 1252) === 65001 ? 'utf8' : u32(28, 1252) === 1252 ? 'windows-1252' : `cp${u32(28, 1252)}`
  const decode = (bytes: Uint8Array) => iconv.decode(Buffer.from(bytes), iconv.encodingExists(encoding) ? encoding : 'windows-1252')
  const extra = u32(128, 0) & 0x40 ? extrasOf(record, view, 16 + length) : new Map<number, Uint8Array>()
  const says = (id: number) => decode(extra.get(id) ?? new Uint8Array())
  const [nameAt, nameLength] = [u32(84, 0), u32(88, 0)]
  const boundary = extra.get(KF8_BOUNDARY)
  const flows = u32(192, NONE)
  const version = u32(36, 0)
  return {
    compression,
    textRecords: view.getUint16(8),
    first,
    encoding,
    version,
    firstImage: u32(108, NONE),
    huff: { first: u32(112, 0), count: u32(116, 0) },
    trailing: length >= 228 ? view.getUint16(242) : 0,
    flows: version === 8 && flows !== NONE ? flows : undefined,
    title: says(TITLE) || decode(record.subarray(nameAt, nameAt + nameLength)),
    author: says(AUTHOR),
    language: says(LANGUAGE),
    boundary: boundary?.length === 4 ? new DataView(boundary.buffer, boundary.byteOffset).getUint32(0) : undefined,
  }
}

function extrasOf(record: Uint8Array, view: DataView, start: number): Map<number, Uint8Array> {
  const found = new Map<number, Uint8Array>()
  if (Buffer.from(record.subarray(start, start + 4)).toString('latin1') !== 'EXTH') return found
  const count = Math.min(500, view.getUint32(start + 8))
  for (let index = 0, at = start + 12; index < count && at + 8 <= record.length; index++) {
    const size = view.getUint32(at + 4)
    if (size < 8 || at + size > record.length) break
    const id = view.getUint32(at)
    if (!found.has(id)) found.set(id, record.subarray(at + 8, at + size))
    at += size
  }
  return found
}
