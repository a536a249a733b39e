import type { Canvas, SKRSContext2D } from '@napi-rs/canvas'
import type { Box } from '../../render/layout.ts'
import type { Palette, Shape, Sketch } from '../style.ts'
import { layer } from './layer.ts'
import { colourOf, fillShape } from './silhouette.ts'

/** The motifs of a sketch alone, on a clear sheet. */
export function figures(sketch: Sketch, palette: Palette, colour: (palette: Palette, shape: Shape) => string = colourOf): Canvas {
  return layer(sketch, (sheet) => {
    for (const shape of sketch.shapes) if (shape.layer === 'motif') fillShape(sheet, shape, colour(palette, shape))
  })
}

/** The box around a sketch's motifs; none where there are none. */
export function figuresBox({ shapes }: Sketch): Box | undefined {
  const bounds = shapes.filter(({ layer }) => layer === 'motif').map(({ path }) => path.getBounds())
  if (bounds.length === 0) return undefined
  const [left, top] = [Math.min(...bounds.map(([x]) => x)), Math.min(...bounds.map(([, y]) => y))]
  const [right, bottom] = [Math.max(...bounds.map(([, , x]) => x)), Math.max(...bounds.map(([, , , y]) => y))]
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Light from one side over what is already drawn on a sheet: white at `from`, black at the other corner of the box. */
export function lit(sheet: Canvas, box: Box, strength: number, from: 'left' | 'right' = 'left', warm = '255,240,214'): void {
  const context = sheet.getContext('2d')
  const [near, far] = from === 'left' ? [box.x, box.x + box.width] : [box.x + box.width, box.x]
  const light = context.createLinearGradient(near, box.y, far, box.y + box.height)
  light.addColorStop(0, `rgba(${warm},${strength})`)
  light.addColorStop(0.45, `rgba(${warm},0)`)
  light.addColorStop(0.55, 'rgba(0,0,0,0)')
  light.addColorStop(1, `rgba(0,0,0,${strength * 1.1})`)
  context.save()
  context.globalCompositeOperation = 'source-atop'
  context.fillStyle = light
  context.fillRect(box.x, box.y, box.width, box.height)
  context.restore()
}

/** Lays a sheet with a shadow of its own shape under it. */
export function shadowed(context: SKRSContext2D, sheet: Canvas, blur: number, dx: number, dy: number, colour: string): void {
  context.save()
  context.shadowColor = colour
  context.shadowBlur = blur
  context.shadowOffsetX = dx
  context.shadowOffsetY = dy
  context.drawImage(sheet, 0, 0)
  context.restore()
}
