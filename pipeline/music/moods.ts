import { UserError } from '../../lib/errors.ts'

/** Four bars of chords, as degrees of the scale counted from 0. */
type Phrase = readonly [number, number, number, number]

/** What a bed of music is composed from. */
export interface Mood {
  name: string
  label: { en: string; 'zh-CN': string }
  /** Beats a minute, before it is fitted to the film. */
  tempo: number
  /** Semitones of the scale above the root. */
  scale: readonly [number, number, number, number, number, number, number]
  /** MIDI notes that the root is chosen from, around C3. */
  roots: readonly [number, ...number[]]
  /** Opening phrases; they start on the tonic, which also ends the piece. */
  phrases: readonly [Phrase, ...Phrase[]]
  /** Phrases that lead back to the tonic. */
  turns: readonly [Phrase, ...Phrase[]]
  /** Eighths of a bar that are struck, by chord tone; -1 rests. */
  figures: readonly [readonly number[], ...(readonly number[])[]]
  /** 0..1 */
  levels: { pad: number; figure: number; bass: number; melody: number }
  figureVoice: 'keys' | 'pluck' | 'bell'
  /** Chance that a beat carries a melody note. */
  melody: number
  /** Loudest harmonics of the pad: 0 dark, 1 open. */
  openness: number
}

const major = [0, 2, 4, 5, 7, 9, 11] as const
const minor = [0, 2, 3, 5, 7, 8, 10] as const
const dorian = [0, 2, 3, 5, 7, 9, 10] as const
const lydian = [0, 2, 4, 6, 7, 9, 11] as const

/** Every bed there is, the default first. */
export const moods: readonly [Mood, ...Mood[]] = [
  {
    name: 'calm',
    label: { en: 'Calm', 'zh-CN': '平静' },
    tempo: 66,
    scale: major,
    roots: [48, 50, 53, 46],
    phrases: [
      [0, 5, 3, 4],
      [0, 2, 3, 0],
      [0, 4, 5, 3],
    ],
    turns: [
      [1, 3, 4, 4],
      [5, 3, 1, 4],
    ],
    figures: [
      [0, -1, 1, -1, 2, -1, 3, -1],
      [0, -1, -1, 2, -1, 1, 3, -1],
    ],
    levels: { pad: 0.8, figure: 0.42, bass: 0.5, melody: 0.2 },
    figureVoice: 'keys',
    melody: 0.16,
    openness: 0.35,
  },
  {
    name: 'warm',
    label: { en: 'Warm', 'zh-CN': '温暖' },
    tempo: 74,
    scale: major,
    roots: [53, 51, 48, 55],
    phrases: [
      [0, 3, 0, 4],
      [0, 5, 1, 4],
      [0, 3, 5, 4],
    ],
    turns: [
      [3, 4, 2, 5],
      [1, 4, 3, 4],
    ],
    figures: [
      [0, 2, 1, 2, 3, 2, 1, 2],
      [0, -1, 2, 1, -1, 2, 3, 2],
    ],
    levels: { pad: 0.55, figure: 0.5, bass: 0.55, melody: 0.22 },
    figureVoice: 'keys',
    melody: 0.2,
    openness: 0.3,
  },
  {
    name: 'bright',
    label: { en: 'Bright', 'zh-CN': '明快' },
    tempo: 96,
    scale: major,
    roots: [50, 52, 55, 48],
    phrases: [
      [0, 4, 5, 3],
      [0, 3, 4, 3],
      [0, 2, 5, 3],
    ],
    turns: [
      [3, 4, 1, 4],
      [5, 3, 4, 4],
    ],
    figures: [
      [0, 1, 2, 3, 2, 1, 2, 3],
      [0, 2, 1, 2, 3, 2, 1, 2],
    ],
    levels: { pad: 0.45, figure: 0.6, bass: 0.5, melody: 0.2 },
    figureVoice: 'pluck',
    melody: 0.18,
    openness: 0.5,
  },
  {
    name: 'hopeful',
    label: { en: 'Hopeful', 'zh-CN': '希望' },
    tempo: 82,
    scale: major,
    roots: [48, 55, 50, 53],
    phrases: [
      [0, 4, 5, 3],
      [0, 5, 3, 4],
      [0, 3, 5, 4],
    ],
    turns: [
      [3, 4, 5, 4],
      [1, 3, 4, 4],
    ],
    figures: [
      [0, -1, 2, -1, 3, -1, 2, 1],
      [0, 1, 2, -1, 3, -1, 2, -1],
    ],
    levels: { pad: 0.7, figure: 0.45, bass: 0.55, melody: 0.25 },
    figureVoice: 'keys',
    melody: 0.24,
    openness: 0.5,
  },
  {
    name: 'curious',
    label: { en: 'Curious', 'zh-CN': '好奇' },
    tempo: 88,
    scale: lydian,
    roots: [50, 48, 53, 52],
    phrases: [
      [0, 1, 0, 4],
      [0, 4, 1, 2],
      [0, 1, 5, 4],
    ],
    turns: [
      [1, 4, 5, 1],
      [2, 5, 1, 4],
    ],
    figures: [
      [0, -1, 2, -1, -1, 1, -1, 3],
      [0, -1, -1, 2, 1, -1, 3, -1],
    ],
    levels: { pad: 0.4, figure: 0.6, bass: 0.45, melody: 0.2 },
    figureVoice: 'pluck',
    melody: 0.14,
    openness: 0.35,
  },
  {
    name: 'solemn',
    label: { en: 'Solemn', 'zh-CN': '庄重' },
    tempo: 56,
    scale: dorian,
    roots: [50, 45, 48, 52],
    phrases: [
      [0, 3, 0, 6],
      [0, 6, 3, 0],
      [0, 2, 3, 6],
    ],
    turns: [
      [3, 6, 2, 6],
      [5, 3, 6, 6],
    ],
    figures: [
      [0, -1, -1, -1, 2, -1, -1, -1],
      [0, -1, -1, -1, -1, -1, 2, -1],
    ],
    levels: { pad: 0.9, figure: 0.3, bass: 0.6, melody: 0.18 },
    figureVoice: 'keys',
    melody: 0.12,
    openness: 0.25,
  },
  {
    name: 'tense',
    label: { en: 'Tense', 'zh-CN': '紧张' },
    tempo: 84,
    scale: minor,
    roots: [45, 48, 50, 43],
    phrases: [
      [0, 0, 5, 5],
      [0, 5, 3, 6],
      [0, 3, 0, 6],
    ],
    turns: [
      [5, 6, 3, 4],
      [3, 5, 6, 6],
    ],
    figures: [
      [0, 0, 2, 0, 0, 2, 0, 1],
      [0, -1, 0, 2, -1, 0, 0, 1],
    ],
    levels: { pad: 0.7, figure: 0.4, bass: 0.6, melody: 0.14 },
    figureVoice: 'pluck',
    melody: 0.08,
    openness: 0.2,
  },
]

/** The mood of this name; undefined for `none`. Throws UserError `settings`. */
export function moodNamed(name: string): Mood | undefined {
  const wanted = name.trim().toLowerCase()
  if (wanted === 'none' || wanted === '') return undefined
  const found = moods.find((mood) => mood.name === wanted)
  if (found !== undefined) return found
  throw new UserError('settings', `There is no music "${name.slice(0, 40)}". Choose ${moods.map((mood) => mood.name).join(', ')} or none.`)
}
