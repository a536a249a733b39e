import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'

/** Draws on a clear sheet of the canvas's own size and gives the sheet. */
export function layer({ width, height }: { width: number; height: number }, draw: (context: SKRSContext2D) => void): Canvas {
  const sheet = createCanvas(width, height)
  draw(sheet.getContext('2d'))
  return sheet
}

/** Lays a sheet on the canvas. */
export function lay(
  context: SKRSContext2D,
  sheet: Canvas,
  options: { alpha?: number; mode?: SKRSContext2D['globalCompositeOperation'] } = {},
): void {
  context.save()
  context.globalAlpha = options.alpha ?? 1
  context.globalCompositeOperation = options.mode ?? 'source-over'
  context.drawImage(sheet, 0, 0)
  context.restore()
}

/** A straight gradient from `from` to `to`, both points in pixels, with colours spread evenly. */
export function ramp(
  context: SKRSContext2D,
  from: readonly [number, number],
  to: readonly [number, number],
  colours: readonly string[],
): CanvasGradient {
  const gradient = context.createLinearGradient(...from, ...to)
  for (const [index, colour] of colours.entries()) gradient.addColorStop(colours.length === 1 ? 0 : index / (colours.length - 1), colour)
  return gradient
}

type CanvasGradient = ReturnType<SKRSContext2D['createLinearGradient']>

/** A round gradient from the middle outwards. */
export function glow(context: SKRSContext2D, x: number, y: number, radius: number, colours: readonly string[]): CanvasGradient {
  const gradient = context.createRadialGradient(x, y, 0, x, y, radius)
  for (const [index, colour] of colours.entries()) gradient.addColorStop(index / (colours.length - 1), colour)
  return gradient
}
