import { alternatives } from './alternatives.ts'
import { englishAbbreviations, englishCounters, englishNames, englishUnits } from './english-words.ts'
import { applyRules, type Piece, type ReadingRule } from './piece.ts'
import { silentMarks } from './read-symbols.ts'
import { romanNumber } from './roman-number.ts'

const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`
const SCALE = 'trillion|billion|million|thousand|bn|m|k'
const scales: Record<string, string> = { bn: 'billion', m: 'million', k: 'thousand' }
const currencies: Record<string, [string, string, string]> = {
  $: ['dollar', 'dollars', 'cents'],
  '€': ['euro', 'euros', 'cents'],
  '£': ['pound', 'pounds', 'pence'],
  '¥': ['yuan', 'yuan', 'fen'],
  '₹': ['rupee', 'rupees', 'paise'],
}
const symbols: Record<string, string> = {
  '&': ' and ',
  '×': ' times ',
  '≈': ' about ',
  '~': ' about ',
  '±': ' plus or minus ',
  '=': ' equals ',
  '+': ' plus ',
  '§': ' section ',
  '№': ' number ',
  '≤': ' at most ',
  '≥': ' at least ',
  '<': ' less than ',
  '>': ' more than ',
  '→': ' to ',
}

const rules: ReadingRule[] = [
  {
    pattern: new RegExp(`\\b(${alternatives(Object.keys(englishCounters))})\\.(\\s*)(?=\\d)`, 'gi'),
    say: ([, short = '']) => `${englishCounters[short.toLowerCase()]} `,
  },
  {
    pattern: new RegExp(`([$€£¥₹])\\s?(${NUMBER})(\\s?(?:${SCALE})\\b)?`, 'g'),
    say([written, sign = '$', amount = '', scale = '']) {
      const [one, many, small] = currencies[sign] ?? ['', '', '']
      const word = scale.trim()
      if (word !== '') return `${plain(amount)} ${scales[word] ?? word} ${many}`
      const [whole = '', cents] = amount.split('.')
      if (cents?.length === 2)
        return `${plain(whole)} ${whole === '1' ? one : many}${Number(cents) > 0 ? ` and ${Number(cents)} ${small}` : ''}`
      return written.trim() === '' ? undefined : `${plain(amount)} ${amount === '1' ? one : many}`
    },
  },
  { pattern: /\b(\d{4})-(\d\d)-(\d\d)\b/g, say: ([written, y = '', m = '', d = '']) => date(written, y, m, d) },
  { pattern: /\b(1[1-9]\d0|20[1-9]0)s\b/g, say: ([, year = '']) => decade(year) },
  {
    pattern: /(?<![\d.,-])(1[1-9]\d\d|20\d\d)(\s?[-–]\s?)((?:1[1-9]|20)\d\d|\d\d)(?![\d,.]*\d|-\d)/g,
    say: ([, from = '', dash = '', to = '']) => [
      { written: from, spoken: yearWords(from) },
      { written: dash, spoken: ' to ' },
      { written: to, spoken: to.length === 4 ? yearWords(to) : to },
    ],
  },
  {
    pattern: new RegExp(`(?<![\\d.,\\p{L}-])(${NUMBER})(\\s?[-–]\\s?)(${NUMBER})(?![\\d,.]*\\d|-[\\d\\p{L}])`, 'gu'),
    say: ([, from = '', dash = '', to = '']) => [
      { written: from, spoken: plain(from) },
      { written: dash, spoken: ' to ' },
      { written: to },
    ],
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\d.])(${NUMBER})(\\s?)(${alternatives(Object.keys(englishUnits))})(?![\\p{L}\\d/²³])`, 'gu'),
    say([, amount = '', space = '', unit = '']) {
      const [one, many] = englishUnits[unit] ?? [unit, unit]
      return [
        { written: amount, spoken: plain(amount) },
        { written: space + unit, spoken: ` ${amount === '1' ? one : many}` },
      ]
    },
  },
  { pattern: /(?<![\d.,])(1[1-9]\d\d|20[1-9]\d)(?![\d,.]*\d|-\d|\p{L})/gu, say: ([, year = '']) => yearWords(year) },
  { pattern: /\b(\d{1,3}(?:,\d{3})+)(?!\d)/g, say: ([number = '']) => plain(number) },
  {
    pattern: /\b([01]?\d|2[0-3]):([0-5]\d)\b/g,
    say: ([, h = '', m = '']) => `${Number(h)} ${m === '00' ? "o'clock" : m.replace(/^0/, 'oh ')}`,
  },
  { pattern: /(?<![\d/])1\/2(?![\d/])/g, say: () => 'one half' },
  { pattern: /(?<![\d/])([1-9])\/([1-9]\d?)(?![\d/])/g, say: ([, over = '', under = '']) => fraction(over, under) },
  {
    pattern: new RegExp(`(?<![\\p{L}.])(${alternatives(Object.keys(englishAbbreviations))})\\.(?=(\\s+\\p{Lu}|\\s*$)?)`, 'gu'),
    say([, short = '', ends]) {
      const word = englishAbbreviations[short] ?? short
      // A title's point goes; a point that also ends the sentence keeps its pause.
      return ends !== undefined && !/^(?:Dr|Mr|Mrs|Prof|Univ|Dept|vs|cf|e\.g|i\.e|U\.)/.test(short) ? `${word}.` : word
    },
  },
  {
    pattern: /\b(Chapter|Part|Section|Act|Volume|Book|War|Phase|Type|Article|Title|Appendix|Table|Figure|Level|Class)( )([IVXLC]{1,6})\b/gi,
    say: ([, noun = '', space = '', roman = '']) => romanPieces(noun + space, roman, (value) => `${value}`),
  },
  {
    pattern:
      /\b(Henry|Louis|Charles|George|James|William|Edward|Elizabeth|Napoleon|Philip|Richard|Pius|Paul|John|Benedict|Frederick|Catherine|Peter|Alexander|Nicholas)( )([IVX]{1,5})\b/g,
    say: ([, name = '', space = '', roman = '']) => romanPieces(name + space, roman, (value) => `the ${ordinal(value)}`),
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\d])(${alternatives(Object.keys(englishNames))})(s?)(?![\\p{L}\\d])`, 'gu'),
    say: ([, name = '', plural = '']) => `${englishNames[name]}${plural && "'s"}`,
  },
  { pattern: /(?<![\p{L}\d])(\p{Lu}{2,6})(s?)(?![\p{Ll}])/gu, say: ([, letters = '', plural = '']) => acronym(letters, plural) },
  { pattern: /\b(and)\/(or)\b/gi, say: () => 'and or' },
  { pattern: /(?<=\p{L})\/(?=\p{L})/gu, say: () => ' ' },
  { pattern: /(?<=\s|^|\d)#(?=\d)/g, say: () => ' number ' },
  { pattern: /\s?[&×≈~±=+§№≤≥<>→]\s?/g, say: ([sign = '']) => symbols[sign.trim()] ?? ' ' },
  ...silentMarks,
]

/** Reads English aloud: years, ranges, units, money, Roman numerals, abbreviations, acronyms and signs. */
export function readEnglish(text: string): Piece[] {
  return applyRules(text, rules)
}

function plain(number: string): string {
  return number.replaceAll(',', '')
}

function yearWords(year: string): string {
  const [century, rest] = [year.slice(0, 2), year.slice(2)]
  if (/^200/.test(year)) return year
  if (rest === '00') return `${century} hundred`
  return rest.startsWith('0') ? `${century} oh ${rest.slice(1)}` : `${century} ${rest}`
}

function decade(year: string): string {
  const tens = ['hundreds', 'tens', 'twenties', 'thirties', 'forties', 'fifties', 'sixties', 'seventies', 'eighties', 'nineties']
  return `${year.slice(0, 2)} ${tens[Number(year[2])]}`
}

function date(written: string, year: string, month: string, day: string): string | undefined {
  const at = new Date(`${written}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return undefined
  const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(at)
  return Number(month) > 0 ? `${name} ${ordinal(Number(day))}, ${yearWords(year)}` : undefined
}

