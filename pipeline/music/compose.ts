import type { Mood } from './moods.ts'
import { pick, randomFrom } from './random.ts'

/** A note of the score; beats from the loop's start. */
export interface Note {
  voice: 'pad' | 'keys' | 'pluck' | 'bell' | 'bass'
  at: number
  beats: number
  /** MIDI number. */
  pitch: number
  /** 0..1 */
  level: number
  /** -1 left, 1 right. */
  pan: number
}

/** A loop that starts on its tonic. */
export interface Score {
  bars: number
  notes: Note[]
}

const BARS = 16
const BEATS = 4
/** How much of its figure and of its tune each four bars have: it sets out, fills, opens wide and thins again, so that a round is heard as one. */
const ARC = [
  { figure: 0.7, melody: 0.4, strings: 1 },
  { figure: 1, melody: 1, strings: 0.9 },
  { figure: 1.15, melody: 1.8, strings: 1.1 },
  { figure: 0.8, melody: 0.7, strings: 1 },
] as const

/** Composes sixteen bars in a mood; another seed gives another key, other phrases and figures. */
export function compose(mood: Mood, seed: number): Score {
  const random = randomFrom(seed)
  const root = pick(mood.roots, random)
  const phrase = pick(mood.phrases, random)
  const chords = [...phrase, ...pick(mood.turns, random), ...phrase, ...pick(mood.turns, random)]
  const figures = [pick(mood.figures, random), pick(mood.figures, random)] as const
  const lift = BARS / 2
  const notes: Note[] = []
  let voicing = [root + 12, root + 16, root + 19]
  let tune = root + 24

  chords.forEach((degree, bar) => {
    const tones = [0, 2, 4].map((step) => pitchClass(mood, root, degree + step))
    voicing = nearest(voicing, tones, root + 17)
    const at = bar * BEATS
    const arc = ARC[Math.floor(bar / 4) % ARC.length] ?? ARC[0]
    voicing.forEach((pitch, index) => {
      notes.push({ voice: 'pad', at, beats: BEATS, pitch, level: mood.levels.pad * arc.strings, pan: (index - 1) * 0.5 })
    })
    // A ninth on top of every other chord: air, without asking for attention.
    if (bar % 2 === 0) {
      const ninth = above(pitchClass(mood, root, degree + 1), root + 26)
      notes.push({ voice: 'pad', at, beats: BEATS, pitch: ninth, level: mood.levels.pad * 0.35, pan: 0.3 })
    }
    const low = above(pitchClass(mood, root, degree), 34)
    notes.push({ voice: 'bass', at, beats: 3, pitch: low, level: mood.levels.bass, pan: 0 })
    if (mood.tempo > 80) notes.push({ voice: 'bass', at: at + 2.5, beats: 1.5, pitch: low, level: mood.levels.bass * 0.6, pan: 0 })

    // The second half answers an octave higher, and softer: what comes back is not the same.
    const rise = bar >= lift && bar % 4 >= 2 ? 12 : 0
    const ladder = [...voicing, (voicing[0] ?? root) + 12].map((pitch) => pitch + rise)
    const figure = figures[bar % 4 === 3 ? 1 : 0]
    figure.forEach((tone, eighth) => {
      // It sets out on the beats alone.
      if (tone < 0 || (bar < 2 && eighth % 2 === 1)) return
      const accent = eighth === 0 ? 1 : eighth % 2 === 0 ? 0.8 : 0.62
      notes.push({
        voice: mood.figureVoice,
        at: at + eighth / 2 + (random() - 0.5) * 0.02,
        beats: 1.5,
        pitch: ladder[tone] ?? root,
        level: mood.levels.figure * arc.figure * (rise > 0 ? 0.65 : 1) * accent * (0.85 + random() * 0.3),
        pan: ((tone % 4) - 1.5) * 0.3,
      })
    })
    for (let beat = 0; beat < BEATS; beat++) {
      if (random() > mood.melody * arc.melody) continue
      // Steps to a chord tone near the last note, inside an octave and a half above the chords.
      const goals = tones.flatMap((tone) => [above(tone, root + 22), above(tone, root + 32)])
      const reachable = goals.filter((goal) => Math.abs(goal - tune) <= 7 && goal !== tune)
      tune = reachable[Math.floor(random() * reachable.length)] ?? above(tones[0] ?? root, root + 22)
      notes.push({ voice: 'bell', at: at + beat, beats: 2, pitch: tune, level: mood.levels.melody, pan: (random() - 0.5) * 0.8 })
    }
  })
  return { bars: BARS, notes }
}

function pitchClass(mood: Mood, root: number, degree: number): number {
  return (root + (mood.scale[((degree % 7) + 7) % 7] ?? 0)) % 12
}

/** The lowest note of a pitch class at or above `floor`. */
function above(tone: number, floor: number): number {
  return floor + ((((tone - floor) % 12) + 12) % 12)
}

/** Places chord tones so that each voice moves as little as it can, kept about `centre`. */
function nearest(before: readonly number[], tones: readonly number[], centre: number): number[] {
  let best: { cost: number; notes: number[] } | undefined
  for (let turn = 0; turn < tones.length; turn++) {
    const order = [...tones.slice(turn), ...tones.slice(0, turn)]
    for (const floor of [centre - 12, centre - 8, centre - 5]) {
      const notes: number[] = []
      for (const tone of order) notes.push(above(tone, (notes.at(-1) ?? floor - 1) + 1))
      const moved = notes.reduce((sum, note, index) => sum + Math.abs(note - (before[index] ?? note)), 0)
      const drift = Math.abs(notes.reduce((sum, note) => sum + note, 0) / notes.length - centre)
      const cost = moved + drift * 0.6
      if (best === undefined || cost < best.cost) best = { cost, notes }
    }
  }
  return best?.notes ?? [...before]
}
