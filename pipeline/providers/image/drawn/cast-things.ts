import type { Scene } from '../../../schema.ts'
import { thingsIn } from './read-idea.ts'

/**
 * What a drawn picture of each scene shows, by the motif's name: something its words call for, never what the scene before it shows, and
 * not what was shown often. Empty for a scene that would repeat its neighbour; undefined where a figure stands.
 */
export function castThings(scenes: readonly Scene[], title: string, language: string): (string | undefined)[] {
  const shown: string[] = []
  const called = scenes.map((scene) => thingsIn(scene, title, language))
  return scenes.map((scene, index) => {
    if (scene.figure !== undefined) return undefined
    // An opening has its quote: the next scene, which may have nothing else as good, keeps its own thing.
    const [own, other] = called[index + 1] ?? []
    const isAlone = own !== undefined && (other?.score ?? 0) < own.score * 0.4
    const taken = scene.kind === 'opening' && isAlone ? own.motif.name : undefined
    const found = (called[index] ?? []).filter(({ motif }) => motif.name !== taken)
    const worth = ({ motif: { name }, score }: (typeof found)[number]) =>
      name === shown.at(-1) ? 0 : score * (name === shown.at(-2) ? 0.5 : 1) * 0.75 ** shown.filter((one) => one === name).length
    const least = (found[0]?.score ?? 0) * 0.2
    const [best] = found.filter((one) => worth(one) >= least && worth(one) > 0).toSorted((one, other) => worth(other) - worth(one))
    const name = best?.motif.name ?? ''
    shown.push(name)
    return name
  })
}
