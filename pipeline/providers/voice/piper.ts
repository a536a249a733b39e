import { UserError } from '../../../lib/errors.ts'
import { readSentences, type SpokenSentence } from '../../speech/read-sentences.ts'
import { wavOf } from '../../speech/wav.ts'
import { timeWords } from '../../speech/word-times.ts'
import { writtenWords } from '../../speech/written-words.ts'
import type { Voice, VoiceProvider } from '../provider.ts'
import { phonemesOf } from './espeak/phonemes.ts'
import type { SpokenWord } from './espeak/protocol.ts'
import { type PiperAnswer, type PiperOrder, piperPackage } from './piper/protocol.ts'
import { warmProcess } from './warm-process.ts'

// Of the 904 readers whose voices the model learnt, by measure the cleanest, liveliest and most distinct; a narrator's pace is calmer than most.
const voices: (Voice & { speaker: number; stretch: number })[] = [
  { id: 'piper-woman', name: 'English (woman, lifelike)', language: 'en', speaker: 840, stretch: 1.04 },
  { id: 'piper-man', name: 'English (man, lifelike)', language: 'en', speaker: 335, stretch: 1.3 },
  { id: 'piper-woman-low', name: 'English (woman, lifelike, lower)', language: 'en', speaker: 46, stretch: 1.2 },
  { id: 'piper-man-lively', name: 'English (man, lifelike, lively)', language: 'en', speaker: 575, stretch: 1.15 },
]

/** The model is loaded for seconds. */
const speak = warmProcess<PiperOrder, PiperAnswer>(new URL('./piper/child.ts', import.meta.url), piperPackage, { idleMs: 60_000 })

/** Piper's neural English voices in a process of their own, from phonemes that eSpeak reads; the model itself tells when each word begins. */
export const piperVoice: VoiceProvider = {
  id: 'piper/1',
  voices: voices.map(({ id, name, language }) => ({ id, name, language })),
  async speak({ text, language, voice: wished, speed }, { signal }) {
    const voice = voices.find(({ id }) => id === wished) ?? voices[0]
    if (voice === undefined || language.split('-')[0] !== 'en') throw new UserError('no-voice', 'Piper speaks English only.')
    const warnings = wished !== undefined && voice.id !== wished ? [`There is no voice "${wished}"; "${voice.id}" speaks instead.`] : []
    const order = { speaker: voice.speaker, stretch: voice.stretch / speed }
    const { samples, sampleRate, marks } = await readSentences({ text, language, speed }, async (spoken) =>
      speakWords(await phonemesOf({ text: spoken, voice: 'en-us' }, signal), order, signal),
    )
    const words = timeWords(writtenWords(text, language), marks, samples.length / sampleRate)
    return { audio: wavOf(samples, sampleRate), words, timing: 'engine', voice: voice.id, warnings }
  },
}

/** Symbols that are spoken at once: the model's memory grows with them. */
const MOST_SYMBOLS = 320

async function speakWords(words: readonly SpokenWord[], order: Omit<PiperOrder, 'ipa'>, signal: AbortSignal): Promise<SpokenSentence> {
  const parts: PiperAnswer[] = []
  const events: NonNullable<SpokenSentence['events']> = []
  let seconds = 0
  for (const stretch of stretchesOf(words)) {
    const spoken = symbolsOf(stretch)
    const part = await speak({ ...order, ipa: spoken.map(({ symbols }) => symbols).join('') }, signal)
    let at = 0
    for (const { symbols, position } of spoken) {
      events.push({ position, milliseconds: 1000 * (seconds + (part.starts[at] ?? 0)) })
      at += [...symbols].length
    }
    seconds += part.samples.length / part.sampleRate
    parts.push(part)
  }
  const samples = new Int16Array(parts.reduce((sum, part) => sum + part.samples.length, 0))
  let at = 0
  for (const part of parts) {
    samples.set(part.samples, at)
    at += part.samples.length
  }
  return { samples, sampleRate: parts[0]?.sampleRate ?? 22_050, events }
}

/** A long sentence in stretches that end with a clause. */
function stretchesOf(words: readonly SpokenWord[]): SpokenWord[][] {
  const stretches: SpokenWord[][] = [[]]
  let length = 0
  for (const word of words) {
    const last = stretches.at(-1)?.at(-1)
    const isFull = length > MOST_SYMBOLS / 2 && last?.mark !== '' && last !== undefined
    if (isFull || length > MOST_SYMBOLS) {
      stretches.push([])
      length = 0
    }
    stretches.at(-1)?.push(word)
    length += word.ipa.length + 1
  }
  return stretches
}

/** What the model is given for each word: its phonemes, the mark after it, and a space before the next. */
function symbolsOf(words: readonly SpokenWord[]): { position: number; symbols: string }[] {
  return words.map(({ position, ipa, mark }, index) => {
    const isLast = index === words.length - 1
    return { position, symbols: `${ipa.normalize('NFD')}${mark === '' && isLast ? '.' : mark}${isLast ? '' : ' '}` }
  })
}
