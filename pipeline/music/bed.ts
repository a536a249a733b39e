import { compose } from './compose.ts'
import type { Loop } from './loop.ts'
import type { Mood } from './moods.ts'
import { SAMPLE_RATE, synthesize } from './synth.ts'

/** Seconds for which the last chord rings and fades at the film's end. */
export const LAST_CHORD_SECONDS = 4

/** A bed for a film: a loop, and the sample of it that is heard when the film starts. */
export interface Bed {
  loop: Loop
  start: number
}

/**
 * Music for a film of `seconds`: the tempo is bent by a few per cent so that whole phrases fill the film and the tonic
 * falls `LAST_CHORD_SECONDS` before its end.
 */
export function bedFor(mood: Mood, seed: number, seconds: number): Bed {
  const score = compose(mood, seed)
  const { secondsPerBar, bars } = fitBars(240 / mood.tempo, Math.max(seconds - LAST_CHORD_SECONDS, 1))
  const loop = synthesize(score, mood, secondsPerBar)
  const into = (score.bars - (bars % score.bars)) % score.bars
  return { loop, start: Math.round(into * secondsPerBar * SAMPLE_RATE) % loop.left.length }
}

/** The nearest length of a bar with which whole phrases (or at least whole bars) fill `seconds`. */
export function fitBars(secondsPerBar: number, seconds: number): { secondsPerBar: number; bars: number } {
  for (const phrase of [4, 2, 1]) {
    const bars = Math.max(phrase, Math.round(seconds / secondsPerBar / phrase) * phrase)
    const fitted = seconds / bars
    if (Math.abs(fitted / secondsPerBar - 1) < 0.1) return { secondsPerBar: fitted, bars }
  }
  const bars = Math.max(1, Math.round(seconds / secondsPerBar))
  return { secondsPerBar: seconds / bars, bars }
}
