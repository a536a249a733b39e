import { readingOf } from './reading.ts'

// Characters a second of speech at speed 1, without the pauses between sentences, of the voice that speaks where none is chosen.
const PACE: Record<string, number> = { en: 13.4, zh: 4.95, ja: 6.5, ko: 5.7, ar: 9, ru: 15.2, uk: 15.2, de: 14, es: 13.6 }
const SENTENCE_PAUSE = 0.35
const CLAUSE_PAUSE = 0.15

/** About how long a voice speaks a text at speed 1, in seconds. */
export function speakingSeconds(text: string, language: string): number {
  const { spoken } = readingOf(text, language)
  const sentences = spoken.match(/[.!?。！？؟।]+(?=\s|$|\p{L})/gu)?.length ?? 0
  const clauses = spoken.match(/[,;:，、；：—]/g)?.length ?? 0
  return spoken.replace(/\s+/g, ' ').length / (PACE[language] ?? 15) + Math.max(0, sentences - 1) * SENTENCE_PAUSE + clauses * CLAUSE_PAUSE
}
