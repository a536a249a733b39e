import { coverPartsOf } from './film-parts/covers.ts'
import { narrativeOf } from './film-parts/narrative.ts'
import { scenePartsOf } from './film-parts/scenes.ts'
import { wholePartsOf } from './film-parts/whole.ts'
import type { Execute, FilmRequest } from './film-request.ts'

/**
 * A document becomes a film: it is narrated, each scene is shown and spoken, covers are drawn, and all is put together. Each member makes one
 * thing and, through the cache, whatever it rests on; so a job names only what it wants, and what is missing or damaged is made again on the
 * way. Members of a scene take its place in the film.
 */
export function filmOf(request: FilmRequest, execute: Execute) {
  const narrative = narrativeOf(request, execute)
  const scenes = scenePartsOf(request, narrative, execute)
  const covers = coverPartsOf(request, narrative, scenes, execute)
  const whole = wholePartsOf(request, { ...narrative, scenes, covers }, execute)
  const { shot, ...ofScenes } = scenes
  return { ...narrative, ...ofScenes, ...covers, ...whole }
}
