import { UserError } from '../../lib/errors.ts'
import { readAloud } from '../providers/voice/espeak/read-aloud.ts'
import { chooseVoice } from '../providers/voice/espeak/voices.ts'
import type { Narration, Word } from '../schema.ts'
import { alignWords, type Speech } from './align-words.ts'
import { type Reading, writtenOffset } from './reading.ts'
import { spreadWords } from './spread-words.ts'
import { type Mark, timeWords } from './word-times.ts'
import { writtenWords } from './written-words.ts'

interface Spoken extends Speech {
  text: string
  /** What was said for the text. */
  reading: Reading
  language: string
  speed: number
  /** The words that the provider timed, if it did, in seconds from the start of `samples`. */
  words?: Word[] | undefined
  timing?: 'vendor' | 'engine' | undefined
}

/**
 * Times the words of a voice, seconds from its start: as its vendor or engine tells, else by laying the sound over eSpeak's own
 * reading of the text, else spread by their lengths.
 */
export async function timesOf(spoken: Spoken, signal: AbortSignal): Promise<Pick<Narration, 'words' | 'timing'>> {
  const { text, reading, language, samples, sampleRate } = spoken
  const end = samples.length / sampleRate
  const written = writtenWords(text, language)
  if (spoken.words !== undefined && spoken.words.length > 0) {
    return { words: timeWords(written, onText(marksOf(reading.spoken, spoken.words), reading), end), timing: spoken.timing ?? 'vendor' }
  }
  const aligned = await align(spoken, written, signal)
  return aligned === undefined ? { words: spreadWords(written, language, 0, end), timing: 'spread' } : { words: aligned, timing: 'aligned' }
}

// Marks count along what was said; captions show what is written.
function onText(marks: Mark[], reading: Reading): Mark[] {
  return marks.map(({ offset, seconds }) => ({ offset: writtenOffset(reading, offset), seconds }))
}

// Vendors cut and spell words their own way: each is looked for in the text after the one before.
function marksOf(text: string, words: Word[]): Mark[] {
  const marks: Mark[] = []
  const lower = text.toLowerCase()
  let from = 0
  for (const { text: word, start } of words) {
    const bare = word.trim().toLowerCase()
    const offset = bare === '' ? -1 : lower.indexOf(bare, from)
    // Far off, it is another word that happens to read alike.
    if (offset < 0 || offset > from + 80) continue
    marks.push({ offset, seconds: Math.max(0, start) })
    from = offset + bare.length
  }
  return marks
}

async function align(
  { reading, language, speed, samples, sampleRate }: Spoken,
  words: string[],
  signal: AbortSignal,
): Promise<Word[] | undefined> {
  const voice = chooseVoice(language)
  if (voice.language !== language.split('-')[0]) return undefined
  try {
    const { marks, ...sound } = await readAloud({ text: reading.spoken, language, voice, speed }, signal)
    return alignWords(words, { samples, sampleRate }, { ...sound, marks: onText(marks, reading) })
  } catch (error) {
    // Without eSpeak the words are spread: less exact, but the film goes on.
    if (error instanceof UserError && error.code === 'no-voice') return undefined
    throw error
  }
}
