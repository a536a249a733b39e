import { functionWords } from '../function-words.ts'
import type { Tagged } from './tagged.ts'
import { wordsOf } from './words-of.ts'

/** What opens a sentence and ends so is an adverb or an adjective rather than a noun: "schließlich", "charakteristisch". */
const HOW = /(?:lich|weise|isch|haft|sam|ens|end|los|bar|wärts)$/u

/** Tags German by its capitals; a sentence's first word is a guess. */
export function tagGerman(text: string, language: string): Tagged[] {
  const empty = functionWords(language)
  return wordsOf(text).map(({ word, isFirst, isMark, isCut }) => {
    const lemma = word.toLowerCase()
    if (isMark) return { word, lemma, part: 'mark' }
    if (/^\p{N}/u.test(word)) return { word, lemma, part: 'number' }
    const isNoun = /^\p{Lu}\p{L}{2}/u.test(word) && !empty.has(lemma) && !isCut && !(isFirst && HOW.test(word))
    return { word, lemma, part: isNoun ? 'noun' : 'other', ...(isNoun && isFirst ? { guess: 'form' as const } : {}) }
  })
}
