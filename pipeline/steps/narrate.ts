import { z } from 'zod'
import { TransientError } from '../../lib/errors.ts'
import { Narration, Pronunciation } from '../schema.ts'
import { decodeAudio, VOICE_RATE } from '../speech/decode-audio.ts'
import { fittingVoice } from '../speech/fitting-voice.ts'
import { amplify, loudnessOf } from '../speech/loudness.ts'
import { pronounce } from '../speech/pronounce.ts'
import { rests } from '../speech/rests.ts'
import { trimSilence } from '../speech/trim-silence.ts'
import { wavOf } from '../speech/wav.ts'
import { timesOf } from '../speech/word-timing.ts'
import { defineStep } from '../step.ts'

/** Loudness of a scene's voice at `loudness` 1; the film's mix sets the final one. */
const VOICE_LUFS = -20

/**
 * Speaks one scene as 48 kHz mono WAV at -20 LUFS with a breath at either end, and times its words as written; an empty
 * text is `holdSeconds` of silence. A wished voice of another language gives way, with a warning. Throws TransientError when the voice is silent or its length can't be right.
 */
export const narrate = defineStep({
  name: 'narrate',
  version: 3,
  input: z.object({
    text: z.string(),
    holdSeconds: z.number(),
    language: z.string(),
    voice: z.string().optional(),
    speed: z.number(),
    loudness: z.number(),
    /** How words of this text are to be said. */
    said: z.array(Pronunciation).optional(),
  }),
  output: Narration,
  fingerprint: ({ voice }) => voice.id,
  async run({ text, holdSeconds, language, voice, speed, loudness, said = [] }, context): Promise<Narration> {
    const { services, blobs, signal } = context
    if (!/[\p{L}\p{N}]/u.test(text)) {
      const silence = new Int16Array(Math.round(Math.max(holdSeconds, 0.5) * VOICE_RATE))
      const audio = await blobs.put(wavOf(silence, VOICE_RATE))
      return { audio, seconds: silence.length / VOICE_RATE, words: [], timing: 'engine', voice: '', provider: '', warnings: [] }
    }
    const fitting = fittingVoice(services.voice.voices, voice, language)
    const reading = pronounce(text, said)
    const spoken = await services.voice.speak({ text: reading.spoken, language, voice: fitting.voice, speed, loudness }, context)
    const decoded = await decodeAudio(spoken.audio, services.ffmpeg, signal)
    const { samples, cut } = trimSilence(decoded, VOICE_RATE)
    const seconds = samples.length / VOICE_RATE
    checkLength(text, seconds)
    const gain = 10 ** ((VOICE_LUFS - loudnessOf(samples)) / 20) * loudness
    const told = spoken.words?.map(({ text, start, end }) => ({ text, start: start - cut / VOICE_RATE, end: end - cut / VOICE_RATE }))
    const heard = { text, reading, language, speed, samples, sampleRate: VOICE_RATE, words: told, timing: spoken.timing }
    const { words, timing } = await timesOf(heard, signal)

    const lead = Math.round(rests.lead * VOICE_RATE)
    const hold = Math.round((rests.tail + holdSeconds) * VOICE_RATE)
    const whole = new Int16Array(lead + samples.length + hold)
    whole.set(amplify(samples, gain), lead)
    return {
      audio: await blobs.put(wavOf(whole, VOICE_RATE)),
      seconds: whole.length / VOICE_RATE,
      words: words.map((word) => ({ text: word.text, start: round(word.start + rests.lead), end: round(word.end + rests.lead) })),
      timing,
      voice: spoken.voice,
      provider: services.voice.id,
      warnings: [...fitting.warnings, ...spoken.warnings],
    }
  },
})

// The fastest voices say some 40 characters a second, the slowest Chinese ones about 2: outside, a vendor cut or looped.
function checkLength(text: string, seconds: number): void {
  const pace = text.length / seconds
  if (seconds < 0.1 || pace > 80 || (text.length > 20 && pace < 0.8)) {
    throw new TransientError(`the voice gave ${seconds.toFixed(1)} s for ${text.length} characters`)
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
