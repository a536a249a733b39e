import { balance } from './balance.ts'
import type { Note, Score } from './compose.ts'
import { atDoubleRate } from './double-rate.ts'
import { instruments } from './instruments.ts'
import { type Loop, PLAYED_RATE } from './loop.ts'
import type { Mood } from './moods.ts'
import { reverberate } from './reverb.ts'

export const SAMPLE_RATE = 2 * PLAYED_RATE

/** Share of each instrument that goes into the hall. */
const wet: Record<Note['voice'], number> = { pad: 0.5, keys: 0.35, pluck: 0.3, bell: 0.7, bass: 0.05 }

/** Plays a score into a loop: whatever rings beyond the end is heard at the start. */
export function synthesize(score: Score, mood: Mood, secondsPerBar: number): Loop {
  const length = Math.round(score.bars * secondsPerBar * PLAYED_RATE)
  const [dry, send, part] = [silence(length), silence(length), silence(length)]
  const beat = secondsPerBar / 4
  const play = instruments(mood.openness)
  for (const [voice, notes] of Map.groupBy(score.notes, ({ voice }) => voice)) {
    part.left.fill(0)
    part.right.fill(0)
    const played = new Map<string, Float32Array>() // a bar comes back, and its notes with it
    for (const { pitch, beats, at, pan, level } of notes) {
      const key = `${pitch} ${beats}`
      const samples = played.get(key) ?? play[voice](beats * beat, 440 * 2 ** ((pitch - 69) / 12))
      played.set(key, samples)
      const start = (Math.round(at * beat * PLAYED_RATE) + length) % length
      // Equal power, so that a note is as loud at the side as in the middle.
      const angle = ((pan + 1) * Math.PI) / 4
      add(samples, start, [part.left, Math.cos(angle) * level], [part.right, Math.sin(angle) * level])
    }
    for (const side of ['left', 'right'] as const) add(part[side], 0, [dry[side], 1], [send[side], wet[voice]])
  }
  reverberate(send, dry)
  balance(dry)
  return atDoubleRate(dry)
}

type Share = readonly [channel: Float32Array, level: number]

function silence(length: number): Loop {
  return { left: new Float32Array(length), right: new Float32Array(length) }
}

/** Adds samples to two channels of loops at once, round their end, each at its level. */
function add(samples: Float32Array, start: number, [one, level]: Share, [other, otherLevel]: Share): void {
  for (let from = 0, at = start; from < samples.length; at = 0) {
    const run = Math.min(samples.length - from, one.length - at)
    for (let i = 0; i < run; i++) {
      const sample = samples[from + i] as number
      one[at + i] = (one[at + i] as number) + sample * level
      other[at + i] = (other[at + i] as number) + sample * otherLevel
    }
    from += run
  }
}
