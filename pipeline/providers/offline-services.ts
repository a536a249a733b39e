import type { Services } from '../services.ts'
import { drawnPictures } from './image/drawn.ts'
import { offlineScript } from './llm/offline.ts'
import { offlineVoice } from './voice/offline.ts'

/** The providers that need no account, no key and no network. */
export const offlineServices: Omit<Services, 'ffmpeg'> = { script: offlineScript, picture: drawnPictures, voice: offlineVoice }
