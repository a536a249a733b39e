import { type ReadAloud, readSentences } from '../../../speech/read-sentences.ts'
import { warmProcess } from '../warm-process.ts'
import type { SpeakAnswer, SpeakOrder } from './protocol.ts'
import type { EspeakVoice } from './voices.ts'

const RANGE_PERCENT = 70

/** The npm package of the engine: GPL-3.0, and so optional and in a process of its own. */
export const espeakPackage = '@echogarden/espeak-ng-emscripten'

const speak = warmProcess<SpeakOrder, SpeakAnswer>(new URL('./child.ts', import.meta.url), espeakPackage)

/** Has eSpeak read a text; it tells when each word begins. Throws UserError `no-voice` where its package is missing. */
export function readAloud(
  { text, language, voice, speed }: { text: string; language: string; voice: EspeakVoice; speed: number },
  signal?: AbortSignal,
): Promise<ReadAloud> {
  const rate = Math.round(voice.rate * speed)
  return readSentences({ text, language, speed }, (spoken) => speak({ text: spoken, voice: voice.id, rate, range: RANGE_PERCENT }, signal))
}
