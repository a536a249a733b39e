import { totalmem } from 'node:os'
import { isInstalled } from '../../../lib/is-installed.ts'
import type { VoiceProvider } from '../provider.ts'
import { espeakVoice } from './espeak.ts'
import { flitePackage } from './flite/protocol.ts'
import { fliteVoice } from './flite.ts'
import { piperPackage, runtimePackage } from './piper/protocol.ts'
import { piperVoice } from './piper.ts'

/** Bytes that a machine or container needs for the neural voice beside a film: it holds half a gigabyte. */
const ENOUGH_MEMORY = 1.7e9
const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)

/** Voices of English alone that are installed and have the room they need, the best first; each costs many times the next. */
const english = [
  ...(isInstalled(piperPackage) && isInstalled(runtimePackage) && memory > ENOUGH_MEMORY ? [piperVoice] : []),
  ...(isInstalled(`${flitePackage}/flite.wasm`) ? [fliteVoice] : []),
]

/** The best voice of this machine for each language: for English Piper's, where its packages are installed, then flite's; else eSpeak's. */
export const offlineVoice = voiceOf(english)

/** The same with the cheapest English voice where none is asked for: a fortieth of the computing, and half a gigabyte less memory. */
export const lightVoice = voiceOf(english.toReversed())

function voiceOf(own: readonly VoiceProvider[]): VoiceProvider {
  const all = [...own, espeakVoice]
  return {
    // What is installed changes what is heard, so it is part of the cache's key.
    id: all.map(({ id }) => id).join('+'),
    price: 0,
    voices: all.flatMap(({ voices }) => voices),
    speak(request, context) {
      const { voice, language } = request
      const isEnglish = language.split('-')[0] === 'en'
      const asked = all.find(({ voices }) => voices.some(({ id }) => id === voice))
      const [best = espeakVoice] = isEnglish && voice === undefined ? all : [isEnglish ? asked : undefined]
      return best.speak(request, context)
    },
  }
}
