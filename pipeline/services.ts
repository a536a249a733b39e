import type { PictureProvider, ScriptProvider, VoiceProvider } from './providers/provider.ts'

/** What steps need from outside; the composition root chooses the members. */
export interface Services {
  script: ScriptProvider
  picture: PictureProvider
  voice: VoiceProvider
  /** Path of the ffmpeg binary. */
  ffmpeg: string
}
