import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { rgb } from './colour.ts'
import { field } from './random.ts'

/** A square tile of one colour whose opacity at each pixel is `opacity(x, y)`, 0..1; it is repeated over a frame. */
export function tile(size: number, colour: string, opacity: (x: number, y: number) => number): Canvas {
  const canvas = createCanvas(size, size)
  const context = canvas.getContext('2d')
  const image = context.createImageData(size, size)
  const [red, green, blue] = rgb(colour)
  for (let y = 0, at = 0; y < size; y++) {
    for (let x = 0; x < size; x++, at += 4) {
      image.data[at] = red
      image.data[at + 1] = green
      image.data[at + 2] = blue
      image.data[at + 3] = Math.max(0, Math.min(255, opacity(x, y) * 255))
    }
  }
  context.putImageData(image, 0, 0)
  return canvas
}

/** Covers the canvas with a repeated tile. */
export function cover(context: SKRSContext2D, pattern: Canvas, composite: GlobalCompositeOperation = 'source-over', alpha = 1): void {
  const fill = context.createPattern(pattern, 'repeat')
  context.save()
  context.globalCompositeOperation = composite
  context.globalAlpha = alpha
  if (fill !== null) context.fillStyle = fill
  context.fillRect(0, 0, context.canvas.width, context.canvas.height)
  context.restore()
}

type GlobalCompositeOperation = SKRSContext2D['globalCompositeOperation']

/** Fine speckle as of paper: dark and light grains, `strength` 0..1. */
export function grain(context: SKRSContext2D, random: () => number, strength: number, dark = '#000000', light = '#ffffff'): void {
  const speck = (colour: string) => tile(256, colour, () => Math.max(0, random() - 0.45) * strength)
  cover(context, speck(dark))
  cover(context, speck(light))
}

/** Soft clouds of colour `pixels` wide, as of stained or hand-made paper. */
export function mottle(context: SKRSContext2D, random: () => number, colour: string, strength: number, pixels = 128): void {
  const cells = Math.max(2, Math.round(512 / pixels))
  const noise = field(random, 4, cells)
  const clouds = tile(512, colour, (x, y) => Math.max(0, noise((x * cells) / 512, (y * cells) / 512) - 0.42) * 2 * strength)
  cover(context, clouds)
}

/** Thin curved fibres strewn over the paper. */
export function fibres(context: SKRSContext2D, random: () => number, colour: string, count: number, length: number): void {
  const { width, height } = context.canvas
  context.save()
  context.strokeStyle = colour
  for (let index = 0; index < count; index++) {
    const [x, y, turn] = [random() * width, random() * height, random() * Math.PI * 2]
    const [dx, dy] = [Math.cos(turn) * length, Math.sin(turn) * length]
    context.globalAlpha = 0.05 + random() * 0.16
    context.lineWidth = 0.6 + random() * 0.9
    context.beginPath()
    context.moveTo(x, y)
    context.quadraticCurveTo(x + dx * 0.5 + (random() - 0.5) * length, y + dy * 0.5, x + dx, y + dy)
    context.stroke()
  }
  context.restore()
}
