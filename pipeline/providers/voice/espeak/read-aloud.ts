import { readingOf, writtenOffset } from '../../../speech/reading.ts'
import { splitSentences } from '../../../speech/sentences.ts'
import { trimSilence } from '../../../speech/trim-silence.ts'
import type { Mark } from '../../../speech/word-times.ts'
import { speakSentence } from './engine.ts'
import type { EspeakVoice } from './voices.ts'

/** A text as eSpeak reads it: 16-bit mono samples, and the moments at which it begins each word of the text as written. */
export interface ReadAloud {
  samples: Int16Array
  sampleRate: number
  marks: Mark[]
}

const PAUSE_SECONDS = 0.35

/** Reads a text sentence by sentence, with a breath between sentences and faded edges, so that nothing clicks. */
export async function readAloud(
  { text, language, voice, speed }: { text: string; language: string; voice: EspeakVoice; speed: number },
  signal?: AbortSignal,
): Promise<ReadAloud> {
  const parts: Int16Array[] = []
  const marks: Mark[] = []
  let sampleRate = 22_050
  let offset = 0
  let length = 0
  for (const sentence of splitSentences(text, language)) {
    const reading = readingOf(sentence, language)
    if (/[\p{L}\p{N}]/u.test(reading.spoken)) {
      const rate = Math.round(voice.rate * speed)
      const spoken = await speakSentence({ text: reading.spoken, voice: voice.id, rate, range: 70 }, signal)
      sampleRate = spoken.sampleRate
      if (length > 0) length += push(parts, new Int16Array(Math.round((PAUSE_SECONDS / speed) * sampleRate)))
      const { samples: trimmed, cut } = trimSilence(spoken.samples, sampleRate)
      const units = unitsOf(reading.spoken)
      for (const { position, milliseconds } of spoken.events) {
        const seconds = Math.max(0, milliseconds / 1000 - cut / sampleRate) + length / sampleRate
        marks.push({ offset: offset + writtenOffset(reading, units[position] ?? reading.spoken.length), seconds })
      }
      length += push(parts, trimmed)
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

function push(parts: Int16Array[], part: Int16Array): number {
  parts.push(part)
  return part.length
}

// The UTF-16 unit at which each code point begins: eSpeak counts code points.
function unitsOf(text: string): number[] {
  const units: number[] = []
  let at = 0
  for (const point of text) {
    units.push(at)
    at += point.length
  }
  return units
}
