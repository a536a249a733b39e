import { createCanvas } from '@napi-rs/canvas'
import { fontFamily } from '../../../render/fonts.ts'
import type { Box } from '../../../render/layout.ts'
import type { Lettering } from '../../../styles/style.ts'
import { balance, breakLines, clipText, pieces } from './break-lines.ts'

/** What to set, and where. Sizes in pixels. */
export interface TextSpec {
  text: string
  box: Box
  size: number
  /** The text shrinks from `size` to this before it is cut with an ellipsis. */
  least?: number
  lines: number
  weight?: 400 | 700
  face?: Lettering['face']
  align?: 'start' | 'center' | 'end'
  /** Where the block stands in its box. */
  rise?: 'top' | 'middle' | 'bottom'
  role: 'ink' | 'accent' | 'quiet' | 'paper'
  capitals?: boolean
  /** Space between letters, in parts of the size. */
  spacing?: number
  leading?: number
  /** Unspaced scripts: rather a line a clause, somewhat smaller, than lines that break inside one. */
  phrases?: boolean
}

/** Lines with their places, ready to be drawn. */
export interface PlacedText {
  lines: { text: string; x: number; y: number }[]
  font: string
  size: number
  spacing: number
  direction: 'ltr' | 'rtl'
  align: 'left' | 'center' | 'right'
  role: TextSpec['role']
  /** What the letters cover. */
  box: Box
}

/** Scripts whose letters join or hang on each other, or are not spaced: space between them would tear words apart. */
const UNTRACKED = /\p{Script=Han}|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Thai}|\p{Script=Hebrew}/u
/** Scripts with marks above and below their letters. */
const TALL = /\p{Script=Thai}|\p{Script=Devanagari}|\p{Script=Arabic}/u
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u
/** One step of shrinking until a text fits. */
const SHRINK = 0.94

/** Sets a text as large as its box and `lines` allow, inside the box always. An empty text gives no lines. */
export function setText(spec: TextSpec, language: string): PlacedText {
  const { box, role, rise = 'top', face = 'sans', weight = 400 } = spec
  const text = spec.capitals === true ? capitals(spec.text, language) : spec.text
  const family = fontFamily(face, language, text)
  const tracking = UNTRACKED.test(text) ? 0 : (spec.spacing ?? 0)
  const leading = Math.max(spec.leading ?? 1.2, TALL.test(text) ? 1.5 : 1.15)
  const fontAt = (size: number) => `${weight} ${size}px ${family}`
  const measureAt = measuring(fontAt(RULE), tracking)
  const { parts, size } = fitted(text, spec, { leading, measureAt, language })
  const measure = measureAt(size)
  const room = Math.max(1, Math.min(spec.lines, Math.floor((box.height + 0.01) / (size * leading))))
  const lines = linesIn(room, parts, box.width, measure)
  const direction = RIGHT_TO_LEFT.test(text) ? 'rtl' : 'ltr'
  const align = sideOf(spec.align ?? 'start', direction)
  const setting = { box, size, leading, align, rise, measure }
  const placed = place(lines, setting)
  return { lines: placed, font: fontAt(size), size, spacing: tracking * size, direction, align, role, box: bounds(lines, setting) }
}

/** Size in pixels at which strings are measured; widths grow with the size. */
const RULE = 100
const rule = createCanvas(1, 1).getContext('2d')

type Measure = (line: string) => number

// The width in pixels of strings at any size, each measured once. Letters that reach over their advance are counted whole.
function measuring(font: string, tracking: number): (size: number) => Measure {
  const widths = new Map<string, number>()
  rule.font = font
  rule.letterSpacing = `${tracking * RULE}px`
  return (size) => (line) => {
    let wide = widths.get(line)
    if (wide === undefined) {
      const { width, actualBoundingBoxLeft, actualBoundingBoxRight } = rule.measureText(line)
      wide = Math.max(width, actualBoundingBoxLeft + actualBoundingBoxRight) / RULE + 0.04
      widths.set(line, wide)
    }
    return wide * size
  }
}

// The largest size at which a text fits its box, and the parts between which its lines may break.
function fitted(
  text: string,
  spec: TextSpec,
  { leading, measureAt, language }: { leading: number; measureAt: (size: number) => Measure; language: string },
): { parts: readonly string[]; size: number } {
  const { box, lines: most } = spec
  const least = Math.min(spec.least ?? spec.size * 0.4, spec.size)
  const fits = (parts: readonly string[], size: number) => {
    const tried = breakLines(parts, box.width, measureAt(size))
    return !tried.cut && tried.lines.length <= most && tried.lines.length * size * leading <= box.height
  }
  const clauses =
    spec.phrases === true && UNTRACKED.test(text) ? (text.match(/[^，；。！？、,;.!?]+[，；。！？、,;.!?」』”]*/gu) ?? []) : []
  const areWhole = clauses.length > 1 && fits(clauses, Math.max(least, spec.size * 0.7))
  const parts = areWhole ? clauses : pieces(text, language)
  let size = spec.size
  while (size > least && !fits(parts, size)) size *= SHRINK
  // A box lower than a line at the least size still holds its words: smaller beats outside.
  return { parts, size: Math.max(1, Math.min(Math.max(size, least), box.height / leading)) }
}

// Lines of about one length; where there are more than `room`, the last one ends with an ellipsis.
function linesIn(room: number, parts: readonly string[], width: number, measure: Measure): string[] {
  const balanced = balance(parts, width, measure)
  if (balanced.length <= room) return balanced
  const { lines } = breakLines(parts, width, measure)
  const last = `${lines[room - 1] ?? ''} ${lines[room] ?? ''}…`.replace(/……$/, '…')
  return [...lines.slice(0, room - 1), clipText(last, width, measure)]
}

function sideOf(align: 'start' | 'center' | 'end', direction: PlacedText['direction']): PlacedText['align'] {
  if (align === 'center') return 'center'
  return (align === 'start') === (direction === 'ltr') ? 'left' : 'right'
}

type Setting = {
  box: Box
  size: number
  leading: number
  align: PlacedText['align']
  rise: 'top' | 'middle' | 'bottom'
  measure: Measure
}

function place(lines: readonly string[], setting: Setting): PlacedText['lines'] {
  const { box, size, leading, align } = setting
  const x = align === 'left' ? box.x + size * 0.02 : align === 'right' ? box.x + box.width - size * 0.02 : box.x + box.width / 2
  const top = topOf(lines.length, setting)
  // The baseline stands so that ascent and descent share a line's height.
  return lines.map((text, index) => ({ text, x, y: top + size * leading * (index + 0.5) + size * 0.36 }))
}

function topOf(count: number, { box, size, leading, rise }: Setting): number {
  const spare = box.height - count * size * leading
  return box.y + (rise === 'top' ? 0 : rise === 'middle' ? spare / 2 : spare)
}

function bounds(lines: readonly string[], setting: Setting): Box {
  const { box, size, leading, align, measure } = setting
  const width = Math.min(box.width, Math.max(0, ...lines.map(measure)))
  const x = align === 'left' ? box.x : align === 'right' ? box.x + box.width - width : box.x + (box.width - width) / 2
  return { x, y: topOf(lines.length, setting), width, height: lines.length * size * leading }
}

function capitals(text: string, language: string): string {
  return text.length > 42 ? text : text.toLocaleUpperCase(language === 'und' ? 'en' : language)
}
