import { functionWords } from './function-words.ts'
import { isStopWord } from './terms.ts'

/** So many English function words make a sentence English, where it has less than half as many of the document's own, and where it has none. */
const FEWEST = 4
const FEWEST_ALONE = 2

/** False for an English sentence in a document of another language that is written in Latin letters: what a translation left as it was. */
export function isInLanguage(sentence: string, language: string): boolean {
  const theirs = functionWords(language)
  if (language === 'en' || theirs.size === 0) return true
  const words = sentence.toLowerCase().match(/\p{L}+/gu) ?? []
  const english = words.filter((word) => isStopWord(word)).length
  const own = words.filter((word) => theirs.has(word)).length
  return own === 0 ? english < FEWEST_ALONE : english < FEWEST || own * 2 >= english
}
