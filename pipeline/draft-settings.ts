import type { FilmSettings } from './schema.ts'

/** Settings of a small, fast film of the same revision, made to be looked at before the large one; it stops nowhere. */
export function draftSettings(settings: FilmSettings): FilmSettings {
  return { ...settings, resolution: 360, fps: 30, review: 'auto' }
}
