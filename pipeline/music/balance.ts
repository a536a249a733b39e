import { bell, type Coefficients, filterInPlace } from '../speech/biquad.ts'
import { type Loop, PLAYED_RATE } from './loop.ts'

/** Room where voices have the body of their words, and the air above that a few sines lack. */
const BANDS = [
  { hertz: 560, decibels: -6, q: 0.55 },
  { hertz: 6_000, decibels: 6, q: 0.42 },
] as const
/** A filter has forgotten what it began with after this long. */
const SETTLES_SECONDS = 0.25

/** Balances a loop's spectrum for a bed that people speak over, in place: a loop as before. */
export function balance({ left, right }: Loop): void {
  for (const band of BANDS) {
    const filter = bell(band, PLAYED_RATE)
    for (const side of [left, right]) goRound(side, filter)
  }
}

// What is heard at the start has the loop's end before it.
function goRound(side: Float32Array, filter: Coefficients): void {
  const state = new Float64Array(2)
  filterInPlace(side.slice(-SETTLES_SECONDS * PLAYED_RATE), filter, state)
  filterInPlace(side, filter, state)
}
