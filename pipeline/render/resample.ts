/** Shrinks a plane of signed bytes with Lanczos-3, wide enough to leave no aliases; also enlarges, by small factors. */
export function resample(from: Int8Array, width: number, height: number, toWidth: number, toHeight: number): Int8Array {
  const across = weightsFor(width, toWidth)
  const down = weightsFor(height, toHeight)
  const rows = new Float32Array(toWidth * height)
  for (let y = 0; y < height; y++) {
    const base = y * width
    for (let x = 0; x < toWidth; x++) {
      let sum = 0
      const first = across.first[x] as number
      for (let tap = 0; tap < across.taps; tap++) {
        const at = Math.min(Math.max(first + tap, 0), width - 1)
        sum += (from[base + at] as number) * (across.weights[x * across.taps + tap] as number)
      }
      rows[y * toWidth + x] = sum
    }
  }
  const out = new Int8Array(toWidth * toHeight)
  const line = new Float32Array(toWidth)
  for (let y = 0; y < toHeight; y++) {
    line.fill(0)
    for (let tap = 0; tap < down.taps; tap++) {
      const weight = down.weights[y * down.taps + tap] as number
      const base = Math.min(Math.max((down.first[y] as number) + tap, 0), height - 1) * toWidth
      for (let x = 0; x < toWidth; x++) line[x] = (line[x] as number) + weight * (rows[base + x] as number)
    }
    for (let x = 0; x < toWidth; x++) out[y * toWidth + x] = Math.min(127, Math.max(-128, Math.round(line[x] as number)))
  }
  return out
}

function weightsFor(from: number, to: number): { taps: number; first: Int32Array; weights: Float32Array } {
  const step = from / to
  const stretch = Math.max(1, step)
  const taps = Math.ceil(3 * stretch) * 2 + 1
  const first = new Int32Array(to)
  const weights = new Float32Array(to * taps)
  const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * step - 0.5
    const start = Math.ceil(centre - 3 * stretch)
    first[i] = start
    let total = 0
    for (let tap = 0; tap < taps; tap++) {
      const x = (start + tap - centre) / stretch
      const weight = Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0
      weights[i * taps + tap] = weight
      total += weight
    }
    for (let tap = 0; tap < taps; tap++) weights[i * taps + tap] = (weights[i * taps + tap] as number) / total
  }
  return { taps, first, weights }
}
