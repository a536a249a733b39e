import type { PDFPageProxy } from 'pdfjs-dist'
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js'
import { rightToLeft } from './right-to-left.ts'

/** A run of text on one baseline, in points from the page's upper left corner, as the page is turned for reading. */
export interface Segment {
  text: string
  x: number
  /** Baseline. */
  y: number
  width: number
  /** Font size. */
  size: number
  font: string
  /** Place in the file's own order. */
  order: number
  rtl: boolean
}

export interface PageText {
  width: number
  height: number
  segments: Segment[]
}

const SPACE = 0.16
// What a designer types in white to push things about: "xyxyxyxyxyxy".
const FILLER = /^(\p{L}{1,3})\1{4,}\p{L}{0,2}$/u

/** The text of a page as segments in the order of the file; sideways text that is only a stamp in the margin is left out. */
export async function segmentsOf(page: PDFPageProxy): Promise<PageText> {
  const { width, height, transform } = page.getViewport({ scale: 1 })
  const { items, styles } = await page.getTextContent()
  const turned: Piece[][] = [[], [], [], []]
  for (const item of items as TextItem[]) {
    if (item.str === '' || FILLER.test(item.str)) continue
    const [a, b, c, d, e, f] = multiply(transform, item.transform as number[]) as [number, number, number, number, number, number]
    const quarter = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4
    const size = Math.hypot(c, d)
    const vertical = styles[item.fontName]?.vertical === true
    const [x, y] = turn(e, f, quarter, width, height)
    turned[quarter]?.push({
      text: isBlank(item, size) ? ' ' : item.str,
      x,
      y,
      width: vertical ? size : item.width,
      size,
      font: item.fontName,
      rtl: item.dir === 'rtl',
      vertical,
    })
  }
  const characters = turned.map((pieces) => pieces.reduce((sum, { text }) => sum + text.trim().length, 0))
  const most = Math.max(...characters)
  const segments = turned.flatMap((pieces, quarter) => ((characters[quarter] ?? 0) > most * 0.3 ? join(pieces) : []))
  const sideways = characters.indexOf(most) % 2 === 1
  segments.forEach((segment, order) => {
    segment.order = order
  })
  return { width: sideways ? height : width, height: sideways ? width : height, segments }
}

/** The least and the most that a blank is wide, in ems. */
const BLANK: readonly [number, number] = [0.15, 0.45]

// A font may map its blank to a control character; alone and as wide as a blank, it is one.
function isBlank({ str, width }: TextItem, size: number): boolean {
  return /^\p{Cc}$/u.test(str) && width > BLANK[0] * size && width < BLANK[1] * size
}

interface Piece extends Omit<Segment, 'order'> {
  vertical: boolean
}

function join(pieces: Piece[]): Segment[] {
  const segments: Segment[] = []
  const lines = new Map<Segment, Piece[]>()
  let last: (Segment & { vertical: boolean; blank: boolean }) | undefined
  for (const piece of pieces) {
    const blank = piece.text.trim() === ''
    if (last !== undefined && goesOn(last, piece)) {
      lines.get(last)?.push(piece)
      const gap = piece.rtl ? last.x - (piece.x + piece.width) : piece.x - (last.x + last.width)
      if (isNoteMark(last, piece)) {
        last.width = Math.max(last.width, piece.x + piece.width - last.x)
        continue
      }
      const space =
        !last.text.endsWith(' ') &&
        !piece.text.startsWith(' ') &&
        gap > SPACE * piece.size &&
        !piece.vertical &&
        spaced(last.text, piece.text)
      last.text += (space ? ' ' : '') + piece.text
      if (!blank) {
        const right = Math.max(last.x + last.width, piece.x + piece.width)
        last.x = Math.min(last.x, piece.x)
        last.width = right - last.x
        if (piece.size > last.size || last.blank) Object.assign(last, { size: piece.size, font: piece.font, y: piece.y })
        if (piece.vertical) last.y = piece.y
        last.blank = false
        last.rtl ||= piece.rtl
      }
    } else if (!blank) {
      last = { ...piece, blank, order: 0 }
      lines.set(last, [piece])
      segments.push(last)
    } else if (last !== undefined && !last.text.endsWith(' ')) last.text += ' '
  }
  for (const segment of segments) if (segment.rtl) segment.text = rightToLeft(lines.get(segment) ?? []) ?? segment.text
  return segments
}

// A raised small number after a word or a stop leads to a note; after a digit or a lone letter it is a power.
function isNoteMark(last: Segment, piece: Piece): boolean {
  const raised = last.y - piece.y > last.size * 0.2 && piece.size < last.size * 0.86
  return raised && /^\s*(?:\d{1,3}|[*†‡§])\s*$/.test(piece.text) && /(?:\p{L}{3}|[.,;:!?”"’)\]])\s*$/u.test(last.text)
}

// The same baseline (raised and lowered signs included), and not a jump to another cell or column.
function goesOn(last: Segment & { vertical: boolean }, next: Piece): boolean {
  const size = Math.max(last.size, next.size)
  if (last.vertical || next.vertical) return last.vertical && next.vertical && Math.abs(last.x - next.x) < size * 0.6
  if (Math.abs(next.y - last.y) > size * (Math.min(last.size, next.size) < size * 0.85 ? 0.7 : 0.35)) return false
  const right = next.x - (last.x + last.width)
  const left = last.x - (next.x + next.width)
  if (next.rtl || last.rtl) return Math.max(right, left) < size * 2.2
  return right < size * 1.4 && right > -size * 1.2
}

const UNSPACED = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/

function spaced(before: string, after: string): boolean {
  return !(UNSPACED.test(before.at(-1) ?? '') && UNSPACED.test(after[0] ?? ''))
}

function turn(x: number, y: number, quarter: number, width: number, height: number): [number, number] {
  if (quarter === 1) return [y, width - x]
  if (quarter === 2) return [width - x, height - y]
  return quarter === 3 ? [height - y, x] : [x, y]
}

function multiply(m: number[], n: number[]): number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = n
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}
