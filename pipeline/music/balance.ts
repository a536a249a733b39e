import { bell } from '../speech/biquad.ts'
import type { Loop } from './synth.ts'

/** Room where voices have the body of their words, and the air above that a few sines lack. */
const BANDS = [
  { hertz: 560, decibels: -6, q: 0.55 },
  { hertz: 6_000, decibels: 6, q: 0.5 },
] as const
const RATE = 48_000
/** A filter has forgotten what it began with after this long. */
const SETTLES_SECONDS = 0.25

/** Balances a loop's spectrum for a bed that people speak over, in place: a loop as before. */
export function balance({ left, right }: Loop): void {
  for (const band of BANDS) {
    const filter = bell(band, RATE)
    for (const side of [left, right]) goRound(side, filter)
  }
}

// What is heard at the start has the loop's end before it.
function goRound(side: Float32Array, [b0, b1, b2, a1, a2]: ReturnType<typeof bell>): void {
  let [x1, x2, y1, y2] = [0, 0, 0, 0]
  const run = (at: number): number => {
    const x = side[at] as number
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
    return y
  }
  for (let at = Math.max(0, side.length - SETTLES_SECONDS * RATE); at < side.length; at++) run(at)
  for (let at = 0; at < side.length; at++) side[at] = run(at)
}
