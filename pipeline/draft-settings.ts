import type { FilmSettings } from './schema.ts'

/** How the draft of a film is rendered: small, with half of the frames. */
export function draftSettings(settings: FilmSettings): Omit<FilmSettings, 'fps'> & { fps: number } {
  return { ...settings, resolution: 360, fps: 15 }
}
