import type { Note, Score } from './compose.ts'
import { instruments } from './instruments.ts'
import type { Mood } from './moods.ts'
import { reverberate } from './reverb.ts'

export const SAMPLE_RATE = 48_000

/** Two channels of samples that repeat without a seam. */
export interface Loop {
  left: Float32Array
  right: Float32Array
}

/** Share of each instrument that goes into the hall. */
const wet: Record<Note['voice'], number> = { pad: 0.5, keys: 0.35, pluck: 0.3, bell: 0.7, bass: 0.05 }

/** Plays a score into a loop: whatever rings beyond the end is heard at the start. */
export function synthesize(score: Score, mood: Mood, secondsPerBar: number): Loop {
  const length = Math.round(score.bars * secondsPerBar * SAMPLE_RATE)
  const dry = { left: new Float32Array(length), right: new Float32Array(length) }
  const send = { left: new Float32Array(length), right: new Float32Array(length) }
  const beat = secondsPerBar / 4
  const play = instruments(mood.openness)
  const played = new Map<string, Float32Array>() // a bar comes back, and its notes with it
  for (const note of score.notes) {
    const key = `${note.voice} ${note.pitch} ${note.beats}`
    const samples = played.get(key) ?? play[note.voice](note.beats * beat, 440 * 2 ** ((note.pitch - 69) / 12))
    played.set(key, samples)
    const start = (Math.round(note.at * beat * SAMPLE_RATE) + length) % length
    // Equal power, so that a note is as loud at the side as in the middle.
    const angle = ((note.pan + 1) * Math.PI) / 4
    const [left, right] = [Math.cos(angle) * note.level, Math.sin(angle) * note.level]
    add(dry, samples, start, { left, right })
    add(send, samples, start, { left: left * wet[note.voice], right: right * wet[note.voice] })
  }
  const hall = reverberate(send)
  for (let i = 0; i < length; i++) {
    dry.left[i] = (dry.left[i] as number) + (hall.left[i] as number)
    dry.right[i] = (dry.right[i] as number) + (hall.right[i] as number)
  }
  return dry
}

/** Adds samples to both sides of a loop, round its end. */
function add({ left, right }: Loop, samples: Float32Array, start: number, level: { left: number; right: number }): void {
  const [levelL, levelR] = [level.left, level.right]
  for (let from = 0, at = start; from < samples.length; at = 0) {
    const run = Math.min(samples.length - from, left.length - at)
    for (let i = 0; i < run; i++) {
      const sample = samples[from + i] as number
      left[at + i] = (left[at + i] as number) + sample * levelL
      right[at + i] = (right[at + i] as number) + sample * levelR
    }
    from += run
  }
}
