import { fileURLToPath } from 'node:url'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import type { Label } from '../../schema.ts'
import type { EncodedImage, LateFigure } from '../format.ts'
import type { Limits } from '../limits.ts'
import { blocksOf } from './blocks.ts'
import type { Box } from './box.ts'
import { marksOf } from './marks.ts'
import type { Typography } from './paragraphs.ts'
import { regionsOf } from './regions.ts'
import type { PageText } from './segments.ts'

const LONGER_SIDE = 1_600
const MOST_SCALE = 4

/** The figures of a PDF, page by page, each drawn anew from its region of the page, until the time for figures is up. */
export async function* figuresOf(
  document: PDFDocumentProxy,
  pages: PageText[],
  type: Typography,
  limits: Limits,
): AsyncGenerator<LateFigure> {
  const begun = process.cpuUsage()
  const places = new Map<string, number>()
  for (const [index, text] of pages.entries()) {
    const { user, system } = process.cpuUsage(begun)
    if ((user + system) / 1_000 > limits.figureMilliseconds) return
    const page = await document.getPage(index + 1)
    const { width, height } = page.getViewport({ scale: 1 })
    const regions = regionsOf(await marksOf(page).catch(() => []), blocksOf(text), type, width, height)
    for (const region of regions) {
      // What comes back at the same place is a letterhead.
      const place = [region.left, region.top, region.right, region.bottom].map((edge) => Math.round(edge / 8)).join()
      places.set(place, (places.get(place) ?? 0) + 1)
      if (region.caption === '' && (places.get(place) ?? 0) > 1) continue
      yield { image: { draw: () => draw(page, region) }, caption: region.caption, page: index + 1, labels: labelsIn(region, text) }
    }
    page.cleanup()
  }
}

const MOST_LABELS = 60
const LONGEST_LABEL = 80

/** The lettering inside a region, in shares of it. */
function labelsIn(box: Box, { segments }: PageText): Label[] {
  const [across, down] = [box.right - box.left, box.bottom - box.top]
  return segments
    .filter(({ x, y, width, size }) => x >= box.left && x + width <= box.right && y - size * 0.8 >= box.top && y <= box.bottom)
    .map(({ text, x, y, width, size }) => ({
      text: text.trim(),
      x: (x - box.left) / across,
      y: (y - size * 0.8 - box.top) / down,
      width: width / across,
      height: size / down,
    }))
    .filter(({ text }) => text !== '' && text.length <= LONGEST_LABEL)
    .slice(0, MOST_LABELS)
}

async function draw(page: PDFPageProxy, box: Box): Promise<EncodedImage> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas')
  // Fonts that a file names but doesn't carry: without this, Chinese is drawn as boxes.
  if (!GlobalFonts.has('docreel fallback')) {
    const font = fileURLToPath(import.meta.resolve('@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2'))
    for (const name of ['docreel fallback', 'sans-serif', 'serif', 'monospace']) GlobalFonts.registerFromPath(font, name)
  }
  const width = box.right - box.left
  const height = box.bottom - box.top
  const scale = Math.min(MOST_SCALE, LONGER_SIDE / Math.max(width, height))
  const canvas = createCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
  const viewport = page.getViewport({ scale, offsetX: -box.left * scale, offsetY: -box.top * scale })
  const task = page.render({ canvas: null, canvasContext: canvas.getContext('2d') as never, viewport, background: '#ffffff' })
  await task.promise
  return { bytes: await canvas.encode('jpeg', 92), width: canvas.width, height: canvas.height }
}
