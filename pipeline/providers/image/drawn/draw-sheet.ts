import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import { styleNamed } from '../../../styles/styles.ts'
import { paletteOf } from './draw-card.ts'
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

/** Pixels along the longer side: chats show a picture up to this size without shrinking it. */
const LONGEST = 1920
/** Width over height that a sheet comes close to: as wide as a screen allows, and still large on a phone. */
const ASPECT = 4 / 3

/** Draws the pictures in rows on the film's paper, each over its number, counted from 1. */
export async function drawSheet({ paths, title, style: name, width, height }: SheetRequest): Promise<Canvas> {
  const style = styleNamed(name)
  const palette = paletteOf(style, title)
  const { columns, rows, tile, label, gap } = arrange(paths.length, width / height)
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

/** The columns whose sheet comes closest to the wished shape, with tiles as large as the sheet allows. */
function arrange(count: number, aspect: number) {
  const gap = 16
  // A number's line, in parts of a tile's height: alike to the eye for wide and for tall tiles.
  const part = 0.22 * Math.min(1, aspect)
  const rowsFor = (columns: number) => Math.ceil(count / columns)
  const distance = (columns: number) => Math.abs(Math.log((columns * aspect) / (rowsFor(columns) * (1 + part)) / ASPECT))
  const columns = Array.from({ length: count }, (_, index) => index + 1).reduce((a, b) => (distance(b) < distance(a) ? b : a))
  const rows = rowsFor(columns)
  const across = (LONGEST - gap) / columns - gap
  const down = ((LONGEST - gap) / rows - gap) / (1 + part)
  const width = Math.floor(Math.min(across, down * aspect, 960))
  const height = Math.round(width / aspect)
  return { columns, rows, gap, tile: { width, height }, label: Math.round(height * part) }
}
