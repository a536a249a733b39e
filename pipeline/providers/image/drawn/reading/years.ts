import { isEmpty } from './number-words.ts'

/** A year and what its clause says. */
export interface Year {
  /** Four digits, 1000 to 2099. */
  year: string
  /** A few words without the year; may be empty. */
  about: string
}

/** Whether a number is written as a year: 1000 to 2099 without separators. */
export function isYear(integer: string): boolean {
  return /^(1[0-9]{3}|20[0-9]{2})$/.test(integer)
}

/** After four digits: they count something. */
const COUNTS =
  '\\s?(?:%|percent|km|people|miles|meters|metres|dollars|Prozent|Euro|Meter|Kilometer|metros|euros|公里|人|米|元|万|亿|メートル)'
const YEAR = new RegExp(`(?<![\\d,.])(1[0-9]{3}|20[0-9]{2})(?!\\d|[,.]\\d|${COUNTS})`, 'g')
/** "62% lower than in 2020": nothing happened then. */
const COMPARED_WITH =
  /(?:\bthan|\bcompared (?:with|to)|\bagainst|\bversus|\bgegenüber|\bals|\bque|\bfrente a|\bpar rapport à|(?<!\p{L})чем)\s(?:in |im |en |au |в )?$/iu

/** The years of a text in order, each once, with the words of its clause. */
export function years(text: string, language: string): Year[] {
  const seen = new Set<string>()
  return text.split(/(?<=[,.;:!?，。；：！？、—–])\s*/u).flatMap((clause) =>
    [...clause.matchAll(YEAR)].flatMap(({ 0: year, index }) => {
      if (seen.has(year) || COMPARED_WITH.test(clause.slice(0, index))) return []
      seen.add(year)
      return [{ year, about: about(clause, year, language) }]
    }),
  )
}

/** Of a year's clause, words and characters that can stand under it, and how many are worth it. */
const MOST_WORDS = 9
const FEWEST_WORDS = 3
const MOST_CHARACTERS = 60
const MOST_GLYPHS = 14

/** A year that begins or ends a span: "from 1914", "bis 1918", "–1918". */
const SPAN_YEAR =
  /(?:\b(?:from|to|and|until|between|von|bis|und|zwischen|de|à|et|entre|a|y|hasta)\s|[–—-]\s?)(?:1\d{3}|20\d\d)(?!\d)(?=\s|\p{P}|$)/giu
const BEFORE_YEAR =
  'in|by|since|from|to|between|and|until|around|after|before|of|entre|zwischen|y|und|et|hasta|im|seit|bis|um|en|desde|depuis|nel|dal|в|с|до'
const AFTER_YEAR = '年|году|года|год'

function about(clause: string, year: string, language: string): string {
  const rest = clause
    .replace(SPAN_YEAR, (found) => (found.includes(year) ? found : ' '))
    .replace(new RegExp(`((?<!\\p{L})(${BEFORE_YEAR})\\s+)?${year}\\s?(${AFTER_YEAR})?`, 'giu'), ' ')
    .replace(/[,.;:!?，。；：！？、—–"“”]/gu, ' ')
  return /^(zh|ja)/.test(language) ? rest.replace(/\s+/g, '').slice(0, MOST_GLYPHS) : shortened(rest.trim(), language)
}

// What doesn't fit goes from where a phrase begins, not from its middle; several small words after it begin the next.
function shortened(clause: string, language: string): string {
  const all = clause.split(/\s+/)
  const words = all.slice(0, MOST_WORDS)
  while (words.length > 1 && words.join(' ').length > MOST_CHARACTERS) words.pop()
  const kept = withoutTrailing(words, language)
  const isCut = all.length > MOST_WORDS || clause.length > MOST_CHARACTERS
  const joint = isCut && words.length - kept.length < 2 ? kept.findLastIndex((word) => isEmpty(word, language)) : -1
  return (joint >= FEWEST_WORDS ? withoutTrailing(kept.slice(0, joint), language) : kept).join(' ')
}

// Without the function words at its end, which lead to what is left out.
function withoutTrailing(words: readonly string[], language: string): readonly string[] {
  return words.slice(0, Math.max(1, words.findLastIndex((word) => !isEmpty(word, language)) + 1))
}
