import { withoutAsides } from './asides.ts'
import { concreteness } from './concreteness.ts'
import { CURRENCIES } from './currencies.ts'
import { type NounPhrase, nounPhrasesOf } from './noun-phrases.ts'
import { isPale } from './pale-nouns.ts'

const MOST = 5
const MONEY = new RegExp(`(?<!\\p{L})(?:${CURRENCIES})(?!\\p{L})`, 'gu')
/** A letter, a numeral: III, B. */
const NO_LABEL = /^(?:[IVXLC]+|[^\p{sc=Han}])$/u
/** So few texts hold no other form of a word. */
const FEW = 2

/**
 * Up to five things that a scene speaks of, whole noun phrases and names, likeliest first; `all` are the film's texts, to tell what it
 * comes back to. None where it names nothing but ways, parts, times and the like, or only in passing.
 */
export function keywordsOf(text: string, all: readonly string[], language: string): string[] {
  const said = withoutAsides(text, language).replace(MONEY, ' ')
  // What a number stands before is its unit, and pale as a unit is.
  const counted = new Set(Array.from(text.matchAll(/\d[\d.,]*\s(\p{L}+)/gu), ([, unit = '']) => unit))
  const isNamed = trustIn(all, language)
  const scores = new Map<string, number>()
  for (const [order, phrase] of nounPhrasesOf(said, language).entries()) {
    if (saysNothing(phrase, language) || counted.has(phrase.text)) continue
    const times = all.filter((other) => other.toLowerCase().includes(stemOf(phrase))).length
    if (!isNamed(phrase, times)) continue
    const score = weightOf(phrase, language) + topicality(times, all.length) - order * 0.01
    scores.set(phrase.text, Math.max(score, (scores.get(phrase.text) ?? 0) + AGAIN))
  }
  return distinct([...scores].toSorted(([, one], [, other]) => other - one).map(([phrase]) => phrase)).slice(0, MOST)
}

/** What it is worth that a thing can be seen, and is lost by one that can't. */
const CONCRETE = 0.5
/** What a scene's second mention of a thing is worth. */
const AGAIN = 0.2

function saysNothing({ text, head }: NounPhrase, language: string): boolean {
  return NO_LABEL.test(text) || isPale(head, language) || isPale(text.toLowerCase(), language)
}

/** Tells whether a phrase is named in a film at all, and not only guessed at; the film is read for that when it is first asked. */
function trustIn(all: readonly string[], language: string): (phrase: NounPhrase, times: number) => boolean {
  let sure: ReadonlySet<string> | undefined
  return ({ head, guess }, times) => {
    if (guess === 'word') return times > 1
    if (guess === undefined || all.length <= FEW) return true
    sure ??= new Set(
      all.flatMap((text) => nounPhrasesOf(text, language)).flatMap((phrase) => (phrase.guess === undefined ? [phrase.head] : [])),
    )
    return sure.has(head)
  }
}

// Of "river" and "river bank" the likelier.
function distinct(phrases: readonly string[]): string[] {
  const chosen: string[] = []
  for (const phrase of phrases) {
    const lower = phrase.toLowerCase()
    const isSame = (other: string) => other.toLowerCase().includes(lower) || lower.includes(other.toLowerCase())
    if (!chosen.some(isSame)) chosen.push(phrase)
  }
  return chosen
}

function weightOf({ head, isName, isIn, words }: NounPhrase, language: string): number {
  const seen = isName ? 0.4 : CONCRETE * concreteness(head, language)
  return 1 + 0.3 * (words - 1) + seen - (isIn ? 0.2 : 0)
}

/** What a film comes back to is its matter; what every scene names tells none from another. */
function topicality(times: number, all: number): number {
  return 0.15 * Math.min(2, Math.log2(Math.max(1, times))) - 0.6 * (times / Math.max(1, all))
}

// "Кашу" and "каша", "river" and "rivers" are one.
function stemOf({ head }: NounPhrase): string {
  const isInflected = /^\p{sc=Cyrillic}{4}/u.test(head) || (head.length > 5 && !/\p{sc=Han}|\p{sc=Hangul}/u.test(head))
  return isInflected ? head.slice(0, -1) : head
}
