/** How much two words must have in common for one to be meant by the other: two in five of their pairs of letters, as `flim` has with `film`. */
const LIKE = 0.4

/** The word of `known` that somebody may have meant by one it does not hold, letter case aside; undefined where none is like it. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const [best] = known.toSorted((one, other) => likeness(typed, other) - likeness(typed, one))
  return best !== undefined && likeness(typed, best) >= LIKE ? best : undefined
}

/** From 0 to 1, by shared pairs of letters: forgives a slip of the finger and an unfinished word. */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairs(one), pairs(other)]
  const both = [...a].filter((pair) => b.has(pair)).length
  return (2 * both) / (a.size + b.size || 1)
}

function pairs(word: string): Set<string> {
  const padded = ` ${word.slice(0, 60).toLowerCase()} `
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)))
}
