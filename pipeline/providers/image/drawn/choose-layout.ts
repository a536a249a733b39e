import type { PictureRequest } from '../../provider.ts'
import { chapter } from './layouts/chapter.ts'
import { ending, opening } from './layouts/ends.ts'
import { comparison, list, map } from './layouts/groups.ts'
import { postcard, poster, statement, vista } from './layouts/illustration.ts'
import { dial, number, timeline } from './layouts/numbers.ts'
import type { Frame, Plan } from './plan.ts'
import { type Idea, motifsFor } from './read-idea.ts'

export type Layout = (idea: Idea, frame: Frame, request: PictureRequest) => Plan

/** Every layout by name. */
export const layouts = {
  opening,
  ending,
  chapter,
  postcard,
  vista,
  poster,
  statement,
  number,
  dial,
  timeline,
  list,
  comparison,
  map,
} satisfies Record<string, Layout>
export type LayoutName = keyof typeof layouts

/**
 * The layout for a scene, by what it has to show. Scenes at even and odd places choose from lists that share no
 * member, so two neighbours never look alike although each is drawn without knowing the other.
 */
export function chooseLayout(idea: Idea, { scene, index, language }: PictureRequest): LayoutName {
  if (scene.kind !== 'scene') return scene.kind
  const even = index % 2 === 0
  // A new take turns to the next layout of the same list, so that the neighbours still differ.
  const take = scene.take ?? 0
  const turn = Math.floor(index / 2) + take
  if (even) {
    if (idea.years.length >= 2 && take % 2 === 0) return 'timeline'
    if (idea.quantity !== undefined && take % 2 === 0) return 'number'
    const choice: LayoutName[] = idea.support.length >= 2 ? ['postcard', 'list', 'postcard'] : ['postcard']
    return choice[turn % choice.length] ?? 'postcard'
  }
  if (idea.contrast && idea.motifs.length >= 2 && take % 2 === 0) return 'comparison'
  if ((idea.quantity?.share !== undefined && take % 2 === 0) || (idea.quantity !== undefined && turn % 2 === 0)) return 'dial'
  const choice: LayoutName[] = [
    'vista',
    'poster',
    ...(motifsFor(idea.support, language).filter((motif) => motif !== undefined).length >= 2 ? (['map'] as const) : []),
    ...(idea.motifs.length === 0 ? (['statement'] as const) : []),
  ]
  return choice[turn % choice.length] ?? 'vista'
}
