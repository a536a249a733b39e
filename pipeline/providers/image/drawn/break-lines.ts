const OPENING = /^[\p{Ps}\p{Pi}¿¡$€£¥#@]+$/u
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}々ー、。，！？：；）」』】》]/u

/** A text in pieces that may stand on lines of their own: words with their punctuation, a trailing space where one stood. */
export function pieces(text: string, language: string): string[] {
  const found: string[] = []
  let glue = false
  for (const { segment, isWordLike } of segmenterOf(language).segment(text.replace(/\s+/g, ' ').trim())) {
    const last = found.at(-1)
    if (segment === ' ') {
      if (last !== undefined) found[found.length - 1] = `${last} `
      glue = false
      continue
    }
    const opens = OPENING.test(segment)
    const joins =
      glue ||
      (last !== undefined &&
        !last.endsWith(' ') &&
        !opens &&
        (isWordLike !== true || !(UNSPACED.test(last.at(-1) ?? '') || UNSPACED.test(segment))))
    if (joins && last !== undefined) found[found.length - 1] = last + segment
    else found.push(segment)
    glue = opens
  }
  return found
}

/** Greedy lines no wider than `width`; a piece wider than that is cut between graphemes and `cut` says so. */
export function breakLines(parts: readonly string[], width: number, measure: (text: string) => number): { lines: string[]; cut: boolean } {
  const lines: string[] = []
  let [line, cut] = ['', false]
  for (const part of parts) {
    if (measure((line + part).trimEnd()) <= width) {
      line += part
      continue
    }
    if (line !== '') lines.push(line.trimEnd())
    line = part
    while (measure(line.trimEnd()) > width) {
      cut = true
      const head = fitting(line, width, measure)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return { lines, cut }
}

/** The same number of lines, as even as they can be: no orphan at the end. */
export function balance(parts: readonly string[], width: number, measure: (text: string) => number): string[] {
  const { lines } = breakLines(parts, width, measure)
  if (lines.length < 2) return lines
  let [low, high, best] = [width / lines.length, width, lines]
  for (let round = 0; round < 7; round++) {
    const middle = (low + high) / 2
    const tried = breakLines(parts, middle, measure)
    if (tried.lines.length > lines.length || tried.cut) low = middle
    else [high, best] = [middle, tried.lines]
  }
  return best
}

/** As much of a text as fits, at a grapheme, with an ellipsis where something was left out. */
export function clipText(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text
  return `${fitting(text, width - measure('…'), measure).trimEnd()}…`
}

function fitting(text: string, width: number, measure: (text: string) => number): string {
  let head = ''
  for (const { segment } of graphemes.segment(text)) {
    if (head !== '' && measure(head + segment) > width) break
    head += segment
  }
  return head
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'word' })
  segmenters.set(language, known)
  return known
}
