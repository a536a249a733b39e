import { keywordsOf } from '../../../llm/offline/keywords.ts'
import { inOrder, quantities } from './quantities.ts'
import type { Quantity } from './quantity.ts'

/** A number with whose it is: one of several that a text sets side by side. */
export interface Amount {
  label: string
  value: string
  amount: number
}

/** More of them no picture holds. */
const MOST = 4

/**
 * The amounts of one unit that a text compares, in its order, two to four; empty where it compares none, or doesn't say whose they are. `found` are
 * its quantities in their order, where they were read before.
 */
export function amountsIn(text: string, language: string, found: readonly Quantity[] = inOrder(quantities(text, language))): Amount[] {
  const units = [...new Set(found.map(unitOf))].filter((unit) => unit !== '')
  const like = units.map((unit) => found.filter((one) => unitOf(one) === unit)).toSorted((one, other) => other.length - one.length)[0] ?? []
  if (!areSideBySide(like, text)) return []
  if (like.length < 2 || new Set(like.map(({ amount }) => amount)).size < 2) return []
  const things = like.map(thingOf)
  const areNamed = new Set(things).size === like.length && !things.includes('')
  const told = like.map((one, index) => ({
    label: areNamed ? (things[index] ?? '') : ownerOf(text, one, found, language),
    value:
      one.share === undefined
        ? [one.value, areNamed ? one.unit.split(' ')[0] : one.unit]
            .filter((part) => part !== '')
            .join(/^(?:zh|ja)/.test(language) ? '' : ' ')
        : one.value,
    amount: one.amount,
  }))
  const shown = told.filter(({ label }) => label !== '').slice(0, MOST)
  const labels = new Set(shown.map(({ label }) => label.toLowerCase()))
  return shown.length < 2 || labels.size < shown.length ? [] : shown
}

/** Between two amounts that are set side by side; "$215 after the fee of $24" sets none. */
const BESIDE =
  /[,;.:!?，；。：！？、]|(?<!\p{L})(?:and|or|but|while|whereas|than|to|versus|vs|against|und|oder|aber|während|als|auf|gegenüber|et|ou|mais|contre|à|tandis|que|y|o|pero|mientras|frente|a|e|ma|mentre|и|а|но|до|чем)(?!\p{L})/iu
/** How much something changed by, and not how much it is. */
const BY = /(?<!\p{L})(?:by|um)\s(?:\p{L}+\s){0,2}$/iu

/** "NOK 3.20 per share" is no sum like another. */
const RATE = /^\s(?:per|a|an|each|pro|je|par|por|al|à la)\s\p{L}/iu
/** Beside a bar so much longer, another is hardly seen. */
const MOST_TIMES = 60

function restOf({ at, value, unit }: Quantity, text: string): string {
  const end = at + value.length
  return text.slice(unit !== '' && text.slice(end).trimStart().startsWith(unit) ? end + 1 + unit.length : end)
}

function areSideBySide(amounts: readonly Quantity[], text: string): boolean {
  if (/[\p{sc=Han}\p{sc=Hiragana}]/u.test(text)) return true
  const [rates, values] = [amounts.filter((one) => RATE.test(restOf(one, text))).length, amounts.map(({ amount }) => amount)]
  if ((rates > 0 && rates < amounts.length) || Math.max(...values) > Math.min(...values) * MOST_TIMES) return false
  const changes = amounts.filter(({ at }) => BY.test(text.slice(0, at))).length
  if (changes > 0 && changes < amounts.length) return false
  return amounts.every(
    ({ at }, index) => index === 0 || BESIDE.test(text.slice((amounts[index - 1]?.at ?? 0) + 1, at).replace(/^[\d.,]+/u, '')),
  )
}

// "150 g de sucre" is of sugar.
function thingOf({ unit }: Quantity): string {
  return /^\S+ (?:of|de|di|von) (\S.*)$/iu.exec(unit)?.[1] ?? ''
}

function unitOf({ share, unit, value }: Quantity): string {
  return share === undefined ? (/^\p{L}+/u.exec(unit)?.[0].toLowerCase() ?? /^(?:[$€£¥]|\p{Lu}{3}(?=\s))/u.exec(value)?.[0] ?? '') : '%'
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
  // "Emissions on our southern routes": of emissions. What follows a preposition only says more about them.
  const head = language === 'en' ? (/^.*?\p{L}.*?(?= (?:on|in|at|from|for|with|by|across|among) )/u.exec(clause)?.[0] ?? clause) : clause
  const named = (said: string) => keywordsOf(said, [clause], language).find((word) => !unit.includes(word))
  return named(head) ?? named(clause) ?? ''
}

// As far as the last number or sentence.
function clauseBefore(text: string, { at }: Quantity, all: readonly Quantity[]): string {
  const before = all.findLast((one) => one.at < at)
  const from = before === undefined ? 0 : before.at + before.value.length + before.unit.length
  const clause = text.slice(from, at).split(/[.!?:;。！？；：]\s*/u)
  return clause.at(-1) ?? ''
}
