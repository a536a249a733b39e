import type { CaptionSize, Word } from '../schema.ts'
import { breakCosts } from './phrases.ts'

/** What is shown at once: one or two lines of words; seconds in the time of its words. */
export interface Cue {
  start: number
  end: number
  lines: Word[][]
}

/** Columns of a Han, kana or Hangul glyph when a Latin letter is 1: 42 letters or 16 such glyphs fill a line. */
const WIDE = 42 / 16
const CHARACTERS_PER_SECOND = 20
/** Seconds a cue stays after its last word, where nothing follows at once. */
const LINGER = 0.4

/**
 * Splits a narration's words into cues: lines of at most `columns`, at most two, broken at phrases, no word left alone.
 * 42 columns fit a wide frame; `columnsFor` gives what others hold.
 */
export function cuesOf(words: readonly Word[], language: string, columns: number): Cue[] {
  const pieces = words.filter(({ text }) => text.trim() !== '').flatMap((word) => chop(word, columns))
  if (pieces.length === 0) return []
  const costs = breakCosts(pieces, language)
  const widths = pieces.map(({ text }) => columnsOf(text))
  const best: { cost: number; from: number; split: number | undefined }[] = [{ cost: 0, from: 0, split: undefined }]
  for (let end = 1; end <= pieces.length; end++) {
    let found = { cost: Number.POSITIVE_INFINITY, from: end - 1, split: undefined as number | undefined }
    for (let from = end - 1; from >= 0; from--) {
      const split = bestSplit(from, end)
      if (split === undefined) break
      const cost = (best[from]?.cost ?? 0) + split.cost + cueCost(from, end)
      if (cost < found.cost) found = { cost, from, split: split.at }
    }
    best.push(found)
  }
  const cues: Cue[] = []
  for (let end = pieces.length; end > 0; ) {
    const { from, split } = best[end] ?? { from: end - 1, split: undefined }
    const lines = split === undefined ? [pieces.slice(from, end)] : [pieces.slice(from, split), pieces.slice(split, end)]
    cues.unshift({ start: pieces[from]?.start ?? 0, end: pieces[end - 1]?.end ?? 0, lines })
    end = from
  }
  return cues.map((cue, index) => {
    const next = cues[index + 1]?.start ?? Number.POSITIVE_INFINITY
    return { ...cue, end: next - cue.end < LINGER * 2 ? next : cue.end + LINGER }
  })

  function widthOf(from: number, end: number): number {
    let sum = columnsOf((pieces[end - 1]?.text ?? '').trimEnd())
    for (let index = from; index < end - 1; index++) sum += widths[index] ?? 0
    return sum
  }

  /** Where to break into two lines, if at all; undefined when two lines can't hold the words. */
  function bestSplit(from: number, end: number): { at: number | undefined; cost: number } | undefined {
    const whole = widthOf(from, end)
    // A line that breaks sensibly reads better than one that runs the whole width.
    const single = whole <= columns ? { at: undefined, cost: Math.max(0, whole / columns - 0.8) * 10 } : undefined
    let found: { at: number; cost: number } | undefined
    for (let at = from + 1; at < end; at++) {
      const [upper, lower] = [widthOf(from, at), widthOf(at, end)]
      if (upper > columns || lower > columns) continue
      const orphan = Math.min(upper, lower) < columns * 0.2 ? 8 : 0
      const cost = 2 + (costs[at - 1] ?? 0) * 0.7 + (Math.abs(upper - lower) / columns) * 6 + (upper > lower ? 0.5 : 0) + orphan
      if (found === undefined || cost < found.cost) found = { at, cost }
    }
    if (single === undefined) return found ?? (end - from === 1 ? { at: undefined, cost: 40 } : undefined)
    return found !== undefined && found.cost < single.cost ? found : single
  }

  function cueCost(from: number, end: number): number {
    const [first, last] = [pieces[from], pieces[end - 1]]
    if (first === undefined || last === undefined) return 0
    const shown = Math.max((pieces[end]?.start ?? last.end + LINGER) - first.start, 0.1)
    const width = widthOf(from, end)
    let cost = 4 + (end < pieces.length ? (costs[end - 1] ?? 0) : 0)
    for (let index = from; index < end - 1; index++) {
      if ((costs[index] ?? 0) === 0) cost += 5 // a new sentence deserves a new cue
      if ((pieces[index + 1]?.start ?? 0) - (pieces[index]?.end ?? 0) > 0.3) cost += 4
    }
    if (width < columns * 0.3 && pieces.length > 1) cost += 8 * (1 - width / (columns * 0.3))
    if (shown < 1) cost += 8 * (1 - shown)
    if (shown > 6) cost += 3 * (shown - 6)
    return cost + Math.max(0, glyphs(from, end) / shown - CHARACTERS_PER_SECOND) * 0.4
  }

  function glyphs(from: number, end: number): number {
    let sum = 0
    for (let index = from; index < end; index++) sum += pieces[index]?.text.length ?? 0
    return sum
  }
}

/** The same cue, later by so many seconds. */
export function shiftCue(cue: Cue, seconds: number): Cue {
  const lines = cue.lines.map((words) => words.map((word) => ({ ...word, start: word.start + seconds, end: word.end + seconds })))
  return { start: cue.start + seconds, end: cue.end + seconds, lines }
}

export const captionScale: Record<CaptionSize, number> = { small: 0.8, medium: 1, large: 1.25 }

type Frame = { width: number; height: number }

/** Columns a caption line may have in a frame: 42 in a wide one, fewer where the frame is narrow or the letters are large. */
export function columnsFor({ width, height }: Frame, size: CaptionSize): number {
  const shape = width / height
  const columns = shape > 1.2 ? 42 : shape > 0.65 ? 28 : 24
  return Math.min(columns, Math.round(columns / captionScale[size]))
}

/** Pixels of a caption's em: 4.8 % of a wide frame's height, more of a narrow one's width, which is looked at on a phone. */
export function captionEm({ width, height }: Frame, size: CaptionSize): number {
  const shape = width / height
  return (shape > 1.2 ? height * 0.048 : width * (shape > 0.65 ? 0.054 : 0.058)) * captionScale[size]
}

/** A text's length in columns. */
export function columnsOf(text: string): number {
  let sum = 0
  for (const glyph of text) sum += /\p{Mark}/u.test(glyph) ? 0 : isWide(glyph) ? WIDE : 1
  return sum
}

function isWide(glyph: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\u2014\u2026]/u.test(glyph)
}

/** Cuts a word that no line can hold, its time shared by length. */
function chop(word: Word, columns: number): Word[] {
  if (columnsOf(word.text.trimEnd()) <= columns) return [word]
  const glyphs = Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word.text), ({ segment }) => segment)
  const parts = Math.ceil(columnsOf(word.text) / columns)
  const size = Math.ceil(glyphs.length / parts)
  return Array.from({ length: Math.ceil(glyphs.length / size) }, (_, part) => {
    const at = (share: number) => word.start + ((word.end - word.start) * Math.min(share * size, glyphs.length)) / glyphs.length
    return { text: glyphs.slice(part * size, (part + 1) * size).join(''), start: at(part), end: at(part + 1) }
  })
}
