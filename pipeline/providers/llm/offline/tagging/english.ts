import { createRequire } from 'node:module'
import type { WinkMethods } from 'wink-nlp'
import { isStopWord } from '../terms.ts'
import type { Part, Tagged } from './tagged.ts'

const PARTS: Readonly<Record<string, Part>> = {
  ...{ NOUN: 'noun', PROPN: 'name', ADJ: 'adjective', VERB: 'verb', AUX: 'verb' },
  ...{ ADP: 'preposition', NUM: 'number', PUNCT: 'mark', SYM: 'mark' },
}

let loaded: WinkMethods | undefined

// The model takes 0.3 s and 70 MB, which only an English film need pay.
function load(): WinkMethods {
  const require = createRequire(import.meta.url)
  return require('wink-nlp')(require('wink-eng-lite-web-model'), ['sbd', 'pos'])
}

/** Tags English by wink-nlp, which has some 95 % of words right by its authors' measure. */
export function tagEnglish(text: string): Tagged[] {
  loaded ??= load()
  const { its } = loaded
  const sentences = loaded.readDoc(lowerLabels(text)).sentences().out()
  return sentences.flatMap((sentence) => {
    const first = read(sentence)
    const lower = sentence.charAt(0).toLowerCase() + sentence.slice(1)
    // Any word has a capital at a sentence's start: one that is no name without it is none.
    const plain = first[0]?.part === 'name' && first[1]?.part !== 'name' && !/^I\b/.test(sentence) ? read(lower) : []
    return plain[0] === undefined || plain[0].part === 'name' ? first : [{ ...plain[0], word: first[0]?.word ?? '' }, ...plain.slice(1)]
  })

  function read(sentence: string): Tagged[] {
    const tokens = (loaded as WinkMethods).readDoc(sentence).tokens()
    const [parts, lemmas, spaces] = [tokens.out(its.pos), tokens.out(its.lemma as typeof its.normal), tokens.out(its.precedingSpaces)]
    return withVerbs(
      hyphened(
        tokens.out().map((word, at) => ({ word, part: partOf(word, parts[at]), lemma: lemmas[at] ?? word, isClose: spaces[at] === '' })),
      ),
    )
  }
}

// "Nature: Shear waves" names nobody: after its colon a label's explanation begins with a capital, as a sentence does.
function lowerLabels(text: string): string {
  return text.replace(/(?<=: )\p{Lu}(?=\p{Ll}+[ ,-]+\p{Ll})/gu, (letter) => letter.toLowerCase())
}

// "Well-known" is one word, and what its last one is.
function hyphened(tokens: (Tagged & { isClose: boolean })[]): Tagged[] {
  const words: Tagged[] = []
  for (const [at, { isClose, ...token }] of tokens.entries()) {
    const last = words.at(-1)
    const isJoined = isClose && last !== undefined && (token.word === '-' || tokens[at - 1]?.word === '-')
    if (!isJoined || (token.word === '-' && tokens[at + 1]?.isClose !== true)) words.push(token)
    else
      words[words.length - 1] = { ...token, word: last.word + token.word, lemma: last.lemma + token.lemma, part: joinedPart(last, token) }
  }
  return words
}

const DETERMINER = /^(?:the|an?|this|that|these|those|its|their|our|his|her|my|your)$/i
const isNoun = (word: Tagged | undefined): boolean => word?.part === 'noun'
const isPlural = (word: Tagged | undefined): boolean =>
  isNoun(word) && /[^s]s$/.test(word?.word ?? '') && word?.lemma !== word?.word.toLowerCase()

// Verbs like their nouns, by where they stand.
function withVerbs(words: readonly Tagged[]): Tagged[] {
  const hasVerb = words.some(({ part }) => part === 'verb')
  return words.map((word, at) => {
    const [before, next] = [words[at - 1], words[at + 1]]
    // "Tides cost energy": but for its last word, a compound has no plural.
    const isAfterPlural = isNoun(word) && isPlural(before)
    // "People shaped America": a name has no such adjective.
    const isDone = word.part === 'adjective' && /\p{Ll}ed$/u.test(word.word) && next?.part === 'name'
    // "Insurance costs", and then a number: a clause that was cut off lacks no verb.
    const isCutOff = next === undefined && !hasVerb && isPlural(word) && isNoun(before)
    // "After reading this book".
    const isDoing = isNoun(word) && word.word.endsWith('ing') && DETERMINER.test(next?.word ?? '')
    return isAfterPlural || isDone || isCutOff || isDoing || isClauseVerb(words, at) ? { ...word, part: 'verb' } : word
  })
}

// "While the Earth turns, the Moon moves on": a clause that begins with its subject has a verb. Of an enumeration's nouns none stands so.
function isClauseVerb(words: readonly Tagged[], at: number): boolean {
  const [word, before, next] = [words[at], words[at - 1], words[at + 1]]
  if (!isPlural(word) || (!isNoun(before) && before?.part !== 'adjective') || isPlural(before) || next === undefined) return false
  const from = words.findLastIndex(({ part }, place) => place < at && part === 'mark') + 1
  const clause = words.slice(from, at)
  if (!DETERMINER.test(clause[0]?.word ?? '') || !clause.some(isNoun) || clause.some(({ part }) => part === 'verb')) return false
  return (next.part === 'preposition' && !/^of$/i.test(next.word)) || (next.part === 'mark' && words[at + 2]?.part === 'verb')
}

/** Adjectives that say how much of it, which or how sure, and not what it is like. */
const VAGUE =
  /^(?:little|less|enough|whole|entire|various|several|additional|former|typical|certain|other|such|same|next|last|own|main|possible|likely)$/i
const WORD = /^\p{L}[\p{L}\p{M}\p{N}-]*\.?$/u

function partOf(word: string, tag = ''): Part {
  const part = PARTS[tag] ?? 'other'
  if (part === 'adjective') return VAGUE.test(word) || isStopWord(word) ? 'other' : part
  const isLabel = WORD.test(word) && word.length > 1 && !isStopWord(word)
  return (part === 'noun' || part === 'name') && !isLabel ? 'other' : part
}

function joinedPart(before: Tagged, last: Tagged): Part {
  return last.word === '-' ? before.part : last.part === 'verb' ? 'adjective' : last.part
}
