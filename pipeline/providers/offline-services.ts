import type { Services } from '../services.ts'
import { drawnPictures } from './image/drawn.ts'
import { offlineScript } from './llm/offline.ts'
import { lightVoice, offlineVoice } from './voice/offline.ts'

/** The providers that need no account, no key and no network. `light` speaks English with the voice that costs least. */
export function offlineServices({ light = false } = {}): Omit<Services, 'ffmpeg'> {
  return { script: offlineScript, picture: drawnPictures, voice: light ? lightVoice : offlineVoice }
}
