import { functionWords } from '../function-words.ts'
import type { Tagged } from './tagged.ts'
import { wordsOf } from './words-of.ts'

/** So short a word is seldom a thing that a film is about. */
const SHORTEST = 5

/** Tags a language that no dictionary is read of: names by their capitals; that another word is a noun is a guess. */
export function tagByNames(text: string, language: string): Tagged[] {
  const empty = functionWords(language)
  return wordsOf(text).map(({ word, isFirst, isMark, isCut }) => {
    const lemma = word.toLowerCase()
    if (isMark) return { word, lemma, part: 'mark' }
    if (/^\p{N}/u.test(word)) return { word, lemma, part: 'number' }
    if (empty.has(lemma) || isCut) return { word, lemma, part: 'other' }
    if (/^\p{Lu}/u.test(word) && !isFirst) return { word, lemma, part: 'name' }
    return empty.size > 0 && word.length >= SHORTEST ? { word, lemma, part: 'noun', guess: 'word' } : { word, lemma, part: 'other' }
  })
}
