import { withoutAsides } from './asides.ts'
import { CURRENCIES } from './currencies.ts'
import { type NounPhrase, nounPhrasesOf } from './noun-phrases.ts'
import { isPale } from './pale-nouns.ts'

const MOST = 5
const MONEY = new RegExp(`(?<!\\p{L})(?:${CURRENCIES})(?!\\p{L})`, 'gu')
/** What is told is rather the soup than its popularity. */
const ABSTRACT: Readonly<Record<string, RegExp>> = {
  en: /(?:ness|ity|ism|ance|ence|ship|hood|tion|ment)$/u,
  de: /(?:heit|keit|ung|schaft|tum|nis)(?:en|s)?$/u,
  ru: /(?:ость|ение|ание|ство|изм)$/u,
  ...Object.fromEntries(
    ['fr', 'es', 'it', 'pt', 'ca', 'gl'].map((language) => [
      language,
      /(?:idade?s?|ités?|ità|[cç]i[óo]n|[cs]iones|[çs]ão|[çs]ões|sión|zione|tions?|sions?|mentos?|ments?|ancia|ência|[ae]nces?|e[zs]a)$/u,
    ]),
  ),
}
/** A letter, a numeral: III, B. */
const NO_LABEL = /^(?:[IVXLC]+|[^\p{sc=Han}])$/u
/** In fewer texts nothing can come again. */
const FEW = 2

/**
 * Up to five things that a scene speaks of, whole noun phrases and names, likeliest first; `all` are the film's texts, to tell what it
 * comes back to. None where it names nothing but ways, parts, times and the like, or only in passing.
 */
export function keywordsOf(text: string, all: readonly string[], language: string): string[] {
  const said = withoutAsides(text, language).replace(MONEY, ' ')
  // What a number stands before is its unit, and pale as a unit is.
  const counted = new Set(Array.from(text.matchAll(/\d[\d.,]*\s(\p{L}+)/gu), ([, unit = '']) => unit))
  const sure = lazily(
    () => new Set(all.flatMap((other) => nounPhrasesOf(other, language)).flatMap(({ head, guess }) => (guess === undefined ? [head] : []))),
  )
  const scores = new Map<string, number>()
  for (const [order, phrase] of nounPhrasesOf(said, language).entries()) {
    if (isPale(phrase.head, language) || isPale(phrase.text.toLowerCase(), language) || counted.has(phrase.text)) continue
    if (NO_LABEL.test(phrase.text)) continue
    const times = all.filter((other) => other.toLowerCase().includes(stemOf(phrase))).length
    if (all.length > FEW && (phrase.guess === 'form' ? !sure().has(phrase.head) : phrase.guess === 'word' && times < 2)) continue
    const score = weightOf(phrase, language) + topicality(times, all.length) - order * 0.01
    scores.set(phrase.text, Math.max(score, (scores.get(phrase.text) ?? 0) + 0.2))
  }
  const chosen: string[] = []
  for (const [phrase] of [...scores].toSorted(([, one], [, other]) => other - one)) {
    const lower = phrase.toLowerCase()
    if (chosen.some((other) => other.toLowerCase().includes(lower) || lower.includes(other.toLowerCase()))) continue
    chosen.push(phrase)
    if (chosen.length === MOST) break
  }
  return chosen
}

function weightOf({ head, isName, isIn, words }: NounPhrase, language: string): number {
  return 1 + 0.3 * (words - 1) + (isName ? 0.4 : 0) - (isIn ? 0.2 : 0) - (!isName && ABSTRACT[language]?.test(head) === true ? 0.5 : 0)
}

function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}

/** What a film comes back to is its matter; what every scene names tells none from another. */
function topicality(times: number, all: number): number {
  return 0.15 * Math.min(2, Math.log2(Math.max(1, times))) - 0.6 * (times / Math.max(1, all))
}

// "Кашу" and "каша", "river" and "rivers" are one.
function stemOf({ head }: NounPhrase): string {
  return head.length > 5 && !/\p{sc=Han}|\p{sc=Hangul}/u.test(head) ? head.slice(0, -1) : head
}
