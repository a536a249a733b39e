import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Label, Picture, PictureLook } from '../../../schema.ts'
import type { DrawnReveals, PictureRequest } from '../../provider.ts'
import { drawCard } from './draw-card.ts'
import { type CoverRequest, drawCover } from './draw-cover.ts'
import { drawGallery } from './draw-gallery.ts'
import { drawMat, type MatRequest } from './draw-mat.ts'
import { drawSheet, type SheetRequest } from './draw-sheet.ts'
import { fractions } from './fractions.ts'

type Drawn = { image: Uint8Array; focus: NonNullable<Picture['focus']>; alt: string }
type Card = Drawn & { quoted: boolean; reveals?: DrawnReveals | undefined }

/** YouTube takes no larger thumbnail. */
const COVER_BYTES = 2_000_000

/** What can be drawn off the main thread. Every picture is JPEG. */
export const tasks = {
  /** A scene's card. */
  card(request: PictureRequest): Card {
    const card = drawCard(request)
    const { idea } = card
    return { ...encoded(card), alt: `${idea.key}: drawing, ${idea.motifs[0]?.name ?? idea.scenery}` }
  },

  /** Where a section begins: its heading, set large. */
  chapter({ heading, seed, ...look }: PictureLook & { heading: string; seed: number }): Omit<Drawn, 'alt'> {
    const told = { text: '', holdSeconds: 0, keywords: [], atmosphere: [], prompt: '' }
    const scene = { kind: 'scene' as const, seed, heading, ...told }
    const { canvas, focus } = drawCard({ scene, index: seed, ...look }, { layout: 'chapter' })
    return { image: canvas.toBuffer('image/jpeg', 92), focus: fractions(focus, canvas) }
  },

  /** An opening's quote, or an ending's source, on a picture that was not drawn here. */
  async inscribed({ image, ...request }: PictureRequest & { image: Uint8Array }): Promise<Omit<Card, 'alt'>> {
    return encoded(drawCard(request, { ground: await loadImage(image) }))
  },

  /** The same for footage: the words alone as a PNG, and its first frame with them. */
  async lettered({
    image,
    ...request
  }: PictureRequest & { image: Uint8Array }): Promise<Omit<Card, 'alt' | 'reveals'> & { lettering: Uint8Array }> {
    const { canvas: words, focus, quoted } = drawCard(request, { ground: 'none' })
    const canvas = createCanvas(words.width, words.height)
    const context = canvas.getContext('2d')
    context.drawImage(await loadImage(image), 0, 0, words.width, words.height)
    context.drawImage(words, 0, 0)
    const lettering = words.toBuffer('image/png')
    return { image: canvas.toBuffer('image/jpeg', 92), lettering, focus: fractions(focus, canvas), quoted }
  },

  /** A figure of the document, whole, on a mat. */
  async mat(request: MatRequest): Promise<Drawn & { labels: Label[] }> {
    const { canvas, focus, labels } = await drawMat(request)
    const alt = request.figure.caption || request.heading
    return { image: canvas.toBuffer('image/jpeg', 92), focus: fractions(focus, canvas), alt, labels }
  },

  /** Any picture cropped around its middle, or stretched, to fill a frame. Throws when the bytes are no picture. */
  async fill({
    image,
    width,
    height,
    stretch = false,
  }: {
    image: Uint8Array
    width: number
    height: number
    stretch?: boolean
  }): Promise<Uint8Array> {
    const picture = await loadImage(image)
    const scale = Math.max(width / picture.width, height / picture.height)
    const [across, down] = stretch ? [width, height] : [picture.width * scale, picture.height * scale]
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    context.imageSmoothingQuality = 'high'
    context.drawImage(picture, (width - across) / 2, (height - down) / 2, across, down)
    return canvas.toBuffer('image/jpeg', 92)
  },

  /** The film's cover, of at most 2 MB. */
  async cover(request: CoverRequest): Promise<Uint8Array> {
    const canvas = await drawCover(request)
    for (const quality of [90, 75, 60]) {
      const image = canvas.toBuffer('image/jpeg', quality)
      if (image.byteLength <= COVER_BYTES) return image
    }
    return canvas.toBuffer('image/jpeg', 35)
  },

  /** A film's pictures together, numbered. */
  async sheet(request: SheetRequest): Promise<{ image: Uint8Array; width: number; height: number }> {
    const canvas = await drawSheet(request)
    return { image: canvas.toBuffer('image/jpeg', 86), width: canvas.width, height: canvas.height }
  },

  /** A sheet of styles, numbered and named. */
  gallery(names: readonly string[]): Uint8Array {
    return drawGallery(names).toBuffer('image/jpeg', 84)
  },
}

function encoded({ canvas, reveals, focus, quoted }: ReturnType<typeof drawCard>): Omit<Card, 'alt'> {
  return {
    image: canvas.toBuffer('image/jpeg', 92),
    focus: fractions(focus, canvas),
    quoted,
    reveals: reveals && {
      before: reveals.before.toBuffer('image/jpeg', 92),
      parts: reveals.parts.map(({ said, box, sweep }) => ({ text: said, ...fractions(box, canvas), sweep })),
    },
  }
}
