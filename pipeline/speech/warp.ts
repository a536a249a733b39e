/**
 * Dynamic time warping: for every frame of `from`, the frame of `to` that says the same (fractions are means). Both hold vectors
 * of one length; frames further apart than `band` of the whole are never matched.
 */
export function warp(from: Float32Array[], to: Float32Array[], band = 0.2): Float32Array {
  const [rows, columns] = [from.length, to.length]
  const size = from[0]?.length ?? 0
  // Flat arrays: millions of distances are taken here.
  const [a, b] = [flat(from, size), flat(to, size)]
  const moves = new Uint8Array(rows * columns)
  const reach = Math.max(50, Math.ceil(columns * band))
  let above = new Float64Array(columns).fill(Number.POSITIVE_INFINITY)
  let own = new Float64Array(columns)
  for (let row = 0; row < rows; row++) {
    own.fill(Number.POSITIVE_INFINITY)
    const centre = Math.round((row / Math.max(1, rows - 1)) * (columns - 1))
    for (let column = Math.max(0, centre - reach); column <= Math.min(columns - 1, centre + reach); column++) {
      const diagonal = column > 0 ? (above[column - 1] ?? 0) : Number.POSITIVE_INFINITY
      const up = above[column] ?? 0
      const left = column > 0 ? (own[column - 1] ?? 0) : Number.POSITIVE_INFINITY
      const best = row === 0 && column === 0 ? 0 : Math.min(diagonal, up, left)
      moves[row * columns + column] = best === diagonal ? 0 : best === up ? 1 : 2
      // Standing still costs a little more than going on, or the path would dwell on one frame through a pause.
      let squares = 0
      for (let index = 0; index < size; index++) {
        const difference = (a[row * size + index] as number) - (b[column * size + index] as number)
        squares += difference * difference
      }
      own[column] = best + Math.sqrt(squares) * (best === diagonal ? 1 : 1.1)
    }
    const spare = above
    above = own
    own = spare
  }
  const sums = new Float32Array(rows)
  const counts = new Uint16Array(rows)
  for (let row = rows - 1, column = columns - 1; row >= 0 && column >= 0; ) {
    sums[row] = (sums[row] ?? 0) + column
    counts[row] = (counts[row] ?? 0) + 1
    const move = moves[row * columns + column]
    if (move !== 2) row--
    if (move !== 1) column--
  }
  return sums.map((sum, row) => sum / Math.max(1, counts[row] ?? 1))
}

function flat(vectors: Float32Array[], size: number): Float32Array {
  const all = new Float32Array(vectors.length * size)
  for (const [index, vector] of vectors.entries()) all.set(vector, index * size)
  return all
}
