import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Shape, Sketch } from '../style.ts'
import { rgb } from './colour.ts'
import { fillShape } from './silhouette.ts'

/** How much ink (0..1) stands at a pixel whose tone is `dark` (0 white..1 black). */
export type Screen = (x: number, y: number, dark: number) => number

/**
 * A sketch in greys: `dark` gives each shape's tone, 0 white..1 black; the sky runs from `top` to `foot`; with `outline`,
 * a black edge of so many pixels, hidden by what stands before it.
 */
export function greys(sketch: Sketch, dark: (shape: Shape) => number, top = 0, foot = top, outline?: (shape: Shape) => number): Canvas {
  const canvas = createCanvas(sketch.width, sketch.height)
  const context = canvas.getContext('2d')
  const sky = context.createLinearGradient(0, 0, 0, sketch.horizon)
  sky.addColorStop(0, grey(top))
  sky.addColorStop(1, grey(foot))
  context.fillStyle = sky
  context.fillRect(0, 0, sketch.width, sketch.height)
  for (const shape of sketch.shapes) {
    fillShape(context, shape, grey(dark(shape)))
    if (outline === undefined || shape.tone === 'line') continue
    context.strokeStyle = '#000000'
    context.lineWidth = outline(shape)
    context.stroke(shape.path)
  }
  return canvas
}

/** #rrggbb of a tone, 0 white..1 black. */
export function grey(dark: number): string {
  const byte = Math.round(255 * (1 - Math.max(0, Math.min(1, dark))))
    .toString(16)
    .padStart(2, '0')
  return `#${byte}${byte}${byte}`
}

/** Prints a grey picture through a screen in one ink, over what is on the canvas. */
export function print(context: SKRSContext2D, picture: Canvas, ink: string, screen: Screen): void {
  const { width, height } = picture
  const image = picture.getContext('2d').getImageData(0, 0, width, height)
  const { data } = image
  const [red, green, blue] = rgb(ink)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const dark = 1 - (data[at + 1] ?? 0) / 255
      const cover = dark <= 0.004 ? 0 : screen(x, y, dark)
      data[at] = red
      data[at + 1] = green
      data[at + 2] = blue
      data[at + 3] = cover <= 0 ? 0 : cover >= 1 ? 255 : cover * 255
    }
  }
  const sheet = createCanvas(width, height)
  sheet.getContext('2d').putImageData(image, 0, 0)
  context.drawImage(sheet, 0, 0)
}

/** Parallel lines that swell with the tone; `bend` moves them, in pixels. */
export function lines(spacing: number, degrees: number, bend: (x: number, y: number) => number = () => 0, gain = 1): Screen {
  const [across, along] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  return (x, y, dark) => {
    const place = (y * along - x * across + bend(x, y)) / spacing
    const away = Math.abs(place - Math.floor(place) - 0.5) * spacing
    return Math.min(1, dark * gain) * spacing * 0.5 - away + 0.5
  }
}

/** Round dots on a turned grid that grow with the tone. */
export function dots(spacing: number, degrees: number, gain = 1): Screen {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  return (x, y, dark) => {
    const [u, v] = [(x * cos + y * sin) / spacing, (y * cos - x * sin) / spacing]
    const [du, dv] = [u - Math.floor(u) - 0.5, v - Math.floor(v) - 0.5]
    return Math.sqrt(Math.min(1, dark * gain)) * spacing * 0.72 - Math.sqrt(du * du + dv * dv) * spacing + 0.5
  }
}

/** Both screens at once: the second one only in tones darker than `from`. */
export function crossed(first: Screen, second: Screen, from: number): Screen {
  return (x, y, dark) => {
    const one = first(x, y, dark)
    return one >= 1 || dark < from ? one : Math.max(one, second(x, y, (dark - from) / (1 - from)))
  }
}
