import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { PageText, Segment } from '../pdf/segments.ts'
import type { Engine, RecognisedText } from './engine.ts'

/** Points to pixels: 200 dots an inch, and what keeps a large sheet in memory. */
const SCALE = 200 / 72
const MOST_SIDE = 3_000
/** Mean confidence that settles how a page lies and what it is written in, and the least that is worth reading. */
const SURE = 75
const LEAST = 55
const LEAST_LINE = 45
/** Letters below which a part of the page says nothing of the whole. */
const LEAST_LETTERS = 30

/** Shares of the page's height. */
const BAND = { top: 0.3, height: 0.15 }

// Tesseract parts Chinese words with blanks.
const SPACED_OUT = /(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]) (?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])/g

interface Way {
  /** Degrees that the page is turned by before it is read. */
  turn: number
  language: string
}

/** Reads pages that are pictures: finds how each lies and in which language it is written, the last page's way first. */
export function openScan(document: PDFDocumentProxy, languages: string[], engineOf: (language: string) => Engine) {
  let last: Way | undefined
  return {
    /** The page's text in points, as pages with text give it; undefined where there is none to recognise. */
    async read(number: number): Promise<PageText | undefined> {
      const sheets = new Map<number, Promise<Sheet>>()
      const sheetAt = (turn: number) => {
        const sheet = sheets.get(turn) ?? drawn(document, number, turn)
        sheets.set(turn, sheet)
        return sheet
      }
      const way = await wayOf(sheetAt)
      if (way === undefined) return undefined
      last = way
      const { width, height, whole, scale } = await sheetAt(way.turn)
      return { width: width / scale, height: height / scale, segments: segmentsOf(engineOf(way.language).read(whole), scale) }
    },
  }

  async function wayOf(sheetAt: (turn: number) => Promise<Sheet>): Promise<Way | undefined> {
    const all = [0, 180, 90, 270].flatMap((turn) => languages.map((language) => ({ turn, language })))
    const likely = ({ turn, language }: Way) => Number(language === last?.language) * (1 + Number(turn === last?.turn))
    const ways = all.toSorted((a, b) => likely(b) - likely(a))
    let best: (Way & { confidence: number }) | undefined
    for (const way of ways) {
      const confidence = surenessOf(engineOf(way.language), await sheetAt(way.turn))
      if (confidence === undefined) return undefined
      if (confidence >= SURE) return way
      if (confidence > (best?.confidence ?? LEAST)) best = { ...way, confidence }
    }
    return best
  }
}

/** A page as an image file: all of it, and a band that tells as much of how it lies in a fifth of the time. */
interface Sheet {
  whole: Uint8Array
  band: Uint8Array
  width: number
  height: number
  /** Pixels a point. */
  scale: number
}

async function drawn(document: PDFDocumentProxy, number: number, turn: number): Promise<Sheet> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const page = await document.getPage(number)
  const size = page.getViewport({ scale: 1 })
  const scale = Math.min(SCALE, MOST_SIDE / Math.max(size.width, size.height))
  const viewport = page.getViewport({ scale, rotation: (page.rotate + turn) % 360 })
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
  await page.render({ canvas: null, canvasContext: canvas.getContext('2d') as never, viewport, background: '#ffffff' }).promise
  page.cleanup()
  const { width, height } = canvas
  const [top, rows] = [Math.round(height * BAND.top), Math.round(height * BAND.height)]
  const grey = greyOf(canvas.getContext('2d').getImageData(0, 0, width, height).data)
  return { whole: pgm(grey, width), band: pgm(grey.subarray(top * width, (top + rows) * width), width), width, height, scale }
}

function greyOf(rgba: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(rgba.length / 4)
  for (let at = 0; at < grey.length; at++) grey[at] = ((rgba[at * 4] ?? 0) * 2 + (rgba[at * 4 + 1] ?? 0) * 5 + (rgba[at * 4 + 2] ?? 0)) >> 3
  return grey
}

// A portable greymap: packing a page as PNG, only for the recogniser to unpack it, takes as long as looking at a band of it.
function pgm(grey: Uint8Array, width: number): Uint8Array {
  return Buffer.concat([Buffer.from(`P5 ${width} ${grey.length / width} 255\n`), grey])
}

// Where the band holds next to nothing, the page is asked; undefined where that is blank.
function surenessOf(engine: Engine, { band, whole }: Sheet): number | undefined {
  const part = engine.probe(band)
  if (part.letters >= LEAST_LETTERS) return part.confidence
  const all = engine.probe(whole)
  return all.letters === 0 ? undefined : all.confidence
}

// Heights of lines waver: those of a paragraph share one, and what is nearly the page's own is the page's own.
function segmentsOf(paragraphs: RecognisedText, scale: number): Segment[] {
  const sure = paragraphs.map(({ is_ltr, lines }) => ({
    rtl: is_ltr === 0,
    lines: lines.filter(({ confidence, text }) => confidence >= LEAST_LINE && text.trim() !== ''),
  }))
  const usual = median(sure.flatMap(({ lines }) => lines.map((line) => line.rowAttributes.rowHeight)))
  const segments = sure.flatMap(({ rtl, lines }) => {
    const own = median(lines.map((line) => line.rowAttributes.rowHeight))
    const size = Math.abs(own / usual - 1) < 0.2 ? usual : own
    return lines.map(({ text, bbox, baseline }) => ({
      text: text.trim().replace(SPACED_OUT, '').slice(0, 5_000),
      x: bbox.x0 / scale,
      y: (baseline.y0 + baseline.y1) / 2 / scale,
      width: (bbox.x1 - bbox.x0) / scale,
      size: size / scale,
      font: '',
      order: 0,
      rtl,
    }))
  })
  return segments.map((segment, order) => ({ ...segment, order }))
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 1
}
