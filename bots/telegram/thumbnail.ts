import { createCanvas, loadImage } from '@napi-rs/canvas'

/** The longer side that Telegram takes of a film's thumbnail, in pixels. */
const SIDE = 320

/** A picture as Telegram takes it beside a film: JPEG, at most 320 pixels a side, far below its 200 kB. */
export async function thumbnailOf(path: string): Promise<Uint8Array> {
  const picture = await loadImage(path)
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
  const [width, height] = [Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))]
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').drawImage(picture, 0, 0, width, height)
  return canvas.encode('jpeg', 85)
}
