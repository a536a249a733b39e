import type { Reveal, Word } from '../schema.ts'
import { saidAt, spokenIn } from './said.ts'
import { type Loaded, PAD, type Stage, strideOf } from './stage.ts'

/** A part of a picture, and the seconds of its scene between which it comes into sight. */
export type TimedReveal = Reveal & { at: number; until: number }

/** Seconds that a part takes to come into sight at least, and at most where it follows the voice. */
const LEAST_SECONDS = { right: 0.8, left: 0.8, around: 1.4 } as const
const MOST_SECONDS = 4
/** It begins a little before its word. */
const EARLY_SECONDS = 0.2
/** Share of its way that its edge is soft over. */
const SOFT = 0.18
/** The ring of what comes round, outwards from this share of half its box. */
const RING = 0.86

/**
 * When each part of a picture comes into sight: as its text is said, from the first word to the last; later parts not before
 * earlier ones, what isn't said at once. In seconds of the words.
 */
export function revealTimes(parts: readonly Reveal[], words: readonly Word[]): TimedReveal[] {
  const spoken = spokenIn(words)
  let last = 0
  return parts.map((part) => {
    const times = saidAt(part.text, spoken)
    const said = times.find(({ at }) => at >= last) ?? times[0]
    const at = Math.max(0, (said?.at ?? 0) - EARLY_SECONDS)
    last = said?.at ?? last
    return { ...part, at, until: Math.min(at + MOST_SECONDS, Math.max(at + LEAST_SECONDS[part.sweep], said?.until ?? 0)) }
  })
}

/** Whether nothing of a picture is still to come into sight at a second of its scene. */
export function isWhole(parts: readonly TimedReveal[], seconds: number): boolean {
  return parts.every(({ until }) => seconds >= until)
}

/** Brings `building`, which begins as the picture before its parts, to what of the `whole` is in sight at a second; seconds only grow. */
export function revealer(stage: Stage, building: Loaded, whole: Loaded, parts: readonly TimedReveal[]): (seconds: number) => void {
  const shown = parts.map((part) => ({ part, done: 0, regions: undefined as Region[] | undefined }))
  return (seconds) => {
    for (const reveal of shown) {
      const { at, until } = reveal.part
      const done = Math.min(1, Math.max(0, (seconds - at) / (until - at)))
      if (done === reveal.done) continue
      reveal.regions ??= regionsOf(stage, building, reveal.part)
      const [to, from] = [stage.planes(building), stage.planes(whole)]
      for (const [index, region] of reveal.regions.entries()) uncover(region, to[index] as Int8Array, from[index] as Int8Array, done)
      reveal.done = done
      if (done === 1) reveal.regions = undefined
    }
  }
}

/** A part in one plane of a picture: its first pixel there, how a row follows another, what was there before, and when each pixel is reached. */
interface Region {
  width: number
  first: number
  stride: number
  before: Int8Array
  /** From 0 to `LAST`; `NEVER` stays as it was. */
  order: Uint16Array
}

const LAST = 60_000
const NEVER = 65_535

function regionsOf(stage: Stage, picture: Loaded, part: Reveal): Region[] {
  return stage.planes(picture).map((plane, index) => {
    const [across, down] = index === 0 ? [picture.width, picture.height] : [Math.ceil(picture.width / 2), Math.ceil(picture.height / 2)]
    const [left, top] = [Math.floor(part.x * across), Math.floor(part.y * down)]
    const width = Math.min(across, Math.ceil((part.x + part.width) * across)) - left
    const height = Math.min(down, Math.ceil((part.y + part.height) * down)) - top
    const stride = strideOf(across)
    const first = (PAD + top) * stride + PAD + left
    const before = new Int8Array(width * height)
    const order = new Uint16Array(width * height)
    for (let row = 0; row < height; row++) {
      before.set(plane.subarray(first + row * stride, first + row * stride + width), row * width)
      for (let column = 0; column < width; column++) {
        order[row * width + column] = reachedAt(part.sweep, (column + 0.5) / width, (row + 0.5) / height)
      }
    }
    return { width, first, stride, before, order }
  })
}

/** When a pixel of a part is reached; `x` and `y` in shares of its box. */
function reachedAt(sweep: Reveal['sweep'], x: number, y: number): number {
  if (sweep === 'right') return x * LAST
  if (sweep === 'left') return (1 - x) * LAST
  const [right, down] = [2 * x - 1, 2 * y - 1]
  // From the top, clockwise.
  return Math.hypot(right, down) < RING ? NEVER : ((Math.atan2(-right, down) + Math.PI) / (2 * Math.PI)) * LAST
}

function uncover({ width, first, stride, before, order }: Region, to: Int8Array, from: Int8Array, done: number): void {
  // Slow at both ends.
  const front = done * done * (3 - 2 * done) * (1 + SOFT) * LAST
  const perPixel = 256 / (SOFT * LAST)
  for (let at = 0, pixel = first; at < order.length; pixel += stride) {
    for (let column = 0; column < width; column++, at++) {
      const reached = order[at] as number
      if (reached === NEVER || reached >= front) continue
      const weight = Math.min(256, (front - reached) * perPixel)
      const old = before[at] as number
      to[pixel + column] = old + (((from[pixel + column] as number) - old) * weight) / 256
    }
  }
}
