import { createRequire } from 'node:module'
import { isInstalled } from '../../../../../lib/is-installed.ts'
import { functionWords } from '../function-words.ts'
import { BEFORE_NOUNS, BEFORE_VERBS, CLOSED, DETERMINERS, DONE, INFINITIVE, LIKE, PARTICIPLE, PREPOSITIONS } from './romance-words.ts'
import type { Tagged } from './tagged.ts'
import { type Written, wordsOf } from './words-of.ts'

/** A dictionary's nouns and adjectives by their forms, each with its dictionary form. */
interface Lexicon {
  getNoun(form: string): string | null | undefined
  getAdj(form: string): string | null | undefined
  /** By form; the second is true for a past participle. Empty until one is asked for. */
  adjectives?: Readonly<Record<string, readonly [string, boolean]>>
}

/** The npm packages of the dictionaries: LEFFF, 5 MB, and Morph-it, 3 MB. Optional; without them, as for Spanish and Portuguese, an article and an ending tell. */
export const romancePackages: Readonly<Record<string, { name: string; type: string }>> = {
  fr: { name: 'lefff-helper', type: 'LefffHelper' },
  it: { name: 'morph-it-helper', type: 'MorphItHelper' },
}

const lexicons = new Map<string, Lexicon | undefined>()

function lexiconOf(language: string): Lexicon | undefined {
  if (!lexicons.has(language)) lexicons.set(language, load(language))
  return lexicons.get(language)
}

// Some 30 ms and 20 MB each.
function load(language: string): Lexicon | undefined {
  const found = romancePackages[language]
  if (found === undefined || !isInstalled(found.name)) return undefined
  const classes = createRequire(import.meta.url)(found.name) as Record<string, new () => Lexicon>
  const Type = classes[found.type]
  return Type === undefined ? undefined : new Type()
}

/**
 * Tags a Romance language: a noun is what a determiner or a preposition introduces and the dictionary, where there is one, lists; its
 * adjective stands next to it. What nothing introduces is none, so that few verbs are taken for nouns.
 */
export function tagRomance(text: string, language: string): Tagged[] {
  const lexicon = lexiconOf(language)
  const words = wordsOf(text, { elides: true })
  const tagged: Tagged[] = []
  for (const [at, written] of words.entries()) tagged.push(tagWord(written, { tagged, words, at, language, lexicon }))
  return tagged
}

interface Place {
  /** What was tagged before. */
  tagged: readonly Tagged[]
  words: readonly Written[]
  at: number
  language: string
  lexicon: Lexicon | undefined
}

function tagWord({ word, isMark, isFirst, isCut }: Written, place: Place): Tagged {
  const { tagged, words, at, language, lexicon } = place
  const lower = word.toLowerCase().replace('’', "'")
  const tag = (part: Tagged['part'], lemma = lower): Tagged => ({ word, lemma, part })
  if (isMark) return tag('mark')
  if (/^\p{N}/u.test(word)) return tag('number')
  if (PREPOSITIONS[language]?.has(lower)) return tag('preposition')
  if (DETERMINERS[language]?.has(lower) || isEmpty(lower, language) || isCut) return tag('other')
  // "Dit-elle", "tornou-se" say who and whom.
  if (/-(?:t-)?(?:ils?|elles?|on|nous|vous|je|tu|ce|ci|là|se|l[oa]s?|lhes?|me)$/u.test(lower)) return tag('verb')
  if (/^\p{Lu}/u.test(word) && (!isFirst || /^\p{Lu}\p{Ll}/u.test(words[at + 1]?.word ?? ''))) return tag('name')
  const introduced = introducedBy(place)
  if (introduced === 'nothing') return tag('other')
  const [noun, adjective] = [lexicon?.getNoun(lower) ?? undefined, lexicon?.getAdj(lower) ?? undefined]
  const next = words[at + 1]?.word.toLowerCase() ?? ''
  const isBefore = BEFORE_NOUNS.test(lower)
  if (introduced === 'noun') {
    // "Un centre consacré à": what was done to it says less than what it is like.
    const isLike =
      lexicon === undefined
        ? LIKE.test(lower) && !DONE.test(lower)
        : adjective !== undefined && !isBefore && lexicon.adjectives?.[lower]?.[1] !== true && !PARTICIPLE.test(lower)
    return isLike ? tag('adjective', adjective) : tag('other')
  }
  if (INFINITIVE[language]?.test(lower) && (tagged[at - 1]?.part === 'preposition' || (lexicon !== undefined && noun === undefined)))
    return tag('verb')
  if (isBefore && (lexicon === undefined ? !isEmpty(next, language) : (lexicon.getNoun(next) ?? undefined) !== undefined))
    return tag('adjective')
  if (isBefore || (lexicon !== undefined && noun === undefined && adjective !== undefined)) return tag('other')
  if (lexicon === undefined && DONE.test(lower)) return tag('verb')
  // What is in no dictionary may be a thing after its article; after a preposition it is rather none.
  if (introduced === 'preposition' && (lexicon === undefined ? LIKE.test(lower) : noun === undefined)) return tag('other')
  return tag('noun', noun)
}

function introducedBy({ tagged, words, at, language }: Place): 'determiner' | 'preposition' | 'noun' | 'nothing' {
  const before = tagged[at - 1]
  if (before === undefined) return 'nothing'
  if (before.part === 'noun') return 'noun'
  if (before.part === 'adjective') return tagged[at - 2]?.part === 'noun' ? 'nothing' : 'determiner'
  if (before.part === 'number') return 'determiner'
  // "A" and "d'" are both in some languages; an article is no preposition.
  if (DETERMINERS[language]?.has(before.lemma)) return BEFORE_VERBS.test(words[at - 2]?.word ?? '') ? 'nothing' : 'determiner'
  return before.part === 'preposition' ? 'preposition' : 'nothing'
}

function isEmpty(word: string, language: string): boolean {
  return (
    !/^\p{L}{2}/u.test(word) ||
    functionWords(language).has(word) ||
    DETERMINERS[language]?.has(word) === true ||
    CLOSED[language]?.has(word) === true
  )
}
