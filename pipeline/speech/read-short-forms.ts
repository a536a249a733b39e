import { alternatives } from './alternatives.ts'
import { applyRules, type Piece, type ReadingRule } from './piece.ts'
import { silentMarks } from './read-symbols.ts'
import { romanNumber } from './roman-number.ts'
import { type SpokenForms, spokenForms } from './spoken-forms.ts'

const SPACE = String.raw`[ \u00a0\u202f]?`
const HUNDREDS: Record<string, string> = {
  11: 'elf', 12: 'zwölf', 13: 'dreizehn', 14: 'vierzehn', 15: 'fünfzehn', 16: 'sechzehn', 17: 'siebzehn', 18: 'achtzehn', 19: 'neunzehn',
} // biome-ignore format: a table
const CENTURIES =
  'перв втор трет четвёрт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат двадцать-перв'
    .replaceAll('-', ' ')
    .split(/ (?!перв$)/)
const SIECLES =
  'premier,deuxième,troisième,quatrième,cinquième,sixième,septième,huitième,neuvième,dixième,onzième,douzième,treizième,quatorzième,quinzième,seizième,dix-septième,dix-huitième,dix-neuvième,vingtième,vingt et unième'.split(
    ',',
  )

/** What only one language writes its own way. */
const own: Record<string, ReadingRule[]> = {
  // Years, and other numbers from 1100 to 1999, are counted in hundreds.
  de: [
    {
      pattern: /(?<![\d.,])(1[1-9])(\d\d)(?![\d.,]*\d)/g,
      say: ([, hundreds = '', rest = '']) => `${HUNDREDS[hundreds]}hundert${rest === '00' ? '' : ` ${Number(rest)}`}`,
    },
  ],
  // eSpeak says "quatorze romain".
  fr: [
    { pattern: /\b([IVXL]{1,6})(?:er|e|ème)(?= siècles?\b)/g, say: ([, roman = '']) => SIECLES[romanNumber(roman) - 1] },
    {
      pattern: /(?<=\b(?:Louis|Henri|Charles|François|Napoléon|Philippe|Jean|Paul|Pie|Benoît|Grégoire) )[IVX]{2,5}\b/g,
      say: ([roman = '']) => `${romanNumber(roman)}`,
    },
    { pattern: /(?<![\p{L}.])M\.(?= \p{Lu})/gu, say: () => 'Monsieur' },
  ],
  ru: [
    { pattern: /(?<=(?:^|\s)[Вв] \d{4})\s?г\./g, say: (match) => ` году${stop(match)}` },
    { pattern: /(?<=\d{4})\s?г\./g, say: (match) => ` года${stop(match)}` },
    {
      pattern: /(?<![\p{L}])([IVX]{1,5})(?= (век|века|веке)(?!\p{L}))/gu,
      say: ([, roman = '', noun = '']) => century(romanNumber(roman), noun),
    },
  ],
}

const readers = new Map(Object.entries(spokenForms).map(([language, forms]) => [language, rulesOf(language, forms)]))

/** Reads a language that writes some things short: units, abbreviations, ranges of years, centuries; undefined where none is known. */
export function shortFormsReader(language: string): ((text: string) => Piece[]) | undefined {
  const rules = readers.get(language)
  return rules && ((text) => applyRules(text, rules))
}

function rulesOf(language: string, { units, words, to }: SpokenForms): ReadingRule[] {
  const short = new Map(Object.entries(words).map(([written, said]) => [written.replaceAll(' ', ''), said]))
  const shorts = alternatives(Object.keys(words)).replaceAll(' ', SPACE)
  return [
    {
      pattern: new RegExp(`(?<![\\p{L}\\d.])(?:${shorts})(?![\\p{L}\\d])`, 'gu'),
      say: (match) => `${short.get(match[0].replace(/[ \u00a0\u202f]/g, ''))}${stop(match)}`,
    },
    {
      pattern: /(?<![\d.,])(\d{4})(\s?[–—-]\s?)(?=\d{4}(?![\d.,]*\d))/g,
      say: ([, from = '', dash = '']) => [...applyRules(from, own[language] ?? []), { written: dash, spoken: ` ${to} ` }],
    },
    {
      pattern: new RegExp(`(?<=\\d)${SPACE}(${alternatives(Object.keys(units))})(?![\\p{L}\\d/²³])`, 'gu'),
      say: (match) => ` ${units[match[1] ?? '']}${stop(match)}`,
    },
    ...(own[language] ?? []),
    ...silentMarks,
  ]
}

// An abbreviation's point that also ends the sentence keeps its pause.
function stop({ 0: written, index = 0, input = '' }: RegExpMatchArray): string {
  return written.endsWith('.') && input.slice(index + written.length).trim() === '' ? '.' : ''
}

function century(number: number, noun: string): string {
  const stem = CENTURIES[number - 1]
  if (stem === undefined) return String(number)
  const isSoft = stem === 'трет'
  if (noun === 'века') return stem + (isSoft ? 'ьего' : 'ого')
  if (noun === 'веке') return stem + (isSoft ? 'ьем' : 'ом')
  return stem + (isSoft ? 'ий' : /^(?:втор|шест|седьм|восьм)$/.test(stem) ? 'ой' : 'ый')
}
