/** Samples that the limiter looks ahead: 5 ms. */
const AHEAD = 240
const RELEASE_SECONDS = 0.12
/** Half-band of a 4x oversampler: 12 taps for each of the three points between two samples (windowed sinc). */
const TAPS = 12
const BETWEEN = [0.25, 0.5, 0.75].map((offset) =>
  Float64Array.from({ length: TAPS }, (_, tap) => {
    const x = tap - (TAPS / 2 - 1) - offset
    const window = Math.cos((Math.PI * x) / (TAPS + 1)) ** 2
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * window
  }),
)
/** Samples by which sound comes out later than it went in. */
export const LIMITER_DELAY = AHEAD + TAPS / 2

/**
 * Keeps the true peak of two channels under `ceiling` (a sample value) with one gain for both, brought down before a peak
 * arrives and let up slowly after it. Blocks of at most `longest` samples are limited in place, `LIMITER_DELAY` late.
 */
export function createLimiter(ceiling: number, longest: number): (left: Float32Array, right: Float32Array, length: number) => void {
  const lines = [createLine(longest), createLine(longest)] as const
  const needs = new Float64Array(AHEAD).fill(1)
  const smooth = new Float64Array(AHEAD).fill(1)
  const release = 1 - Math.exp(-1 / (RELEASE_SECONDS * 48_000))
  let state = { at: 0, sum: AHEAD, gain: 1, least: 1 }

  return (left, right, length) => {
    let { at, sum, gain, least } = state
    const [lineL, lineR] = [lines[0].take(left, length), lines[1].take(right, length)]
    for (let i = 0; i < length; i++) {
      const peak = Math.max(peakAt(lineL, i + LIMITER_DELAY, ceiling * 0.6), peakAt(lineR, i + LIMITER_DELAY, ceiling * 0.6))
      const need = peak > ceiling ? ceiling / peak : 1
      // The least of the last AHEAD needs: found again only when the one that leaves was it.
      const leaving = needs[at] as number
      needs[at] = need
      if (need <= least) least = need
      else if (leaving <= least) least = needs.reduce((low, value) => Math.min(value, low), 1)
      gain = least < gain ? least : gain + (least - gain) * release
      sum += gain - (smooth[at] as number)
      smooth[at] = gain
      at = at + 1 === AHEAD ? 0 : at + 1
      const factor = Math.min(1, sum / AHEAD)
      left[i] = (lineL[i] as number) * factor
      right[i] = (lineR[i] as number) * factor
    }
    state = { at, sum, gain, least }
  }
}

/** Finds the true peak of all samples that go by: a sample value. */
export function createPeakMeter(longest: number): { add(samples: Float32Array, length: number): void; peak(): number } {
  const line = createLine(longest)
  let peak = 0
  return {
    add(samples, length) {
      const heard = line.take(samples, length)
      let highest = peak
      // What lies between two samples is never far above both.
      for (let i = 0; i < length; i++) highest = Math.max(highest, peakAt(heard, i + LIMITER_DELAY, highest * 0.6))
      peak = highest
    },
    peak: () => peak,
  }
}

/** A block of samples behind the `LIMITER_DELAY` that came before it. */
function createLine(longest: number) {
  const line = new Float32Array(LIMITER_DELAY + longest)
  let last = 0
  return {
    take(samples: Float32Array, length: number): Float32Array {
      line.copyWithin(0, last, last + LIMITER_DELAY)
      line.set(samples.subarray(0, length), LIMITER_DELAY)
      last = length
      return line
    },
  }
}

/** The higher of two neighbours and the three points between them, half the taps before `at`; the points only where they could matter. */
function peakAt(line: Float32Array, at: number, matters: number): number {
  const first = at - TAPS + 1
  let peak = Math.max(Math.abs(line[first + TAPS / 2 - 1] as number), Math.abs(line[first + TAPS / 2] as number))
  if (peak < matters) return peak
  for (const taps of BETWEEN) {
    let value = 0
    for (let tap = 0; tap < TAPS; tap++) value += (line[first + tap] as number) * (taps[tap] as number)
    peak = Math.max(peak, Math.abs(value))
  }
  return peak
}
