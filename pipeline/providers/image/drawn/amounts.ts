import { keywordsOf } from '../../llm/offline/keywords.ts'
import { type Quantity, quantities } from './quantities.ts'

/** A number with whose it is: one of several that a text sets side by side. */
export interface Amount {
  label: string
  value: string
  amount: number
}

/** More of them no picture holds. */
const MOST = 4

/** The amounts of one unit that a text compares, in its order, two to four; empty where it compares none, or doesn't say whose they are. */
export function amountsIn(text: string, language: string): Amount[] {
  const found = quantities(text, language).toSorted((one, other) => one.at - other.at)
  const units = [...new Set(found.map(unitOf))].filter((unit) => unit !== '')
  const like = units.map((unit) => found.filter((one) => unitOf(one) === unit)).toSorted((one, other) => other.length - one.length)[0] ?? []
  if (like.length < 2 || new Set(like.map(({ amount }) => amount)).size < 2) return []
  const told = like.map((one) => ({
    label: ownerOf(text, one, found, language),
    value:
      one.share === undefined
        ? [one.value, one.unit].filter((part) => part !== '').join(/^(?:zh|ja)/.test(language) ? '' : ' ')
        : one.value,
    amount: one.amount,
  }))
  const shown = told.filter(({ label }) => label !== '').slice(0, MOST)
  const labels = new Set(shown.map(({ label }) => label.toLowerCase()))
  return shown.length < 2 || labels.size < shown.length ? [] : shown
}

function unitOf({ share, unit, value }: Quantity): string {
  return share === undefined ? (/^\p{L}+/u.exec(unit)?.[0].toLowerCase() ?? /^[$€£¥]/u.exec(value)?.[0] ?? '') : '%'
}

/** What a comparison leads straight to is what the same one had before, or another has who is told of after it. */
const COMPARED =
  /(?:\b(?:compared (?:with|to)|(?:up |down )?from|against|versus|instead of|rather than|gegenüber|verglichen mit|statt|nach|von|contre|par rapport à|comparé à|au lieu de|frente a|en lugar de|desde|rispetto al?|contro)|по сравнению с|против|вместо)\s(?:only |just |about |nur |rund |etwa |seulement |environ )?$/iu

/** Who or what has one of a text's numbers, all of them in order: named in its clause before it. Empty where that is not said. */
export function ownerOf(text: string, quantity: Quantity, all: readonly Quantity[], language: string): string {
  const clause = clauseBefore(text, quantity, all)
  if (COMPARED.test(clause)) return ''
  const before = all.findLast(({ at }) => at < quantity.at)
  const named = nounIn(clause, quantity, language)
  // "Profit rose from 7 to 9", "by 4% to 86": the second number is the first one's owner's too.
  if (named !== '' || before === undefined || !/^\s*(?:to|auf|à|a|до)\s/iu.test(clause)) return named
  return nounIn(clauseBefore(text, before, all), before, language)
}

/** "The share of women among our drivers": of women, who else is named. */
const SHARE_OF = /\b(?:share|proportion|percentage) of (?:the |all |our |their |its )?(\p{L}+)/iu

function nounIn(clause: string, { unit }: Quantity, language: string): string {
  const [, part] = SHARE_OF.exec(clause) ?? []
  if (part !== undefined) return part
  return keywordsOf(clause, [clause], language).find((word) => !unit.includes(word)) ?? ''
}

// As far as the last number or sentence.
function clauseBefore(text: string, { at }: Quantity, all: readonly Quantity[]): string {
  const before = all.findLast((one) => one.at < at)
  const from = before === undefined ? 0 : before.at + before.value.length + before.unit.length
  const clause = text.slice(from, at).split(/[.!?:;。！？；：]\s*/u)
  return clause.at(-1) ?? ''
}
