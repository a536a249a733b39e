import type { Scene, Storyboard } from '../../pipeline/schema.ts'
import { RefusedEdit } from './refused-edit.ts'
import { writtenWords } from './written-words.ts'

/** The scene with other words under the same picture, unless that may show a number that is not said any more. */
export function withWords({ pictured, ...scene }: Scene, text: string): Scene {
  const words = pictured ?? scene.text
  const isTrue = numbersIn(words).every((number) => numbersIn(text).includes(number))
  return { ...scene, text, ...(isTrue && words !== text ? { pictured: words } : {}) }
}

function numbersIn(text: string): string[] {
  return text.match(/\p{Nd}+/gu) ?? []
}

/** The scene with a new picture of a prompt. */
export function withPrompt(scene: Scene, prompt: string): Scene {
  return { ...withNextTake(scene), prompt: writtenWords(prompt) }
}

/** The scene with a new picture; a note says what should be different, and takes the place of an earlier one. */
export function withNewPicture({ note: _, ...scene }: Scene, note: string | undefined): Scene {
  return { ...withNextTake(scene), ...(note ? { note: writtenWords(note) } : {}) }
}

// With a picture that was not there before, made for what it says now.
function withNextTake({ figure, own, pictured, ...scene }: Scene): Scene {
  return { ...scene, take: lastTake(scene) + 1 }
}

function lastTake({ take = 0, takes = 0 }: Pick<Scene, 'take' | 'takes'>): number {
  return Math.max(take, takes)
}

/** The scene with the picture of `as`, which is the same scene in an earlier revision; words, voice and place stay. */
export function withPictureOf({ figure, own, note, take, pictured, ...scene }: Scene, as: Scene): Scene {
  const { seed, kind, text, holdSeconds, page, heading, voice, takes, pictured: words = text, ...shows } = as
  const last = lastTake({ take, takes: scene.takes })
  return { ...scene, ...shows, ...(last > 0 ? { takes: last } : {}), ...(words === scene.text ? {} : { pictured: words }) }
}

/** The scene with one of the document's figures, by its place among them; undefined takes it away. */
export function withFigure({ figure: _, own, ...scene }: Scene, figures: Storyboard['figures'], place: number | undefined): Scene {
  if (place === undefined) return scene
  const figure = figures[place]
  if (figure === undefined) throw new RefusedEdit('edit.no-figure')
  return { ...scene, figure }
}

/** The scene with a picture or clip of a person's own; undefined takes it away. */
export function withOwn({ figure, own: _, ...scene }: Scene, own: Scene['own']): Scene {
  return { ...scene, ...(own === undefined ? {} : { own }) }
}

/** The scene with its own clip heard under the voice, or silent. */
export function withSound({ own, ...scene }: Scene, isHeard: boolean): Scene {
  if (own?.kind !== 'clip') throw new RefusedEdit('edit.no-clip')
  const { sound, ...silent } = own
  return { ...scene, own: isHeard ? { ...silent, sound: 'under' } : silent }
}

/** The scene in a voice of its own; undefined is the film's. */
export function withVoice({ voice: _, ...scene }: Scene, voice: string | undefined): Scene {
  return { ...scene, ...(voice === undefined ? {} : { voice }) }
}
