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

const RULE = 100
const rule = createCanvas(1, 1).getContext('2d')

/** Sets a text as large as its box and `lines` allow, inside the box always. An empty text gives no lines. */
export function setText(spec: TextSpec, language: string): PlacedText {
  const { box, lines: most, role, rise = 'top', face = 'sans', weight = 400 } = spec
  const text = spec.capitals === true ? capitals(spec.text, language) : spec.text
  const family = fontFamily(face, language, text)
  const unspaced = /\p{Script=Han}|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Thai}|\p{Script=Hebrew}/u.test(text)
  const tracking = unspaced ? 0 : (spec.spacing ?? 0)
  const leading = Math.max(spec.leading ?? 1.2, /\p{Script=Thai}|\p{Script=Devanagari}|\p{Script=Arabic}/u.test(text) ? 1.5 : 1.15)
  const fontAt = (size: number) => `${weight} ${size}px ${family}`
  // Widths grow with the size, so each string is measured once.
  const widths = new Map<string, number>()
  rule.font = fontAt(RULE)
  rule.letterSpacing = `${tracking * RULE}px`
  const measureAt = (size: number) => (line: string) => {
    let wide = widths.get(line)
    if (wide === undefined) {
      const { width, actualBoundingBoxLeft, actualBoundingBoxRight } = rule.measureText(line)
      wide = Math.max(width, actualBoundingBoxLeft + actualBoundingBoxRight) / RULE + 0.04
      widths.set(line, wide)
    }
    return wide * size
  }
  const least = Math.min(spec.least ?? spec.size * 0.4, spec.size)
  const fits = (parts: readonly string[], size: number) => {
    const tried = breakLines(parts, box.width, measureAt(size))
    return !tried.cut && tried.lines.length <= most && tried.lines.length * size * leading <= box.height
  }
  const clauses = spec.phrases === true && unspaced ? (text.match(/[^，；。！？、,;.!?]+[，；。！？、,;.!?」』”]*/gu) ?? []) : []
  const whole = clauses.length > 1 && fits(clauses, Math.max(least, spec.size * 0.7))
  const parts = whole ? clauses : pieces(text, language)
  let size = spec.size
  for (; size > least; size *= 0.94) {
    if (fits(parts, size)) break
  }
  size = Math.max(size, least)
  // A box lower than a line at the least size still holds its words: smaller beats outside.
  size = Math.max(1, Math.min(size, box.height / leading))
  const measure = measureAt(size)
  let lines = balance(parts, box.width, measure)
  const room = Math.max(1, Math.min(most, Math.floor((box.height + 0.01) / (size * leading))))
  if (lines.length > room) {
    lines = breakLines(parts, box.width, measure).lines
    lines = [
      ...lines.slice(0, room - 1),
      clipText(`${lines[room - 1] ?? ''} ${lines[room] ?? ''}…`.replace(/……$/, '…'), box.width, measure),
    ]
  }
  const direction = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text) ? 'rtl' : 'ltr'
  const wanted = spec.align ?? 'start'
  const align = wanted === 'center' ? 'center' : (wanted === 'start') === (direction === 'ltr') ? 'left' : 'right'
  return {
    lines: place(lines, { box, size, leading, align, rise, measure }),
    font: fontAt(size),
    size,
    spacing: tracking * size,
    direction,
    align,
    role,
    box: bounds(lines, { box, size, leading, align, rise, measure }),
  }
}

type Setting = {
  box: Box
  size: number
  leading: number
  align: PlacedText['align']
  rise: 'top' | 'middle' | 'bottom'
  measure: (line: string) => number
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
