import iconv from 'iconv-lite'
import { decodeText } from '../encoding.ts'
import { refusal } from '../refusal.ts'
import type { Compound } from './compound.ts'

/** The characters of a Word 6 to 2003 file: main text and footnotes, and what is known of the paragraph at a position of the main text. */
export interface WordText {
  main: string
  notes: string
  paragraphAt(character: number): Paragraph | undefined
}

interface Paragraph {
  /** Of a heading, 1 to 6; else 0. */
  level: number
  /** Whether it is the mark after a table row's last cell. */
  endsRow: boolean
}

interface Piece {
  from: number
  to: number
  /** Byte place in the main stream. */
  at: number
  wide: boolean
}

const FIRST_WORD97 = 105
/** Place and value of envr: what kind of machine an older file was written on. */
const WRITTEN_ON = 0x12
const MAC = 1

/** Whether a password is needed to read the text (MS-DOC 2.5.2, fEncrypted). */
export function isLocked(file: Compound): boolean {
  const main = file.stream('WordDocument')
  return main !== undefined && main.length > 0x0b && ((main[0x0b] ?? 0) & 1) === 1
}

/** Reads the piece table (MS-DOC 2.4.1) and the paragraphs' properties. Throws UserError `corrupt`. */
export function readWord(file: Compound): WordText {
  const main = file.stream('WordDocument')
  if (main === undefined || main.length < 0x1aa) throw refusal('corrupt')
  const view = new DataView(main.buffer, main.byteOffset, main.byteLength)
  const flags = view.getUint16(0x0a, true)
  if (view.getUint16(2, true) < FIRST_WORD97) return oldText(main, view, (flags & 4) !== 0)
  const table = file.stream(flags & 0x0200 ? '1Table' : '0Table')
  if (table === undefined) throw refusal('corrupt')
  const length = { main: view.getInt32(0x4c, true), notes: view.getInt32(0x50, true) }
  const pieces = piecesOf(table, view.getUint32(0x1a2, true), view.getUint32(0x1a6, true))
  let text = ''
  for (const { from, to, at, wide } of pieces) {
    const size = (to - from) * (wide ? 2 : 1)
    if (at + size > main.length) throw refusal('corrupt')
    text += iconv.decode(Buffer.from(main.subarray(at, at + size)), wide ? 'utf-16le' : 'windows-1252')
  }
  const paragraphs = paragraphsOf(main, view, table)
  return {
    main: text.slice(0, length.main),
    notes: text.slice(length.main, length.main + length.notes),
    paragraphAt(character) {
      const piece = pieces.find(({ from, to }) => character >= from && character < to)
      return piece === undefined ? undefined : paragraphs(piece.at + (character - piece.from) * (piece.wide ? 2 : 1))
    },
  }
}

// Word 6 and 95: a byte a character, in the code page of its country. Saved fast, it is in pieces, told in the same stream.
function oldText(main: Uint8Array, view: DataView, inPieces: boolean): WordText {
  const length = { main: view.getInt32(0x34, true), notes: view.getInt32(0x38, true) }
  const pieces = inPieces
    ? piecesOf(main, view.getUint32(0x160, true), view.getUint32(0x164, true))
    : [{ from: 0, to: length.main + length.notes, at: view.getUint32(0x18, true) }]
  const bytes = Buffer.concat(pieces.map(({ from, to, at }) => main.subarray(at, at + to - from)))
  if (length.main <= 0 || length.main > bytes.length) throw refusal('corrupt')
  const declared = main[WRITTEN_ON] === MAC ? 'macintosh' : undefined
  return {
    main: decodeText(bytes.subarray(0, length.main), declared),
    notes: decodeText(bytes.subarray(length.main, length.main + length.notes), declared),
    paragraphAt: () => undefined,
  }
}

function piecesOf(table: Uint8Array, place: number, size: number): Piece[] {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  const end = place + size
  if (size === 0 || end > table.length) throw refusal('corrupt')
  for (let at = place; at < end; ) {
    if (table[at] === 1) {
      at += 3 + view.getUint16(at + 1, true)
      continue
    }
    if (table[at] !== 2) break
    const bytes = view.getUint32(at + 1, true)
    const count = (bytes - 4) / 12
    if (!Number.isInteger(count) || at + 5 + bytes > table.length) throw refusal('corrupt')
    const start = at + 5
    return Array.from({ length: count }, (_, index) => {
      const place = view.getUint32(start + (count + 1) * 4 + index * 8 + 2, true)
      const wide = (place & 0x40000000) === 0
      const at = wide ? place : (place & 0x3fffffff) / 2
      return { from: view.getUint32(start + index * 4, true), to: view.getUint32(start + index * 4 + 4, true), at, wide }
    })
  }
  throw refusal('corrupt')
}

// Paragraph properties stand in pages of 512 bytes (MS-DOC 2.9.174); styles 1 to 9 are the built-in headings.
function paragraphsOf(main: Uint8Array, fib: DataView, table: Uint8Array): (at: number) => Paragraph | undefined {
  const spans: (Paragraph & { from: number; to: number })[] = []
  try {
    const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
    const place = fib.getUint32(0x102, true)
    const count = (fib.getUint32(0x106, true) - 4) / 8
    for (let index = 0; index < count; index++) {
      const page = view.getUint32(place + (count + 1) * 4 + index * 4, true) * 512
      const runs = main[page + 511] ?? 0
      const data = new DataView(main.buffer, main.byteOffset + page, 512)
      for (let run = 0; run < runs; run++) {
        const offset = (main[page + (runs + 1) * 4 + run * 13] ?? 0) * 2
        if (offset === 0) continue
        const words = data.getUint8(offset)
        const [start, size] = words === 0 ? [offset + 2, data.getUint8(offset + 1) * 2] : [offset + 1, words * 2 - 1]
        const style = data.getUint16(start, true)
        spans.push({
          from: data.getUint32(run * 4, true),
          to: data.getUint32(run * 4 + 4, true),
          level: style >= 1 && style <= 6 ? style : 0,
          endsRow: isSet(ROW_END, data, start + 2, start + size),
        })
      }
    }
  } catch {
    // Without properties the text is still the text.
  }
  return (at) => spans.find(({ from, to }) => at >= from && at < to)
}

/** sprmPFTtp. */
const ROW_END = 0x2417
/** Bytes of an operand by the three highest bits of its opcode (MS-DOC 2.6.1); 6 says its own length. */
const OPERAND_BYTES = [1, 1, 2, 4, 2, 2, undefined, 3]

function isSet(wanted: number, data: DataView, from: number, to: number): boolean {
  for (let at = from; at + 2 < to; ) {
    const opcode = data.getUint16(at, true)
    if (opcode === wanted) return data.getUint8(at + 2) !== 0
    at += 2 + (OPERAND_BYTES[opcode >> 13] ?? 1 + data.getUint8(at + 2))
  }
  return false
}
