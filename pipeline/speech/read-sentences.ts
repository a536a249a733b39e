import { readingOf, writtenOffset } from './reading.ts'
import { splitSentences } from './sentences.ts'
import { trimSilence } from './trim-silence.ts'
import type { Mark } from './word-times.ts'

/** A text as an engine reads it: 16-bit mono samples, and the moments at which it begins each word of the text as written. */
export interface ReadAloud {
  samples: Int16Array
  sampleRate: number
  marks: Mark[]
}

/** One sentence spoken; `position` of an event counts code points of what was given to the engine. */
export interface SpokenSentence {
  samples: Int16Array
  sampleRate: number
  events?: { position: number; milliseconds: number }[]
}

const PAUSE_SECONDS = 0.35

/** Has an engine read a text sentence by sentence, with a breath between sentences and faded edges, so that nothing clicks. */
export async function readSentences(
  { text, language, speed }: { text: string; language: string; speed: number },
  speak: (spoken: string) => Promise<SpokenSentence>,
): Promise<ReadAloud> {
  const parts: Int16Array[] = []
  const marks: Mark[] = []
  let sampleRate = 22_050
  let offset = 0
  let length = 0
  for (const sentence of splitSentences(text, language)) {
    const reading = readingOf(sentence, language)
    if (/[\p{L}\p{N}]/u.test(reading.spoken)) {
      const { samples, events = [], ...spoken } = await speak(reading.spoken)
      sampleRate = spoken.sampleRate
      const pause = new Int16Array(length > 0 ? Math.round((PAUSE_SECONDS / speed) * sampleRate) : 0)
      const { samples: trimmed, cut } = trimSilence(samples, sampleRate)
      const units = unitsOf(reading.spoken)
      for (const { position, milliseconds } of events) {
        const seconds = Math.max(0, milliseconds / 1000 - cut / sampleRate) + (length + pause.length) / sampleRate
        marks.push({ offset: offset + writtenOffset(reading, units[position] ?? reading.spoken.length), seconds })
      }
      parts.push(pause, trimmed)
      length += pause.length + trimmed.length
    }
    offset += sentence.length
  }
  const samples = new Int16Array(length)
  let at = 0
  for (const part of parts) {
    samples.set(part, at)
    at += part.length
  }
  return { samples, sampleRate, marks }
}

// The UTF-16 unit at which each code point begins.
function unitsOf(text: string): number[] {
  const units: number[] = []
  let at = 0
  for (const point of text) {
    units.push(at)
    at += point.length
  }
  return units
}
