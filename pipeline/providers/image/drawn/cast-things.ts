import type { Scene } from '../../../schema.ts'
import { thingsIn } from './read-idea.ts'

/**
 * What a drawn picture of each scene shows, by the motif's name: something its words call for, never what the scene before it shows, and
 * not what was shown often. Empty for a scene that would repeat its neighbour; undefined where a figure stands.
 */
export function castThings(scenes: readonly Scene[], title: string, language: string): (string | undefined)[] {
  const shown: string[] = []
  return scenes.map((scene) => {
    if (scene.figure !== undefined) return undefined
    const found = thingsIn(scene, title, language)
    const worth = ({ motif: { name }, score }: (typeof found)[number]) =>
      name === shown.at(-1) ? 0 : score * (name === shown.at(-2) ? 0.5 : 1) * 0.75 ** shown.filter((one) => one === name).length
    const least = (found[0]?.score ?? 0) * 0.2
    const [best] = found.filter((one) => worth(one) >= least && worth(one) > 0).toSorted((one, other) => worth(other) - worth(one))
    const name = best?.motif.name ?? ''
    shown.push(name)
    return name
  })
}
