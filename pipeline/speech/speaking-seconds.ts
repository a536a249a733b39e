import { readingOf } from './reading.ts'
import { splitSentences } from './sentences.ts'

// Letters and spaces a second at speed 1: medians over the offline voices of what real scenes last; for English the neural voice's.
const PACE: Record<string, number> = {
  ...{ en: 15, de: 15.2, es: 14.7, fr: 18.4, it: 14.5, pt: 13.1, nl: 13.9, pl: 12.5 },
  ...{ ru: 16.1, uk: 11.3, ar: 8.7, hi: 12, zh: 4.3, ja: 6, ko: 5.9 },
}
const USUAL_PACE = 14.5
/** A digit that is left to the voice is a word or more. */
const DIGIT = 0.4
/** A character of which the engine is told how it sounds: in its own signs, or as a syllable with its tone. */
const SYLLABLE = /\[\[[^\]]*\]\]|(?<![a-z])[a-zü]+[1-5](?!\d)/g
const SENTENCE_PAUSE = 0.35
const CLAUSE_PAUSE = 0.15

/** About how long a voice speaks a text at speed 1, in seconds. */
export function speakingSeconds(text: string, language: string): number {
  const spoken = readingOf(text, language).spoken.replace(SYLLABLE, '音')
  const count = (pattern: RegExp) => spoken.match(pattern)?.length ?? 0
  const sentences = splitSentences(text, language).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence)).length
  const sound = count(/[\p{L}\p{M}]|\s+/gu) / (PACE[language] ?? USUAL_PACE) + count(/\p{N}/gu) * DIGIT
  return sound + Math.max(0, sentences - 1) * SENTENCE_PAUSE + count(/[,;:，、；：—]/g) * CLAUSE_PAUSE
}
