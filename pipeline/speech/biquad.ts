/** A second-order filter, normalised so that a0 is 1. */
export type Coefficients = [b0: number, b1: number, b2: number, a1: number, a2: number]

/** Runs a signal through a second-order filter. */
export function biquad(input: Float64Array, coefficients: Coefficients): Float64Array {
  const output = input.slice()
  filterInPlace(output, coefficients)
  return output
}

/** Writes a filtered signal over itself; goes on from `state`, what a run before it left, and leaves its own there. */
export function filterInPlace(signal: Float32Array | Float64Array, [b0, b1, b2, a1, a2]: Coefficients, state = new Float64Array(2)): void {
  // Transposed: the two numbers that go on are sums already, which takes half as long as moving four samples on.
  let [first, second] = state as unknown as [number, number]
  for (let index = 0; index < signal.length; index++) {
    const x = signal[index] as number
    const y = b0 * x + first
    first = b1 * x - a1 * y + second
    second = b2 * x - a2 * y
    signal[index] = y
  }
  state.set([first, second])
}

/** A bell around a frequency, after R. Bristow-Johnson's Audio EQ Cookbook. */
export function bell({ hertz, decibels, q }: { hertz: number; decibels: number; q: number }, sampleRate: number): Coefficients {
  const gain = 10 ** (decibels / 40)
  const turn = (2 * Math.PI * hertz) / sampleRate
  const alpha = Math.sin(turn) / (2 * q)
  const a0 = 1 + alpha / gain
  const cosine = -2 * Math.cos(turn)
  return [(1 + alpha * gain) / a0, cosine / a0, (1 - alpha * gain) / a0, cosine / a0, (1 - alpha / gain) / a0]
}
