import type { Storyboard } from '../../pipeline/schema.ts'
import { filmSeconds } from '../../pipeline/speech/film-seconds.ts'

/** About how long the film of a storyboard lasts at a speed, in whole minutes and seconds. */
export function aboutLength({ quote, scenes, language }: Storyboard, speed: number): { minutes: number; seconds: number } {
  const spoken = scenes.filter(({ kind }) => kind === 'scene')
  const seconds = Math.round(filmSeconds({ quote, scenes: spoken, language, speed }))
  return { minutes: Math.floor(seconds / 60), seconds: seconds % 60 }
}
