import type { Narration, Word } from '../schema.ts'
import { spreadWords } from './spread-words.ts'
import { writtenWords } from './written-words.ts'

/** Times the words of a voice: by the engine or vendor that spoke it, else spread by their lengths. Seconds count from `samples`' start. */
export async function timesOf({
  text,
  language,
  samples,
  sampleRate,
  spoken,
  cutSeconds,
}: {
  text: string
  language: string
  samples: Int16Array
  sampleRate: number
  /** What the provider knows; `cutSeconds` were cut off its audio's start. */
  spoken: { words?: Word[]; timing?: 'vendor' | 'engine' }
  cutSeconds: number
}): Promise<Pick<Narration, 'words' | 'timing'>> {
  const end = samples.length / sampleRate
  if (spoken.words !== undefined && spoken.words.length > 0) {
    const within = (seconds: number) => Math.min(end, Math.max(0, seconds - cutSeconds))
    const words = spoken.words.map((word) => ({ text: word.text, start: within(word.start), end: within(word.end) }))
    return { words, timing: spoken.timing ?? 'vendor' }
  }
  return { words: spreadWords(writtenWords(text, language), 0, end), timing: 'spread' }
}
