import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import { paletteOf } from '../../../styles/palette-of.ts'
import { styleNamed } from '../../../styles/styles.ts'
import { arrangeSheet } from './arrange-sheet.ts'
import { setText } from './set-text.ts'

/** A film's pictures, as files, to be shown together. */
export interface SheetRequest {
  paths: readonly string[]
  title: string
  style: string
  /** Of the film's frame. */
  width: number
  height: number
}

/** Draws the pictures in rows on the film's paper, each over its number, counted from 1. */
export async function drawSheet({ paths, title, style: name, width, height }: SheetRequest): Promise<Canvas> {
  const style = styleNamed(name)
  const palette = paletteOf(style, title)
  const { columns, rows, tile, label, gap } = arrangeSheet(paths.length, width / height)
  const canvas = createCanvas(gap + columns * (tile.width + gap), gap + rows * (tile.height + label + gap))
  const context = canvas.getContext('2d')
  context.fillStyle = palette.paper
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  for (const [place, path] of paths.entries()) {
    const x = gap + (place % columns) * (tile.width + gap)
    const y = gap + Math.floor(place / columns) * (tile.height + label + gap)
    context.drawImage(await loadImage(path), x, y, tile.width, tile.height)
    // Under the picture: on it, a number would cover words of its own.
    const box = { x, y: y + tile.height, width: tile.width, height: label }
    const text = `${place + 1}`
    const number = setText({ text, box, size: label, lines: 1, weight: 700, align: 'center', rise: 'middle', role: 'ink' }, 'en')
    context.fillStyle = palette.ink
    context.font = number.font
    context.textAlign = number.align
    for (const line of number.lines) context.fillText(line.text, line.x, line.y)
  }
  return canvas
}
