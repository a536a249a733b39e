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

/**
 * Keeps the true peak of two channels under `ceiling` (a sample value) with one gain for both, brought down before a peak
 * arrives and let up slowly after it. Blocks go in and come out `AHEAD` samples later; `flush` gives the rest.
 */
export function createLimiter(ceiling: number) {
  const history = [new Float32Array(TAPS), new Float32Array(TAPS)]
  const delay = [new Float32Array(AHEAD + TAPS / 2), new Float32Array(AHEAD + TAPS / 2)]
  const needs = new Float64Array(AHEAD).fill(1)
  const smooth = new Float64Array(AHEAD).fill(1)
  const release = 1 - Math.exp(-1 / (RELEASE_SECONDS * 48_000))
  let [at, delayAt, sum, gain, least] = [0, 0, AHEAD, 1, 1]

  /** One pair in, one pair out, delayed. */
  const pass = (left: number, right: number, out: (left: number, right: number) => void): void => {
    const peak = Math.max(truePeak(history[0] as Float32Array, left, ceiling), truePeak(history[1] as Float32Array, right, ceiling))
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
    const [delayL, delayR] = delay as [Float32Array, Float32Array]
    out((delayL[delayAt] as number) * factor, (delayR[delayAt] as number) * factor)
    delayL[delayAt] = left
    delayR[delayAt] = right
    delayAt = delayAt + 1 === delayL.length ? 0 : delayAt + 1
  }
  return { pass, delay: AHEAD + TAPS / 2 }
}

/** The highest of a sample and the three points before it; the points are only computed where they could matter. */
function truePeak(history: Float32Array, sample: number, ceiling: number): number {
  history.copyWithin(0, 1)
  history[TAPS - 1] = sample
  const near = Math.max(Math.abs(history[TAPS / 2 - 1] as number), Math.abs(history[TAPS / 2] as number))
  if (near < ceiling * 0.6) return near
  let peak = near
  for (const taps of BETWEEN) {
    let value = 0
    for (let tap = 0; tap < TAPS; tap++) value += (history[tap] as number) * (taps[tap] as number)
    peak = Math.max(peak, Math.abs(value))
  }
  return peak
}
