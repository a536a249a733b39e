import { Path2D } from '@napi-rs/canvas'
import type { Box } from '../../../../render/layout.ts'
import type { Shape } from '../../../../styles/style.ts'

/** Where scenery is laid: pixels of the frame; the land begins at the horizon. */
export interface Land {
  width: number
  height: number
  horizon: number
  random: () => number
  /** Where words stand: kept free of stars, roofs and peaks. */
  quiet?: readonly Box[]
}

/** Shapes of a scenery from back to front, over the whole width of the frame. */
export type Scenery = (land: Land) => Shape[]

/** A piece of scenery of this depth. */
export function piece(path: Path2D, depth: number, tone: Shape['tone'] = 'main', stroke?: number): Shape {
  return { path, depth, tone, layer: 'scenery', ...(stroke === undefined ? {} : { stroke }) }
}

/** Everything below a line that runs over the width: `y(t)` in pixels for t in 0..1, drawn straight between `steps` points. */
export function below({ width, height }: Land, y: (t: number) => number, steps = 96): Path2D {
  const path = new Path2D()
  path.moveTo(0, height)
  for (let step = 0; step <= steps; step++) path.lineTo((step / steps) * width, y(step / steps))
  path.lineTo(width, height)
  path.closePath()
  return path
}

/**
 * What of a rise above the horizon is left at a place across, in pixels: land keeps below the words that stand there, and goes down to that
 * from both sides.
 */
export function keptBelow({ height, horizon, quiet = [] }: Land): (x: number, rise: number) => number {
  const rooms = quiet.map(({ x, width, y, height: tall }) => ({
    ...{ left: x, right: x + width },
    room: Math.max(height * 0.015, horizon - y - tall - height * 0.025),
  }))
  return (x, rise) => {
    const room = Math.min(...rooms.map(({ left, right, room }) => room + Math.max(0, left - x, x - right) * 0.9))
    return Number.isFinite(room) ? room * Math.tanh(rise / room) : rise
  }
}

/** A gentle wave of a few sines: about -1..1, other at every call. */
export function swell(random: () => number, bumps: number): (t: number) => number {
  const parts = [1, 2.3, 4.1].map((times) => ({ times: bumps * times, phase: random() * Math.PI * 2, weight: 1 / times }))
  return (t) => parts.reduce((sum, { times, phase, weight }) => sum + Math.sin(t * times * Math.PI * 2 + phase) * weight, 0) / 1.5
}

/** A jagged line by halving: 0..1 over t in 0..1, rougher with `roughness` (0..1). */
export function ridge(random: () => number, roughness = 0.5, octaves = 7): (t: number) => number {
  const count = 2 ** octaves
  const heights = new Float64Array(count + 1)
  heights[0] = random() * 0.5
  heights[count] = random() * 0.5
  for (let span = count, reach = 1; span > 1; span /= 2, reach *= roughness) {
    for (let at = span / 2; at < count; at += span) {
      heights[at] = ((heights[at - span / 2] ?? 0) + (heights[at + span / 2] ?? 0)) / 2 + (random() - 0.38) * reach
    }
  }
  const [low, high] = [Math.min(...heights), Math.max(...heights)]
  return (t) => {
    const place = t * count
    const left = Math.min(count - 1, Math.floor(place))
    const height = (heights[left] ?? 0) + ((heights[left + 1] ?? 0) - (heights[left] ?? 0)) * (place - left)
    return (height - low) / (high - low)
  }
}
