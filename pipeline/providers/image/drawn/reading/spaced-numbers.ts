import { CURRENCIES } from '../../../llm/offline/currencies.ts'
import {
  CHANGED_BY,
  DETERMINERS,
  DIFFERS,
  isEmpty,
  OF_MONTH,
  PERCENT,
  SCALE_LINK,
  SCALES,
  SHARE_LINKS,
  UNIT_ADJECTIVES,
  UNIT_LINKS,
  UNIT_SYMBOL,
} from './number-words.ts'
import { type Quantity, shareOf } from './quantity.ts'
import { isYear } from './years.ts'

/** A number as it is written, with the text on both sides of it. */
interface WrittenNumber {
  /** Of a currency, with its space; may be empty. */
  sign: string
  integer: string
  /** With its point or comma; may be empty. */
  decimals: string
  amount: number
  at: number
  before: string
  after: string
}

/** Numbers in scripts that put spaces between words, in the order of the text. */
export function spacedNumbers(text: string, language: string): Quantity[] {
  return [...text.matchAll(patternFor(language))].flatMap((match) => {
    const number = writtenNumber(match, text)
    const percent = PERCENT.exec(number.after)?.[0]
    if (percent !== undefined) return percentage(number, number.after.slice(percent.length), language)
    return counted(number, language) ?? []
  })
}

/** Languages whose commas separate thousands; elsewhere they come before decimals. */
const COMMA_THOUSANDS = /^(?:en|zh|ja|ko|th|he|hi|ar|und)/
const ENGLISH_NUMBER = numberPattern(',', '\\.')
const CONTINENTAL_NUMBER = numberPattern('[.\\u00a0\\u202f ]', ',')

function patternFor(language: string): RegExp {
  return COMMA_THOUSANDS.test(language) ? ENGLISH_NUMBER : CONTINENTAL_NUMBER
}

function numberPattern(thousands: string, decimals: string): RegExp {
  const sign = `([$€£¥]\\s?|(?<!\\p{L})(?:${CURRENCIES})\\s)?`
  return new RegExp(`${sign}(?<![\\p{L}\\d.,])(\\d{1,3}(?:${thousands}\\d{3})+|\\d+)(${decimals}\\d+)?(?![\\d])`, 'gu')
}

function writtenNumber({ index, 0: whole, 1: sign = '', 2: integer = '', 3: decimals = '' }: RegExpExecArray, text: string): WrittenNumber {
  const amount = Number(`${integer.replace(/\D/gu, '')}${decimals.replace(',', '.')}`)
  return { sign, integer, decimals, amount, at: index, before: text.slice(0, index), after: text.slice(index + whole.length) }
}

function percentage({ integer, decimals, amount, at, before }: WrittenNumber, after: string, language: string): Quantity {
  const isChange = CHANGED_BY.test(before) || DIFFERS.test(after)
  return { value: `${integer}${decimals}%`, unit: wholeIn(after, language), share: shareOf(amount, isChange), amount, at }
}

// Undefined for dates, years, and small numbers of nothing.
function counted({ sign, integer, decimals, amount, at, after }: WrittenNumber, language: string): Quantity | undefined {
  const isMoney = sign !== ''
  if (!isMoney && OF_MONTH.test(after)) return undefined
  const [, word = ''] = /^\s(\p{L}+)/u.exec(after) ?? []
  const scale = SCALES.find((one) => one.word.test(word))
  const unit = unitIn(scale === undefined ? after : after.slice(word.length + 1).replace(SCALE_LINK, ' '), language)
  const isBare = !isMoney && scale === undefined
  if (isBare && decimals === '' && isYear(integer)) return undefined
  if (isBare && unit === '' && integer.length < 3) return undefined
  const currency = /\p{L}/u.test(sign) ? sign : sign.trim()
  const value = `${currency}${integer}${decimals}${scale === undefined ? '' : ` ${word}`}`
  return { value, unit, share: undefined, amount: amount * (scale?.factor ?? 1), at }
}

// The words that follow a number up to the first punctuation.
function wordsIn(after: string): string[] {
  const phrase = /^(?:[\s-]+[\p{L}\p{M}°’'-]+)+/u.exec(after)?.[0].trim()
  return phrase?.split(/[\s]+/u).map((word) => word.replace(/^-+/u, '')) ?? []
}

// "square metres of steel", "Euro im Monat", "litros de gazpacho".
function unitIn(after: string, language: string): string {
  const words = wordsIn(after)
  const length = UNIT_ADJECTIVES.test(words[0] ?? '') ? 2 : 1
  if (isEmpty(words[length - 1], language) && !UNIT_SYMBOL.test(words[0] ?? '')) return ''
  const [link, of] = words.slice(length)
  return words.slice(0, UNIT_LINKS.test(link ?? '') && !isEmpty(of, language) ? length + 2 : length).join(' ')
}

/** Words that may stand before the noun that a share is of. */
const MOST_BEFORE_NOUN = 3
const SLAVIC = /^(?:ru|uk|be|bg)/
const SLAVIC_ADJECTIVE = /(?:ых|их|ого|его|ой|ей)$/u
/** An English word that says which of what follows it: "of P-wave speed", "of annual revenue". */
const ENGLISH_ADJECTIVE = /-|(?:al|ic|ous|ive|ful|ble|ary)$/iu

// What a share is a share of, with its link: "of their customers", "der Einwohner", "de la sopa", "пчелиных семей".
function wholeIn(after: string, language: string): string {
  const words = wordsIn(after)
  const isSlavic = SLAVIC.test(language)
  if (!isSlavic && !SHARE_LINKS.test(words[0] ?? '')) return ''
  // Slavic languages say it by case alone, others after a link.
  const start = isSlavic ? 0 : words.findIndex((word, index) => index > 0 && !DETERMINERS.test(word))
  if (start < 0 || isEmpty(words[start], language)) return ''
  const noun = nounFrom(start, words, language)
  if (noun < 0 || noun > MOST_BEFORE_NOUN) return ''
  const isAdjective = language.startsWith('en') && ENGLISH_ADJECTIVE.test(words[noun] ?? '') && !isEmpty(words[noun + 1], language)
  return words.slice(0, noun + (isAdjective ? 2 : 1)).join(' ')
}

// A German noun has a capital, and its adjectives stand before it, as Slavic ones do; -1 where there is none.
function nounFrom(start: number, words: readonly string[], language: string): number {
  if (language.startsWith('de')) return words.findIndex((word) => /^\p{Lu}/u.test(word))
  const isAdjective = SLAVIC.test(language) && SLAVIC_ADJECTIVE.test(words[start] ?? '') && !isEmpty(words[start + 1], language)
  return isAdjective ? start + 1 : start
}
