import type { Scene } from '../../../schema.ts'
import { type LayoutName, suitedTo } from './choose-layout.ts'
import { readIdea } from './read-idea.ts'

/** What is left of a layout's worth each time that it was seen before. */
const SEEN = 0.8

/**
 * The layout of each scene's drawn picture: the one that tells most of what it says, never that of the scene before it, and rather one that was
 * not seen often. Undefined where a figure stands, and at both ends.
 */
export function castLayouts(scenes: readonly Scene[], title: string, language: string): (LayoutName | undefined)[] {
  const cast: (LayoutName | undefined)[] = []
  for (const [index, scene] of scenes.entries()) {
    const isDrawn = scene.kind === 'scene' && scene.figure === undefined
    const suited = isDrawn ? suitedTo(readIdea({ scene, title, language, index: scene.seed }), language) : []
    const worthOf = ({ layout, worth }: (typeof suited)[number]) => worth * SEEN ** cast.filter((one) => one === layout).length
    // An opening is all words too.
    const before = scenes[index - 1]?.kind === 'opening' ? 'spoken' : cast[index - 1]
    const [best] = suited.filter(({ layout }) => layout !== before).toSorted((one, other) => worthOf(other) - worthOf(one))
    cast.push(best?.layout)
  }
  return cast
}
