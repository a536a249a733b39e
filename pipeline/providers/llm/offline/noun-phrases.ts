import { tag } from './tagging/tag.ts'
import type { Tagged } from './tagging/tagged.ts'

// What reads function words for its own ends asks here since before they had a file of their own.
export { functionWords } from './function-words.ts'

/** What a text names: a noun or a name with what it is like. */
export interface NounPhrase {
  /** As a label shows it. */
  text: string
  /** Its last noun, lower case, as a dictionary lists it. */
  head: string
  isName: boolean
  /** What its nouns all are, where they are guesses. */
  guess?: Tagged['guess']
  /** True where a preposition leads to it: what is told is rather another thing. */
  isIn: boolean
  words: number
}

/** How a language builds its noun phrases. */
interface Grammar {
  adjectives: 'before' | 'after' | 'around' | 'none'
  /** True where nouns in a row are one thing: "fossil corals". */
  compounds: boolean
}

const ENGLISH: Grammar = { adjectives: 'before', compounds: true }
const ROMANCE: Grammar = { adjectives: 'around', compounds: false }
const NOUNS: Grammar = { adjectives: 'none', compounds: false }
const grammars: Readonly<Record<string, Grammar>> = {
  ...{ en: ENGLISH, ru: { adjectives: 'before', compounds: false }, de: { adjectives: 'none', compounds: true } },
  ...{ fr: ROMANCE, es: ROMANCE, it: ROMANCE, pt: ROMANCE, ca: ROMANCE, gl: ROMANCE },
  ...{ ar: { adjectives: 'after', compounds: false }, he: { adjectives: 'after', compounds: false } },
}

/** So many words of a phrase are a label. */
const MOST_WORDS = 3

/** The noun phrases of a text in order, each as often as it comes. */
export function nounPhrasesOf(text: string, language: string): NounPhrase[] {
  const grammar = grammars[language] ?? NOUNS
  const words = tag(text, language)
  const phrases: NounPhrase[] = []
  for (let at = 0; at < words.length; at++) {
    const run = phraseAt(words, at, grammar)
    if (run.length === 0) continue
    phrases.push(phraseOf(run, words[at - 1], words[at - 2]))
    at += run.length - 1
  }
  return phrases
}

// A Chinese name is cut off by the tagger where it ends.
const isSpaced = ({ word } = { word: '' }): boolean => !/\p{sc=Han}/u.test(word)
const isThing = (word: Tagged | undefined): boolean => word?.part === 'noun' || word?.part === 'name'

function phraseAt(words: readonly Tagged[], at: number, { adjectives, compounds }: Grammar): Tagged[] {
  const isBefore = adjectives === 'before' || adjectives === 'around'
  const head = isBefore && words[at]?.part === 'adjective' ? at + 1 : at
  if (!isThing(words[head])) return []
  let end = head + 1
  const first = words[head]?.part
  while (isThing(words[end]) && (compounds || (first === 'name' && words[end]?.part === 'name' && isSpaced(words[end])))) end++
  if ((adjectives === 'after' || adjectives === 'around') && words[end]?.part === 'adjective') end++
  return words.slice(at, end)
}

// Of a longer one, its last words.
function phraseOf(run: readonly Tagged[], before: Tagged | undefined, earlier: Tagged | undefined): NounPhrase {
  const last = run.findLastIndex(isThing)
  const from = Math.max(0, last + 1 - MOST_WORDS)
  const kept = run.slice(from, Math.max(last + 1, Math.min(run.length, from + MOST_WORDS)))
  const head = run[last]
  return {
    text: kept.map(({ word }) => word).join(' '),
    head: head?.lemma.toLowerCase() ?? '',
    isName: kept.filter(({ part }) => part === 'name').length * 2 >= kept.length,
    ...(run.filter(isThing).every(({ guess }) => guess !== undefined) ? { guess: head?.guess } : {}),
    isIn: before?.part === 'preposition' || (before?.part === 'other' && earlier?.part === 'preposition'),
    words: kept.length,
  }
}
