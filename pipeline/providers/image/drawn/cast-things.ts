import type { Scene } from '../../../schema.ts'
import { ABOUT, thingsIn, thingsNamedIn } from './called-things.ts'

/** How much less something is worth each time that it was shown before. */
const SHOWN = 0.75
/** What a thing's score is times where the film's title names it, or where it is among the words of several scenes. */
const TITLED = 3
const RECURRING = 1.5
/** From here on a word of a scene counts towards that. */
const COUNTED = 1.5
/** In this share of the scenes a thing is so much the film's that it stands in where a scene has none. */
const MAIN = 0.3

/** An opening leaves its best thing to the next scene only for one that is about as good. */
const NEAR = 0.7

type Named = { name: string; score: number }

/**
 * What a drawn picture of each scene shows, by the motif's name: what the scene is about, else in turn what the whole film is about, never what
 * the scene before it shows, and not what was shown often. A thing that is only touched in one scene is not shown: a wrong thing is worse than
 * none. Empty for a scene that has none, or would repeat its neighbour; undefined where a figure stands.
 */
export function castThings(scenes: readonly Scene[], title: string, language: string): (string | undefined)[] {
  const calledBy = (scene: Scene) => thingsIn(scene, title, language).map(({ motif: { name }, score }) => ({ name, score }))
  const called = scenes.map(calledBy)
  // A section's heading is no scene's own word.
  const subjects = subjectsOf(
    scenes.map((scene) => calledBy({ ...scene, heading: '' })),
    title,
    language,
  )
  const own = called.map((things) =>
    things
      .filter(({ name, score }) => score >= ABOUT || subjects.has(name))
      .map(({ name, score }) => ({ name, score: score * (subjects.get(name)?.times ?? 1) }))
      .toSorted((one, other) => other.score - one.score),
  )
  const main = [...subjects].flatMap(([name, { isMain }]) => (isMain ? [{ name, score: 1 }] : []))
  const shown: string[] = []
  return scenes.map(({ figure, kind }, index) => {
    if (figure !== undefined) return undefined
    // An opening has its quote: the next scene, which may have nothing else as good, keeps its own thing.
    const [next, other] = own[index + 1] ?? []
    const isAlone = next !== undefined && (other?.score ?? 0) < next.score * 0.4
    const taken = kind === 'opening' && isAlone ? next.name : undefined
    const things = own[index] ?? []
    const name = bestOf(things.length > 0 || kind === 'ending' ? things : main, shown, taken) ?? ''
    shown.push(name)
    return name
  })
}

/** What a film is about: what its title names, and what is among the words of several scenes. */
function subjectsOf(called: readonly Named[][], title: string, language: string): ReadonlyMap<string, { times: number; isMain: boolean }> {
  const counts = new Map<string, number>()
  for (const { name, score } of called.flat()) if (score >= COUNTED) counts.set(name, (counts.get(name) ?? 0) + 1)
  const recurring = [...counts].filter(([, count]) => count >= Math.max(2, called.length / 8))
  return new Map<string, { times: number; isMain: boolean }>([
    ...recurring.map(([name, count]) => [name, { times: RECURRING, isMain: count >= Math.max(3, called.length * MAIN) }] as const),
    ...thingsNamedIn(title, language).map(({ name }) => [name, { times: TITLED, isMain: true }] as const),
  ])
}

function bestOf(things: readonly Named[], shown: readonly string[], taken: string | undefined): string | undefined {
  const [first] = things
  const found = things.filter(({ name, score }) => name !== taken && (taken === undefined || score >= (first?.score ?? 0) * NEAR))
  const worth = ({ name, score }: Named) =>
    name === shown.at(-1) ? 0 : score * (name === shown.at(-2) ? 0.5 : 1) * SHOWN ** shown.filter((one) => one === name).length
  const least = (found[0]?.score ?? 0) * 0.2
  const [best] = found.filter((one) => worth(one) >= least && worth(one) > 0).toSorted((one, other) => worth(other) - worth(one))
  return best?.name
}
