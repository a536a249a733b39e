import type { VoiceProvider } from '../provider.ts'
import { espeakVoice } from './espeak.ts'
import { flitePackage } from './flite/protocol.ts'
import { fliteVoice } from './flite.ts'
import { isInstalled } from './warm-process.ts'

const hasFlite = isInstalled(`${flitePackage}/flite.wasm`)

/** The best voice of this machine for each language: flite's for English where its package is installed, else eSpeak's. */
export const offlineVoice: VoiceProvider = {
  // What is installed changes what is heard, so it is part of the cache's key.
  id: hasFlite ? `${fliteVoice.id}+${espeakVoice.id}` : espeakVoice.id,
  price: 0,
  voices: hasFlite ? [...fliteVoice.voices, ...espeakVoice.voices] : espeakVoice.voices,
  speak(request, context) {
    const isFlite = fliteVoice.voices.some(({ id }) => id === request.voice)
    const isDefault = request.voice === undefined && request.language.split('-')[0] === 'en'
    return (hasFlite && (isFlite || isDefault) && request.language.split('-')[0] === 'en' ? fliteVoice : espeakVoice).speak(
      request,
      context,
    )
  },
}
