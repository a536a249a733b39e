import type { Image, SKRSContext2D } from '@napi-rs/canvas'
import type { Box } from '../../../render/layout.ts'
import { fade } from '../../../styles/marks/colour.ts'
import { wordsBox } from '../../../styles/marks/veil.ts'
import type { Palette, Sketch, Style } from '../../../styles/style.ts'

/** Colours for words on a picture that was not drawn here: the captions' own, which are bright on a dark shade. */
export function paletteOver({ captions }: Style): Palette {
  return { paper: captions.outline, ink: captions.ink, accent: captions.lit, tones: [] }
}

/** Fills the frame with a made or a person's own picture, shaded from the edge that is nearest to the words. */
export function drawGround(context: SKRSContext2D, picture: Image, sketch: Sketch, shade: string): void {
  const { width, height } = sketch
  const scale = Math.max(width / picture.width, height / picture.height)
  const [across, down] = [picture.width * scale, picture.height * scale]
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, (width - across) / 2, (height - down) / 2, across, down)
  const words = wordsBox(sketch, 0)
  if (words !== undefined) drawShade(context, words, { width, height }, shade)
}

/** How dark the shade is under words: white under it leaves bright letters a contrast of 4.5. */
const DARKEST = 0.7
/** Where a shade has gone, beyond the words, in parts of the frame. */
const FAR = 0.34

function drawShade(context: SKRSContext2D, words: Box, { width, height }: { width: number; height: number }, shade: string): void {
  const aside = (words.x + words.width / 2) / width - 0.5
  const fromSide = words.width < width * 0.66 && Math.abs(aside) > 0.08
  const [length, begin, end] = fromSide ? [width, words.x, words.x + words.width] : [height, words.y, words.y + words.height]
  // Seen from its edge: left or top, else right or bottom.
  const forward = fromSide ? aside < 0 : begin + end < length * 1.2
  const reach = (forward ? end : length - begin) / length
  const gradient = fromSide
    ? context.createLinearGradient(forward ? 0 : width, 0, forward ? width : 0, 0)
    : context.createLinearGradient(0, forward ? 0 : height, 0, forward ? height : 0)
  gradient.addColorStop(0, fade(shade, DARKEST))
  // Eased by hand: a straight slope shows where it begins.
  for (let step = 0; step <= 8; step++) {
    const at = reach + (FAR * step) / 8
    const left = 0.5 + Math.cos((Math.PI * step) / 8) / 2
    if (at <= 1) gradient.addColorStop(at, fade(shade, DARKEST * left))
  }
  context.fillStyle = gradient
  context.fillRect(0, 0, width, height)
}
