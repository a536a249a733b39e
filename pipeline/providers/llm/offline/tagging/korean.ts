import { functionWords } from '../function-words.ts'
import type { Tagged } from './tagged.ts'
import { wordsOf } from './words-of.ts'

/** Particles that only a noun carries, and such as look like a verb's or an adverb's ending; 는 is more often the verb's. */
const SURE = /(?:에서는|에서의|로서의|로의|에의|와의|과의|에서|에게|까지|부터|보다|만을|를|의|와|과|을)$/u
const LIKELY = /(?:으로|은|이|가|로|에|도)$/u
/** A verb's or an adjective's stem and endings: 원하는가, 지속적으로, 있는. */
const NO_NOUN = /(?:[하되있없같많했됐인된한할될]|적|는|던|려|면서)$|^(?:그|이|저)?것/u

/** Tags Korean by its particles: what carries one is a noun, or likely one. */
export function tagKorean(text: string): Tagged[] {
  const empty = functionWords('ko')
  return wordsOf(text).map(({ word, isMark }) => {
    if (isMark) return { word, lemma: word, part: 'mark' }
    if (/^\p{N}/u.test(word)) return { word, lemma: word, part: 'number' }
    const isSure = SURE.test(word)
    const noun = word.replace(isSure ? SURE : LIKELY, '')
    const isNoun = noun !== word && noun.length > 1 && !empty.has(noun) && !NO_NOUN.test(noun)
    return {
      word: isNoun ? noun : word,
      lemma: noun,
      part: isNoun ? 'noun' : 'other',
      ...(isNoun && !isSure ? { guess: 'form' as const } : {}),
    }
  })
}
