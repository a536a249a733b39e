import type { Image, SKRSContext2D } from '@napi-rs/canvas'
import { veil } from '../../../styles/marks/veil.ts'
import type { Sketch } from '../../../styles/style.ts'

/** Fills the frame with a made or a person's own picture, veiled with `paper` where words will stand. */
export function drawGround(context: SKRSContext2D, picture: Image, sketch: Sketch, paper: string): void {
  const { width, height } = sketch
  const scale = Math.max(width / picture.width, height / picture.height)
  const [across, down] = [picture.width * scale, picture.height * scale]
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, (width - across) / 2, (height - down) / 2, across, down)
  veil(context, sketch, paper, 0.9)
}
