import type { PictureRequest } from '../../provider.ts'
import { motifsFor } from './called-things.ts'
import { bars, tally } from './layouts/amounts.ts'
import { chapter } from './layouts/chapter.ts'
import { comparison } from './layouts/comparison.ts'
import { dial } from './layouts/dial.ts'
import { ending } from './layouts/ending.ts'
import { postcard, poster, statement, vista } from './layouts/illustration.ts'
import { list } from './layouts/list.ts'
import { map } from './layouts/map.ts'
import { number } from './layouts/number.ts'
import { opening } from './layouts/opening.ts'
import { spoken } from './layouts/spoken.ts'
import { timeline } from './layouts/timeline.ts'
import type { Frame, Plan } from './plan.ts'
import type { Idea } from './read-idea.ts'

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
  spoken,
  number,
  dial,
  tally,
  bars,
  timeline,
  list,
  comparison,
  map,
} satisfies Record<string, Layout>
export type LayoutName = keyof typeof layouts

/** From here on a layout shows what the text says, and not only what it is about. */
const TELLING = 0.8

/** The layouts that suit what a scene has to show, the more telling ones worth more. */
export function suitedTo(idea: Idea, language: string): { layout: LayoutName; worth: number }[] {
  const { years, amounts, quantity, contrast, motifs, points, bulleted, key, support, isShort, isPictured } = idea
  const icons = motifsFor(support, language).filter((motif) => motif !== undefined).length
  const worths: [LayoutName, number | false][] = [
    ['bars', amounts.length >= 2 && 1.1],
    ['timeline', years.length >= 2 && 1],
    ['dial', quantity?.share !== undefined && 1],
    ['comparison', contrast && motifsFor([key, support[0] ?? ''], language).every((side) => side !== undefined) && 0.9],
    ['list', points.length >= 3 && (bulleted ? 1.05 : 0.88)],
    ['number', quantity !== undefined && !bulleted && 0.82],
    ['tally', quantity !== undefined && !bulleted && 0.8],
    ['map', icons >= 3 && 0.6],
    ['postcard', 0.5],
    ['vista', 0.5],
    ['poster', 0.49],
    // Where no picture is its own, words are surely right.
    ['spoken', !isPictured && isShort && 0.7],
    ['statement', motifs.length === 0 && 0.48],
  ]
  return worths.flatMap(([layout, worth]) => (worth === false ? [] : [{ layout, worth }]))
}

/** Those of scenes at even places. */
const EVEN: ReadonlySet<LayoutName> = new Set(['bars', 'timeline', 'list', 'number', 'postcard'])

/**
 * The layout for a scene: the one that was cast for it beside its neighbours, as long as it suits what it says now, else by what it has to
 * show. Then scenes at even and odd places choose from lists that share no member, so two neighbours never look alike although each is drawn
 * without knowing the other.
 */
export function chooseLayout(idea: Idea, { scene, index, language }: PictureRequest): LayoutName {
  if (scene.kind !== 'scene') return scene.kind
  const suited = suitedTo(idea, language)
  // A new take turns to the next layout, the telling ones at every other.
  const take = scene.take ?? 0
  const cast = suited.find(({ layout }) => layout === scene.layout)
  if (take === 0 && cast !== undefined) return cast.layout
  const own = suited.filter(({ layout }) => EVEN.has(layout) === (index % 2 === 0))
  const [telling] = own.filter(({ worth }) => worth >= TELLING)
  if (telling !== undefined && take % 2 === 0) return telling.layout
  const plain = own.filter(({ worth }) => worth < TELLING)
  return plain[(Math.floor(index / 2) + take) % plain.length]?.layout ?? 'postcard'
}
