import type { Note } from './compose.ts'
import { PLAYED_RATE as RATE } from './loop.ts'

const TAU = 2 * Math.PI
const TABLE = 4096

/** Plays one note of `seconds` at full level, its ringing included. */
type Play = (seconds: number, frequency: number) => Float32Array

/** The players of a bed; `openness` 0..1 is how bright the pad is. */
export function instruments(openness: number): Record<Note['voice'], Play> {
  return { pad: pad(openness), keys, pluck, bell, bass }
}

/** Slow strings: one wavetable read twice, a few cents apart, swelling in and out across the bar. */
function pad(openness: number): Play {
  const table = new Float32Array(TABLE + 1)
  for (let harmonic = 1; harmonic <= 9; harmonic++) {
    const level = harmonic ** -(2.4 - openness) * (harmonic % 2 === 0 ? 0.7 : 1)
    for (let i = 0; i <= TABLE; i++) table[i] = (table[i] as number) + Math.sin((TAU * harmonic * i) / TABLE + harmonic) * level
  }
  return (seconds, frequency) => {
    const [attack, release] = [Math.min(0.9, seconds * 0.4) * RATE, 1.4 * RATE]
    const out = new Float32Array(Math.round(seconds * RATE + release))
    const step = (TABLE * frequency) / RATE
    let [a, b] = [0, TABLE * 0.37]
    for (let i = 0; i < out.length; i++) {
      const swell = bow(i / attack) * bow((out.length - i) / release)
      out[i] = (read(table, a) + read(table, b)) * swell * 0.11
      a += step * 1.0016
      b += step * 0.9984
      if (a >= TABLE) a -= TABLE
      if (b >= TABLE) b -= TABLE
    }
    return out
  }
}

function read(table: Float32Array, at: number): number {
  const whole = at | 0
  const low = table[whole] as number
  return low + ((table[whole + 1] as number) - low) * (at - whole)
}

function bow(x: number): number {
  return x >= 1 ? 1 : x * x * (3 - 2 * x)
}

/** A soft electric piano: one sine bending another, the bend dying first. */
function keys(seconds: number, frequency: number): Float32Array {
  const out = silence(seconds + 1.6)
  ringBent(out, frequency, 0.3, 0.95)
  return softened(out, 0.012)
}

/** A plucked string: eight partials, the higher the shorter and the sharper. */
function pluck(seconds: number, frequency: number): Float32Array {
  const out = silence(seconds + 0.9)
  for (let partial = 1; partial <= 8 && partial * frequency < 6_000; partial++) {
    const sharp = frequency * partial * (1 + 0.0004 * partial * partial)
    ring(out, sharp, partial ** -1.25 * 0.26, 0.75 / (0.6 + 0.4 * partial))
  }
  return softened(out, 0.004)
}

/** A far-off bell for the tune: two partials and a glint, a soft stroke. */
function bell(seconds: number, frequency: number): Float32Array {
  const out = silence(seconds + 1.8)
  ring(out, frequency, 0.3, 0.9)
  ring(out, 2 * frequency, 0.09, 0.5)
  ring(out, 3.01 * frequency, 0.024, 0.2)
  return softened(out, 0.02)
}

/** A round bass that small loudspeakers can still suggest: its octave is in it. */
function bass(seconds: number, frequency: number): Float32Array {
  const out = silence(seconds + 0.5)
  ring(out, frequency, 0.3, 2.2)
  ring(out, 2 * frequency, 0.11, 0.6)
  const release = 0.5 * RATE
  for (let i = Math.floor(out.length - release); i < out.length; i++) out[i] = (out[i] as number) * bow((out.length - i) / release)
  return softened(out, 0.04)
}

/** Adds a sine that falls to 1/e in `fall` seconds, by recursion: two multiplications a sample. */
function ring(out: Float32Array, frequency: number, level: number, fall: number): void {
  const turn = (TAU * frequency) / RATE
  const decay = fading(fall)
  const [twice, square] = [2 * decay * Math.cos(turn), decay * decay]
  let [before, now] = [0, Math.sin(turn) * decay * level]
  for (let i = 1; i < out.length; i++) {
    out[i] = (out[i] as number) + now
    const next = twice * now - square * before
    before = now
    now = next
  }
}

/** Adds a sine that is bent by itself, less and less, and falls to 1/e in `fall` seconds. */
function ringBent(out: Float32Array, frequency: number, level: number, fall: number): void {
  const turn = (TAU * frequency) / RATE
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)]
  const [decay, bendDecay] = [fading(fall), fading(0.35)]
  let [x, y, loud, bend] = [1, 0, level, 0.45]
  for (let i = 0; i < out.length; i++) {
    loud *= decay
    bend *= bendDecay
    // The sine of an angle that is bent by so little: series in place of a second sine.
    const b = (bend + 0.12) * y
    const square = b * b
    const across = b * (1 - square * (1 / 6 - square / 120))
    const along = 1 - square * (1 / 2 - square * (1 / 24 - square / 720))
    out[i] = (out[i] as number) + (y * along + x * across) * loud
    const turned = x * cosine - y * sine
    y = y * cosine + x * sine
    x = turned
  }
}

/** What a level is multiplied with at each sample to fall to 1/e in `seconds`. */
function fading(seconds: number): number {
  return Math.exp(-1 / (seconds * RATE))
}

function silence(seconds: number): Float32Array {
  return new Float32Array(Math.round(seconds * RATE))
}

/** Gives a note a soft start of `attack` seconds, and 60 ms of fade so that it never ends with a click. */
function softened(note: Float32Array, attack: number): Float32Array {
  const [rise, fall] = [Math.min(note.length, Math.ceil(attack * RATE)), Math.min(note.length, 0.06 * RATE)]
  for (let i = 0; i < rise; i++) note[i] = (note[i] as number) * bow(i / (attack * RATE))
  for (let i = 1; i <= fall; i++) note[note.length - i] = ((note[note.length - i] as number) * i) / fall
  return note
}
