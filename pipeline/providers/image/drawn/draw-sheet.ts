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

/** Draws the pictures in rows on the film's paper, each with its number from 1 in its corner. */
export async function drawSheet({ paths, title, style: name, width, height }: SheetRequest): Promise<Canvas> {
  const style = styleNamed(name)
  const palette = paletteOf(style, title)
  const { columns, tile, gap } = arrange(paths.length, width / height)
  const rows = Math.ceil(paths.length / columns)
  const canvas = createCanvas(gap + columns * (tile.width + gap), gap + rows * (tile.height + gap))
  const context = canvas.getContext('2d')
  context.fillStyle = palette.paper
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  const unit = Math.min(tile.width, tile.height)
  for (const [place, path] of paths.entries()) {
    const x = gap + (place % columns) * (tile.width + gap)
    const y = gap + Math.floor(place / columns) * (tile.height + gap)
    context.drawImage(await loadImage(path), x, y, tile.width, tile.height)
    const box = { x, y, width: unit * 0.34, height: unit * 0.26 }
    const text = `${place + 1}`
    const number = setText({ text, box, size: unit * 0.22, lines: 1, weight: 700, align: 'center', rise: 'middle', role: 'ink' }, 'en')
    context.fillStyle = palette.paper
    context.fillRect(box.x, box.y, box.width, box.height)
    context.fillStyle = palette.ink
    context.font = number.font
    context.textAlign = number.align
    for (const line of number.lines) context.fillText(line.text, line.x, line.y)
  }
  return canvas
}

/** The number of columns whose sheet comes closest to the wished shape, with tiles as large as the sheet allows. */
function arrange(count: number, aspect: number) {
  const shapeOf = (columns: number) => (columns * aspect) / Math.ceil(count / columns)
  const distance = (columns: number) => Math.abs(Math.log(shapeOf(columns) / ASPECT))
  const columns = Array.from({ length: count }, (_, index) => index + 1).reduce((a, b) => (distance(b) < distance(a) ? b : a))
  const gap = 12
  const rows = Math.ceil(count / columns)
  const across = (LONGEST - gap) / columns - gap
  const down = (LONGEST - gap) / rows - gap
  const tileWidth = Math.floor(Math.min(across, down * aspect, 960))
  return { columns, gap, tile: { width: tileWidth, height: Math.round(tileWidth / aspect) } }
}
