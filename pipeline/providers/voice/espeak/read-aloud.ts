import { type ReadAloud, readSentences } from '../../../speech/read-sentences.ts'
import { espeak } from './engine.ts'
import type { EspeakVoice } from './voices.ts'

const RANGE_PERCENT = 70

/** Has eSpeak read a text; it tells when each word begins. Throws UserError `no-voice` where its package is missing. */
export function readAloud(
  { text, language, voice, speed }: { text: string; language: string; voice: EspeakVoice; speed: number },
  signal?: AbortSignal,
): Promise<ReadAloud> {
  const rate = Math.round(voice.rate * speed)
  return readSentences({ text, language, speed }, async (spoken) => {
    const { events, ...sound } = await espeak({ text: spoken, voice: voice.id, rate, range: RANGE_PERCENT }, signal)
    return { ...sound, events: events.filter(({ isEnd }) => !isEnd) }
  })
}
