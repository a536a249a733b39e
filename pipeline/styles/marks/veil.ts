import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Box } from '../../render/layout.ts'
import type { Shape, Sketch } from '../style.ts'
import { fade } from './colour.ts'
import { layer } from './layer.ts'

/** The box around all words of a sketch, grown by `margin` pixels; none where there are no words. */
export function wordsBox({ quiet }: Sketch, margin: number): Box | undefined {
  if (quiet.length === 0) return undefined
  const left = Math.min(...quiet.map(({ x }) => x)) - margin
  const top = Math.min(...quiet.map(({ y }) => y)) - margin
  const right = Math.max(...quiet.map(({ x, width }) => x + width)) + margin
  const bottom = Math.max(...quiet.map(({ y, height }) => y + height)) + margin
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** The motifs that stand on a panel under words. */
export function onPanel({ shapes }: Sketch, panel: Box): Shape[] {
  return shapes.filter(({ layer, path }) => {
    const [left, top, right, bottom] = path.getBounds()
    const [x, y] = [(left + right) / 2, (top + bottom) / 2]
    return layer === 'motif' && x > panel.x && x < panel.x + panel.width && y > panel.y && y < panel.y + panel.height
  })
}

/** Lays soft-edged `paper` under each block of words, so that a lively ground stays readable. */
export function veil(context: SKRSContext2D, sketch: Sketch, paper: string, opacity: number): void {
  const unit = Math.min(sketch.width, sketch.height) / 100
  // Blurred at an eighth of the size: the same look for a sixtieth of the work.
  const small = layer({ width: Math.ceil(sketch.width / 8), height: Math.ceil(sketch.height / 8) }, (soft) => {
    soft.scale(1 / 8, 1 / 8)
    soft.filter = `blur(${Math.max(1, unit * 0.28)}px)`
    soft.fillStyle = fade(paper, opacity)
    soft.beginPath()
    for (const box of sketch.quiet)
      soft.roundRect(box.x - unit * 3, box.y - unit * 2, box.width + unit * 6, box.height + unit * 4, unit * 3)
    soft.fill()
  })
  context.save()
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(small, 0, 0, sketch.width, sketch.height)
  context.restore()
}
