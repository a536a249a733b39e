import type { FilmSettings } from './schema.ts'

/** How the draft of a film is rendered: small and fast. */
export function draftSettings(settings: FilmSettings): FilmSettings {
  return { ...settings, resolution: 360, fps: 30 }
}
