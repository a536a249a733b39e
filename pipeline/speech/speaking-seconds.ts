import { readingOf } from './reading.ts'

// Characters a second of speech at speed 1, without the pauses between sentences.
const PACE: Record<string, number> = { en: 14, zh: 4.5, ja: 7, ko: 6.5 }
const SENTENCE_PAUSE = 0.35
const CLAUSE_PAUSE = 0.15

/** About how long a voice speaks a text at speed 1, in seconds. */
export function speakingSeconds(text: string, language: string): number {
  const { spoken } = readingOf(text, language)
  const sentences = spoken.match(/[.!?。！？؟।]+(?=\s|$|\p{L})/gu)?.length ?? 0
  const clauses = spoken.match(/[,;:，、；：—]/g)?.length ?? 0
  return spoken.replace(/\s+/g, ' ').length / (PACE[language] ?? 13.5) + sentences * SENTENCE_PAUSE + clauses * CLAUSE_PAUSE
}
