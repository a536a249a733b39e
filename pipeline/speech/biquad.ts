/** A second-order filter, normalised so that a0 is 1. */
export type Coefficients = [b0: number, b1: number, b2: number, a1: number, a2: number]

/** Runs a signal through a second-order filter. */
export function biquad(input: Float64Array, coefficients: Coefficients): Float64Array {
  const output = input.slice()
  filterInPlace(output, coefficients)
  return output
}

/** Writes a filtered signal over itself; goes on from `state`, what a run before it left, and leaves its own there. */
export function filterInPlace(signal: Float32Array | Float64Array, [b0, b1, b2, a1, a2]: Coefficients, state = new Float64Array(4)): void {
  let [x1, x2, y1, y2] = state as unknown as [number, number, number, number]
  for (let index = 0; index < signal.length; index++) {
    const x = signal[index] as number
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
    signal[index] = y
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
  }
  state.set([x1, x2, y1, y2])
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
