import { functionWords } from '../function-words.ts'
import type { Tagged } from './tagged.ts'
import { wordsOf } from './words-of.ts'

/** A language whose article is written in one with its noun. */
interface Articled {
  /** A word with the article, and what may be written before it. */
  definite: RegExp
  joined: RegExp
  /** Where that has swallowed the article's first letter. */
  restored: readonly [RegExp, string]
  /** What has the article's letters and is no noun: who, which, today. */
  other: RegExp
}

const languages: Record<string, Articled> = {
  ar: { definite: /^(?:[وفبك]?ال|لل)\p{L}{2}/u, joined: /^[وفبك](?=ال)/u, restored: [/^لل/u, 'ال'], other: /^[وفبك]?ال(?:تي|ذي|ذين|لذان|لتان|لواتي|آن|يوم)$/u },
  he: { definite: /^[וש]?ה\p{L}{2}/u, joined: /^[וש](?=ה\p{L}{2})/u, restored: [/^$/u, ''], other: /^[וש]?(?:הוא|היא|הם|הן|הי\p{L}{1,2}|האם|הז\p{L}{1,2}|האל\p{L}{1,2}|הלל\p{L}|היום|הרבה)$/u },
} // biome-ignore format: a table

/** Tags Arabic and Hebrew by their article: a noun has it, and so has its adjective; the bare word before a noun with it is what belongs to it. */
export function tagArticled(text: string, language: string): Tagged[] {
  const { definite, joined, restored, other } = languages[language] as Articled
  const empty = functionWords(language)
  const words = wordsOf(text)
  const isDefinite = (word = '') => definite.test(word) && !other.test(word) && !empty.has(word)
  return words.map(({ word, isMark }, at) => {
    if (isMark) return { word, lemma: word, part: 'mark' }
    if (/^\p{N}/u.test(word)) return { word, lemma: word, part: 'number' }
    const noun = word.replace(joined, '').replace(...(restored as [RegExp, string]))
    if (!isDefinite(word)) return { word, lemma: word, part: 'other' }
    // After "and" begins another thing; next to another word with it, this one says what that is like.
    const isLike = noun === word && isDefinite(words[at - 1]?.word)
    return { word: noun, lemma: noun, part: isLike ? 'adjective' : 'noun' }
  })
}