function fraction(over: string, under: string): string {
  const many = over !== '1'
  if (under === '2') return `${over} ${many ? 'halves' : 'half'}`
  if (under === '4') return `${over} quarter${many ? 's' : ''}`
  return `${over} ${ordinal(Number(under))}${many ? 's' : ''}`
}

function ordinal(value: number): string {
  const words = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth']
  if (words[value]) return words[value]
  const end = value % 100 > 10 && value % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')
  return `${value}${end}`
}

function romanPieces(lead: string, roman: string, say: (value: number) => string): Piece[] | undefined {
  if (roman !== roman.toUpperCase() || /^[CL]+$/.test(roman)) return undefined
  return [{ written: lead }, { written: roman, spoken: say(romanNumber(roman)) }]
}

// Engines guess whether capitals are a word; short ones and those without a vowel never are.
function acronym(letters: string, plural: string): string | undefined {
  const spelt = letters.length <= 3 || !/[AEIOU]/.test(letters) || /^[AEIOU]{2}|[^AEIOU]{3}/.test(letters)
  if (
    !spelt ||
    /^(?:I|II|III|OK|THE|AND|FOR|NOT|ALL|OF|TO|IN|ON|IS|OR|BY|AS|AT|AN|WE|NO|BE|DO|MAY|CAN|HAS|NEW|ONE|ARE|ANY|YOU|HOW|WHY|ITS|WAS|BUT|OUR|USE|SET|GET)$/.test(
      letters,
    )
  )
    return undefined
  return [...letters].join(' ') + (plural && "'s")
}
