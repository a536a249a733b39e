import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import { type Box, contentBox } from '../../../render/layout.ts'
import type { CaptionPlace, Label } from '../../../schema.ts'
import { mix } from '../../../styles/marks/colour.ts'
import { seeded } from '../../../styles/marks/random.ts'
import { paletteOf } from '../../../styles/palette-of.ts'
import { styleNamed } from '../../../styles/styles.ts'
import { drawWords } from './draw-card.ts'
import { pageOf } from './labels.ts'
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

/** Draws the figure whole on a mat in the style, its caption and page under it; `focus` holds both, in pixels; `labels` are the figure's, in shares of the canvas. */
export async function drawMat(request: MatRequest): Promise<{ canvas: Canvas; focus: Box; labels: Label[] }> {
  const { width, height, language, figure, title } = request
  const style = styleNamed(request.style)
  const palette = paletteOf(style, title)
  const picture = await loadImage(request.image)
  const box = contentBox(width, height, request.captionPlace)
  const unit = Math.min(width, height) / 100

  const credit = [figure.caption.trim(), pageOf(figure.page, language)].filter((part) => part !== '').join('  ·  ')
  const foot = credit === '' ? 0 : unit * 9
  const pad = unit * 2.2
  const room = { width: box.width - pad * 2, height: box.height - foot - pad * 2 }
  // A small figure is enlarged a little, not to blur; the mat is what fills the frame.
  const scale = Math.min(
    room.width / picture.width,
    room.height / picture.height,
    Math.max(2.5, (unit * 40) / Math.max(picture.width, picture.height)),
  )
  const [across, down] = [picture.width * scale, picture.height * scale]
  const card = {
    x: box.x + (box.width - across) / 2 - pad,
    y: box.y + (box.height - foot - down) / 2 - pad,
    width: across + pad * 2,
    height: down + pad * 2,
  }
  const words = setText(
    {
      text: credit,
      box: { x: box.x, y: card.y + card.height + unit * 1.6, width: box.width, height: foot - unit * 2 },
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
  style.paint(
    context,
    { width, height, horizon: height * 1.2, sun: undefined, shapes: [], quiet: [card, words.box] },
    palette,
    seeded(`mat ${title} ${figure.caption}`),
  )
  context.save()
  context.shadowColor = 'rgba(0,0,0,0.32)'
  context.shadowBlur = unit * 3
  context.shadowOffsetY = unit
  context.fillStyle = '#ffffff'
  context.fillRect(card.x, card.y, card.width, card.height)
  context.restore()
  context.strokeStyle = mix('#ffffff', palette.ink, 0.25)
  context.lineWidth = Math.max(1, unit * 0.12)
  context.strokeRect(card.x, card.y, card.width, card.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, card.x + pad, card.y + pad, across, down)
  drawWords(context, { words: [words], marks: [] }, style, palette)
  const bottom = credit === '' ? card.y + card.height : words.box.y + words.box.height
  const left = credit === '' ? card.x : Math.min(card.x, words.box.x)
  const right = credit === '' ? card.x + card.width : Math.max(card.x + card.width, words.box.x + words.box.width)
  const labels = (figure.labels ?? []).map((label) => ({
    text: label.text,
    x: (card.x + pad + label.x * across) / width,
    y: (card.y + pad + label.y * down) / height,
    width: (label.width * across) / width,
    height: (label.height * down) / height,
  }))
  return { canvas, labels, focus: { x: left, y: card.y, width: right - left, height: bottom - card.y } }
}
