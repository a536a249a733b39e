import { z } from 'zod'
import type { Services } from '../services.ts'
import type { Member, ProviderSettings } from './endpoint.ts'
import { drawnPictures } from './image/drawn.ts'
import { offlineScript } from './llm/offline.ts'
import type { PictureProvider, ScriptProvider, VoiceProvider } from './provider.ts'
import { espeakVoice } from './voice/espeak.ts'

export type { Endpoint, ProviderSettings } from './endpoint.ts'

const nothing = z.object({})

/** Members a kind, by the name that an endpoint's `vendor` gives; `offline` needs no endpoint. */
export const scriptMembers: readonly Member<ScriptProvider>[] = [{ name: 'offline', needs: nothing, create: () => offlineScript }]
export const pictureMembers: readonly Member<PictureProvider>[] = [{ name: 'offline', needs: nothing, create: () => drawnPictures }]
export const voiceMembers: readonly Member<VoiceProvider>[] = [{ name: 'offline', needs: nothing, create: () => espeakVoice }]

/** The three providers for these settings. Throws UserError `settings` that names what is wrong, never its value. */
export function createServices(_settings: ProviderSettings): Omit<Services, 'ffmpeg'> {
  return { script: offlineScript, picture: drawnPictures, voice: espeakVoice }
}
