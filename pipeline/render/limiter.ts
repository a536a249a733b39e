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
/** What lies between two samples is never so far above both that it passes a level of which they don't reach this share. */
const NEAR = 0.6
/** Samples that are looked through at once for any that comes near: most are far below. */
const RUN = 64
/** A gain of which nothing is heard: a thousandth of a decibel. */
const UNHEARD = 0.9999
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
  // `idle` counts the samples since anything was turned down; after AHEAD of them all that is remembered is 1.
  let state = { at: 0, sum: AHEAD, gain: 1, least: 1, idle: AHEAD }

  return (left, right, length) => {
    let { at, sum, gain, least, idle } = state
    const [lineL, lineR] = [lines[0].take(left, length), lines[1].take(right, length)]
    for (let from = 0; from < length; from += RUN) {
      const to = Math.min(from + RUN, length)
      const loud = comesNear(lineL, from, to, ceiling) || comesNear(lineR, from, to, ceiling)
      if (!loud && idle >= AHEAD) {
        left.set(lineL.subarray(from, to), from)
        right.set(lineR.subarray(from, to), from)
        continue
      }
      for (let i = from; i < to; i++) {
        const peak = loud ? Math.max(peakAt(lineL, i, ceiling), peakAt(lineR, i, ceiling)) : 0
        const need = peak > ceiling ? ceiling / peak : 1
        // The least of the last AHEAD needs: found again only when the one that leaves was it.
        const leaving = needs[at] as number
        needs[at] = need
        if (need <= least) least = need
        else if (leaving <= least) least = needs.reduce((low, value) => Math.min(value, low), 1)
        gain = least < gain ? least : gain + (least - gain) * release
        if (gain > UNHEARD) gain = 1
        idle = gain === 1 && need === 1 ? idle + 1 : 0
        sum += gain - (smooth[at] as number)
        smooth[at] = gain
        at = at + 1 === AHEAD ? 0 : at + 1
        const factor = Math.min(1, sum / AHEAD)
        left[i] = (lineL[i] as number) * factor
        right[i] = (lineR[i] as number) * factor
      }
    }
    state = { at, sum, gain, least, idle }
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
      for (let from = 0; from < length; from += RUN) {
        const to = Math.min(from + RUN, length)
        if (!comesNear(heard, from, to, highest)) continue
        for (let i = from; i < to; i++) highest = Math.max(highest, peakAt(heard, i, highest))
      }
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

/** Whether any sample that arrives from `from` to `to`, or the next, is near `level`. */
function comesNear(line: Float32Array, from: number, to: number, level: number): boolean {
  const near = level * NEAR
  for (let i = from + AHEAD; i <= to + AHEAD; i++) if (Math.abs(line[i] as number) >= near) return true
  return false
}

/** The higher of the sample that arrives at `at` and the next, and of the three points between them where that is near `level`. */
function peakAt(line: Float32Array, at: number, level: number): number {
  let peak = Math.max(Math.abs(line[at + AHEAD] as number), Math.abs(line[at + AHEAD + 1] as number))
  if (peak < level * NEAR) return peak
  const first = at + AHEAD + 1 - TAPS / 2
  for (const taps of BETWEEN) {
    let value = 0
    for (let tap = 0; tap < TAPS; tap++) value += (line[first + tap] as number) * (taps[tap] as number)
    peak = Math.max(peak, Math.abs(value))
  }
  return peak
}
