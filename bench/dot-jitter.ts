import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { motionFor } from '../pipeline/render/motion.ts'
import { fillPlanes } from '../pipeline/render/picture-planes.ts'
import { createStage } from '../pipeline/render/stage.ts'

/**
 * Draws a round dot through three seconds of a film's own move and finds its centre in each frame: the root mean square
 * of its distance, in pixels, from where the move says it is.
 */
export function dotJitter(width: number, height: number, seed: number): number {
  const picture = { width, height, origin: 'generated' as const, seed }
  const { canvas, dot } = dotPicture(width, height)
  const stage = createStage(width, height, 1)
  const loaded = stage.keep('dot', canvas, (planes) => fillPlanes(planes, canvas))
  const motion = motionFor(picture, { width, height })
  let [square, frames] = [0, 0]
  for (let frame = 0; frame < 90; frame++) {
    const view = motion(frame / 30)
    stage.draw(0, loaded, view)
    const expected = { x: (dot.x - view.cx) / view.scale + width / 2, y: (dot.y - view.cy) / view.scale + height / 2 }
    const found = centre(stage.frame(0), width, expected)
    square += (found.x - expected.x) ** 2 + (found.y - expected.y) ** 2
    frames++
  }
  return Math.sqrt(square / frames)
}

/** A picture of one round dot, and where its centre is. */
export function dotPicture(width: number, height: number): { canvas: Canvas; dot: { x: number; y: number } } {
  const dot = { x: width * 0.31, y: height * 0.37, sigma: 4 }
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const pixels = context.createImageData(width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const far = (x + 0.5 - dot.x) ** 2 + (y + 0.5 - dot.y) ** 2
      pixels.data.fill(40 + 180 * Math.exp(-far / (2 * dot.sigma ** 2)), (y * width + x) * 4, (y * width + x) * 4 + 3)
      pixels.data[(y * width + x) * 4 + 3] = 255
    }
  }
  context.putImageData(pixels, 0, 0)
  return { canvas, dot }
}

/** Centre of brightness of a frame's luma within 20 pixels, above the ground. */
export function centre(frame: Uint8Array, width: number, near: { x: number; y: number }): { x: number; y: number } {
  let [sum, sumX, sumY] = [0, 0, 0]
  const ground = frame[0] ?? 0
  for (let y = Math.round(near.y) - 20; y < Math.round(near.y) + 20; y++) {
    for (let x = Math.round(near.x) - 20; x < Math.round(near.x) + 20; x++) {
      const light = Math.max(0, (frame[y * width + x] as number) - ground - 2)
      sum += light
      sumX += light * (x + 0.5)
      sumY += light * (y + 0.5)
    }
  }
  return { x: sumX / sum, y: sumY / sum }
}
