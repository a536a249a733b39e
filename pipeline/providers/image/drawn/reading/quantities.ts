import { hanNumbers } from './han-numbers.ts'
import type { Quantity } from './quantity.ts'
import { spacedNumbers } from './spaced-numbers.ts'
import { isYear } from './years.ts'

/** The numbers of a text that are worth showing, the most striking first: shares, then sums, then counts with a unit. */
export function quantities(text: string, language: string): Quantity[] {
  const found = (/^(zh|ja)/.test(language) ? hanNumbers(text) : spacedNumbers(text, language)).flatMap((one) => asRange(one, text))
  return found.sort((a, b) => rank(b) - rank(a))
}

/** Quantities as they stand in their text. */
export function inOrder(found: readonly Quantity[]): Quantity[] {
  return found.toSorted((one, other) => one.at - other.at)
}

// "3-4 hours" is one quantity, read at its second number; a year and what follows it ("2020-35 tons") are no range.
function asRange(quantity: Quantity, text: string): Quantity[] {
  const { at, value } = quantity
  const digits = /^\d[\d.,]*/.exec(value)?.[0] ?? ''
  if (/^\s?[-–—~～至到]\s?\d/u.test(text.slice(at + digits.length))) return []
  const [, from = ''] = /(?<![\p{L}\d.,–-])(\d[\d.,]*)\s?[-–—~～至到]\s?$/u.exec(text.slice(0, at)) ?? []
  return [from === '' || digits === '' || isYear(from) ? quantity : { ...quantity, value: `${from}–${value}`, share: undefined }]
}

const MOST_DIGITS = 3

function rank({ share, value, unit }: Quantity): number {
  return (
    (share === undefined ? 0 : 4) +
    (/[\p{L}$€£¥]/iu.test(value) ? 3 : 0) +
    (unit === '' ? 0 : 1) +
    Math.min(MOST_DIGITS, value.replace(/\D/g, '').length) * 0.5
  )
}
