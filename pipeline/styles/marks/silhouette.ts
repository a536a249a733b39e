import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Palette, Shape, Sketch } from '../style.ts'
import { along, mix } from './colour.ts'

/** The flat colour of a shape: scenery runs through the tones by depth, a motif stands in ink on them. */
export function colourOf(palette: Palette, { layer, tone, depth }: Shape): string {
  if (tone === 'accent') return palette.accent
  if (layer === 'motif') {
    if (tone === 'light') return palette.paper
    if (tone === 'shade') return mix(palette.ink, palette.paper, 0.28)
    return palette.ink
  }
  const base = along(palette.tones, depth)
  if (tone === 'light') return mix(base, palette.paper, 0.45)
  if (tone === 'shade' || tone === 'line') return mix(base, palette.ink, 0.3)
  return base
}

/** Fills or strokes one shape in a colour. */
export function fillShape(context: SKRSContext2D, shape: Shape, colour: string): void {
  if (shape.tone === 'line') {
    context.strokeStyle = colour
    context.lineWidth = shape.stroke ?? 2
    context.lineJoin = context.lineCap = 'round'
    context.stroke(shape.path)
  } else {
    context.fillStyle = colour
    context.fill(shape.path)
  }
}

/** The sketch in flat colours, back to front. */
export function silhouettes(
  context: SKRSContext2D,
  sketch: Sketch,
  palette: Palette,
  colour: (palette: Palette, shape: Shape) => string = colourOf,
): void {
  for (const shape of sketch.shapes) fillShape(context, shape, colour(palette, shape))
}

/** The sun of a sketch as a disc. */
export function disc(context: SKRSContext2D, { sun }: Sketch, colour: string): void {
  if (sun === undefined) return
  context.fillStyle = colour
  context.beginPath()
  context.arc(sun.x, sun.y, sun.radius, 0, Math.PI * 2)
  context.fill()
}
