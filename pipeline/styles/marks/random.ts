/** A seeded generator of numbers in 0..1 (mulberry32): the same seed gives the same row on every machine. */
export function seeded(seed: string): () => number {
  let state = 2166136261
  for (let index = 0; index < seed.length; index++) state = Math.imul(state ^ seed.charCodeAt(index), 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A smooth field of 0..1 over the plane that repeats every `period` units, in `octaves` of detail. */
export function field(random: () => number, octaves = 3, period = 64): (x: number, y: number) => number {
  const lattice = Float32Array.from({ length: period * period }, random)
  const once = (x: number, y: number) => {
    const [left, top] = [Math.floor(x), Math.floor(y)]
    const [across, down] = [ease(x - left), ease(y - top)]
    const at = (column: number, row: number) => lattice[(wrap(row) * period + wrap(column)) | 0] ?? 0
    const upper = at(left, top) + (at(left + 1, top) - at(left, top)) * across
    const lower = at(left, top + 1) + (at(left + 1, top + 1) - at(left, top + 1)) * across
    return upper + (lower - upper) * down
  }
  const wrap = (value: number) => ((value % period) + period) % period
  return (x, y) => {
    let [sum, weight, total, scale] = [0, 1, 0, 1]
    for (let octave = 0; octave < octaves; octave++) {
      sum += once(x * scale + octave * 17, y * scale + octave * 29) * weight
      total += weight
      weight /= 2
      scale *= 2
    }
    return sum / total
  }
}

function ease(value: number): number {
  return value * value * (3 - 2 * value)
}
