import type { Narration } from '../schema.ts'

/** Seconds in which one scene's picture turns into the next; they are the last of the earlier scene's clip. */
export const JOIN_SECONDS = 0.5
/** Seconds of fading in from black at the film's start, and out at its end. */
export const FADE_SECONDS = 2

/** Silence before and after a scene's voice, in seconds: room to breathe, and to look. */
const LEAD = { first: 1, middle: 0.25, last: 0.4 } as const
const TAIL = { first: 1.3, middle: 0.55, last: FADE_SECONDS + 0.4 } as const

export interface SceneTiming {
  frames: number
  /** Frames at the end that blend into the next scene's picture; 0 for the last scene. */
  join: number
  fadeIn: number
  fadeOut: number
  /** Seconds from the clip's start to the start of its narration. */
  voiceAt: number
}

/**
 * How long a scene's clip is and where its voice stands in it. The first scene is the opening, the last the ending; a
 * narration without words is a silence of its own length.
 */
export function sceneTiming(
  { seconds, words }: Pick<Narration, 'seconds' | 'words'>,
  { place, fps }: { place: 'first' | 'middle' | 'last'; fps: number },
): SceneTiming {
  const [first, last] = [place === 'first', place === 'last']
  const silent = words.length === 0
  const before = silent ? 0 : LEAD[place]
  const after = silent ? 0 : TAIL[place]
  const shortest = first || last ? FADE_SECONDS + 1 : 2 * JOIN_SECONDS
  const frames = Math.round(Math.max(before + seconds + after, shortest) * fps)
  return {
    frames,
    join: last ? 0 : Math.round(JOIN_SECONDS * fps),
    fadeIn: first ? FADE_SECONDS * fps : 0,
    fadeOut: last ? FADE_SECONDS * fps : 0,
    voiceAt: before,
  }
}

/** Seconds at which each clip starts when they are joined end to end; one more entry for the film's end. */
export function startTimes(clips: readonly { frames: number }[], fps: number): number[] {
  const starts = [0]
  let frames = 0
  for (const clip of clips) {
    frames += clip.frames
    starts.push(frames / fps)
  }
  return starts
}

/** How long a section's card is seen at least and at most, and a moment after its title was said. */
const CARD = { least: 1.9, most: 3.2, after: 0.2, spare: 1.5 } as const

/**
 * Seconds of a clip's start for which its section's card is seen before it turns into the picture: while its title is said, up to second
 * `named` of the narration, else long enough to be read.
 */
export function cardSeconds(
  { frames, join, voiceAt }: SceneTiming,
  { fps, named = 0 }: { fps: number; named?: number | undefined },
): number {
  const wished = Math.min(CARD.most, Math.max(CARD.least, voiceAt + named + CARD.after))
  return Math.max(0.5, Math.min(wished, (frames - join) / fps - CARD.spare))
}

/** Second of a narration in which its first words have said a title; undefined where it begins with others. */
export function spokenUntil(title: string, words: Narration['words']): number | undefined {
  const bare = (text: string) => text.replace(/[^\p{L}\p{M}\p{N}]/gu, '').toLowerCase()
  let said = ''
  for (const { text, end } of words) {
    said += bare(text)
    if (said === bare(title)) return end
    if (!bare(title).startsWith(said)) return undefined
  }
  return undefined
}

/** Seconds of the film at which its scenes start, one more entry for its end, and at which their voices do. */
export function filmTimes(narrations: readonly Pick<Narration, 'seconds' | 'words'>[], fps: number) {
  const timings = narrations.map((narration, index) => sceneTiming(narration, { place: placeIn(narrations, index), fps }))
  const starts = startTimes(timings, fps)
  return { starts, voicesAt: timings.map(({ voiceAt }, index) => (starts[index] ?? 0) + voiceAt) }
}

/** Where the clip at `index` stands: a film of one scene is all ending. */
export function placeIn(scenes: readonly unknown[], index: number): 'first' | 'middle' | 'last' {
  if (index === scenes.length - 1) return 'last'
  return index === 0 ? 'first' : 'middle'
}
