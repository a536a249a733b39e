import { type Canvas, createCanvas, type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import { type Box, contentBox } from '../../../render/layout.ts'
import type { CaptionPlace, Label } from '../../../schema.ts'
import { mix } from '../../../styles/marks/colour.ts'
import { seeded } from '../../../styles/marks/random.ts'
import { paletteOf } from '../../../styles/palette-of.ts'
import { styleNamed } from '../../../styles/styles.ts'
import { drawWords } from './draw-card.ts'
import { pageOf } from './labels.ts'
import { around } from './plan.ts'
import { setText } from './set-text.ts'

/** A figure of the document to be shown whole. */
export interface MatRequest {
  /** The figure's own bytes. */
  image: Uint8Array
  figure: { caption: string; page?: number | undefined; labels?: Label[] | undefined }
  heading: string
  title: string
  language: string
  style: string
  width: number
  height: number
  captionPlace?: CaptionPlace | undefined
}

/**
 * Draws the figure whole on a mat in the style, its caption and page under it. `focus` holds all of them, in pixels; `labels` are the figure's,
 * in shares of the canvas.
 */
export async function drawMat(request: MatRequest): Promise<{ canvas: Canvas; focus: Box; labels: Label[] }> {
  const { width, height, language, figure, title } = request
  const style = styleNamed(request.style)
  const palette = paletteOf(style, title)
  const picture = await loadImage(request.image)
  const box = contentBox(width, height, request.captionPlace)
  const unit = Math.min(width, height) / 100
  const credit = [figure.caption.trim(), pageOf(figure.page, language)].filter((part) => part !== '').join('  ·  ')
  const foot = credit === '' ? 0 : unit * 9
  const { mat, image } = placeFigure(picture, { ...box, height: box.height - foot }, unit)
  const words = setText(
    {
      text: credit,
      box: { x: box.x, y: mat.y + mat.height + unit * 1.6, width: box.width, height: foot - unit * 2 },
      size: unit * 2.9,
      least: unit * 2,
      lines: 2,
      align: 'center',
      role: 'ink',
      face: style.lettering.face,
    },
    language,
  )

  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const ground = { width, height, horizon: height * 1.2, sun: undefined, shapes: [], quiet: [mat, words.box] }
  style.paint(context, ground, palette, seeded(`mat ${title} ${figure.caption}`))
  drawFigure(context, picture, { mat, image, edge: mix('#ffffff', palette.ink, 0.25), unit })
  drawWords(context, { words: [words], marks: [] }, style, palette)
  const labels = (figure.labels ?? []).map((label) => onCanvas(label, image, canvas))
  return { canvas, labels, focus: credit === '' ? mat : aroundCredit(mat, words.box) }
}

/** What a small figure is enlarged to: so many times, or so many hundredths of the frame's shorter side, whichever is more. */
const MOST_TIMES = 2.5
const MOST_UNITS = 40

// In the middle of the room, as large as it goes without blurring: the mat is what fills the frame.
function placeFigure(picture: { width: number; height: number }, room: Box, unit: number): { mat: Box; image: Box } {
  const pad = unit * 2.2
  const scale = Math.min(
    (room.width - pad * 2) / picture.width,
    (room.height - pad * 2) / picture.height,
    Math.max(MOST_TIMES, (unit * MOST_UNITS) / Math.max(picture.width, picture.height)),
  )
  const [width, height] = [picture.width * scale, picture.height * scale]
  const mat = {
    x: room.x + (room.width - width) / 2 - pad,
    y: room.y + (room.height - height) / 2 - pad,
    width: width + pad * 2,
    height: height + pad * 2,
  }
  return { mat, image: { x: mat.x + pad, y: mat.y + pad, width, height } }
}

function drawFigure(
  context: SKRSContext2D,
  picture: Image,
  { mat, image, edge, unit }: { mat: Box; image: Box; edge: string; unit: number },
): void {
  context.save()
  context.shadowColor = 'rgba(0,0,0,0.32)'
  context.shadowBlur = unit * 3
  context.shadowOffsetY = unit
  context.fillStyle = '#ffffff'
  context.fillRect(mat.x, mat.y, mat.width, mat.height)
  context.restore()
  context.strokeStyle = edge
  context.lineWidth = Math.max(1, unit * 0.12)
  context.strokeRect(mat.x, mat.y, mat.width, mat.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, image.x, image.y, image.width, image.height)
}

// From shares of the figure to shares of the canvas.
function onCanvas({ text, x, y, width, height }: Label, image: Box, canvas: { width: number; height: number }): Label {
  return {
    text,
    x: (image.x + x * image.width) / canvas.width,
    y: (image.y + y * image.height) / canvas.height,
    width: (width * image.width) / canvas.width,
    height: (height * image.height) / canvas.height,
  }
}

function aroundCredit(mat: Box, credit: Box): Box {
  const { x, width } = around([mat, credit])
  return { x, y: mat.y, width, height: credit.y + credit.height - mat.y }
}
