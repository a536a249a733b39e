import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { CaptionStyle } from './caption-style.ts'
import { type Cue, captionEm } from './captions.ts'
import { fontFamily } from './fonts.ts'
import { captionBox } from './layout.ts'
import { release } from './picture-planes.ts'
import { bandsOf } from './pixels.ts'
import type { Strip } from './stage.ts'
import { linesOf } from './subtitles.ts'

type Placed = { text: string; x: number; y: number; width: number; word: number }
type Area = { x: number; y: number; width: number; height: number }
type Look = CaptionStyle & { language: string; width: number; height: number }

/**
 * The strips of one cue: `lit(n)` shows its nth word lit, counted over all lines; `undefined` none. A strip is good until the
 * next is asked for.
 */
export interface CaptionStrips {
  lit(word: number | undefined): Strip
}

/** Draws a cue's lines in their place: once plain and once lit, from which the rectangle of any lit word is taken. */
export function captionStrips(cue: Cue, look: Look): CaptionStrips {
  const { words, size, area, paint } = layCaption(cue, look)
  const strip = (ink: string) =>
    toStrip(area, (context) => {
      context.translate(-area.x, -area.y)
      paint(context, () => ink)
    })
  const [plain, bright] = [strip(look.colours.ink), strip(look.colours.lit)]
  const shown = structuredClone(plain)
  let lit: Area | undefined
  return {
    lit(index) {
      const item = words.find((candidate) => candidate.word === index)
      if (lit !== undefined) patch(shown, plain, lit)
      lit = item && {
        x: evenDown(item.x - area.x),
        y: Math.max(0, evenDown(item.y - area.y - size * 1.15)),
        width: evenDown(item.width + 2),
        height: evenDown(size * 1.6),
      }
      if (lit !== undefined) patch(shown, bright, lit)
      return { ...shown }
    },
  }
}

/** A cue's words in their places in the frame. */
interface LaidCaption {
  words: Placed[]
  /** Of the letters, in pixels. */
  size: number
  /** All that is drawn, as `Strip` wants it. */
  area: Area
  /** Draws all of it on a canvas of the frame's size; `inkOf` gives a word's colour by its place. */
  paint(context: SKRSContext2D, inkOf: (word: number) => string): void
}

/** Sets a cue's lines where the film has its captions. */
export function layCaption(cue: Cue, look: Look): LaidCaption {
  const box = captionBox(look.width, look.height, look.place)
  const text = linesOf(cue).join('')
  const family = fontFamily(look.typeface, look.language, text)
  const rightToLeft = isRightToLeft(text)
  const measure = createCanvas(8, 8).getContext('2d')
  let size = captionEm(look, look.size)
  measure.font = `700 ${size}px ${family}`
  const longest = Math.max(...cue.lines.map((line) => placeWords(measure, line, rightToLeft).width))
  if (longest > box.width) size *= box.width / longest
  measure.font = `700 ${size}px ${family}`

  const leading = size * 1.32
  const tall = leading * cue.lines.length
  // One line stands where it would among two: the eye finds it in the same place.
  const foot = { bottom: box.y + box.height, middle: box.y + (box.height + tall) / 2, top: box.y + tall }[look.place]
  let word = 0
  const lines = cue.lines.map((line, index) => {
    const { placed, width } = placeWords(measure, line, rightToLeft)
    const left = (look.width - width) / 2
    const baseline = foot - leading * (cue.lines.length - 1 - index) - size * 0.42
    const first = word
    word += line.length
    return placed.map((item) => ({ ...item, x: left + item.x, y: baseline, word: first + item.word }))
  })
  const words = lines.flat()

  const margin = size * 0.5
  const x = evenDown(Math.max(0, Math.min(...words.map((item) => item.x)) - margin))
  const y = evenDown(Math.min(...words.map((item) => item.y)) - size * 1.15 - margin * 0.3)
  const right = Math.max(...words.map((item) => item.x + item.width)) + margin
  const bottom = Math.max(...words.map((item) => item.y)) + size * 0.42 + margin * 0.3
  const width = Math.min(Math.ceil((right - x) / 32) * 32, Math.floor((look.width - x) / 32) * 32)
  const height = Math.min(Math.ceil((bottom - y) / 2) * 2, evenDown(look.height - y))
  return { words, size, area: { x, y, width, height }, paint }

  function paint(context: SKRSContext2D, inkOf: (word: number) => string): void {
    context.font = `700 ${size}px ${family}`
    context.textBaseline = 'alphabetic'
    context.direction = rightToLeft ? 'rtl' : 'ltr'
    context.textAlign = 'left'
    context.lineJoin = 'round'
    context.miterLimit = 2
    if (look.panel === undefined) shade(context)
    else paintPanels(context, look.panel)
    for (const item of words) {
      context.fillStyle = inkOf(item.word)
      context.fillText(item.text, item.x, item.y)
    }
  }

  function paintPanels(context: SKRSContext2D, opacity: number): void {
    context.save()
    context.globalAlpha = opacity
    context.fillStyle = look.colours.ground
    context.beginPath()
    for (const line of lines) {
      const [left, top] = [Math.min(...line.map((item) => item.x)) - size * 0.42, (line[0]?.y ?? 0) - size * 0.98]
      const right = Math.max(...line.map((item) => item.x + item.width)) + size * 0.42
      context.roundRect(left, top, right - left, leading, size * 0.22)
    }
    context.fill()
    context.restore()
  }

  // A hairline holds the letters together, a wide shade takes the ground back: a thick outline alone looks like a sticker's.
  function shade(context: SKRSContext2D): void {
    context.save()
    context.shadowColor = look.colours.ground
    context.strokeStyle = look.colours.ground
    context.lineWidth = size * 0.09
    for (const blur of [0.4, 0.16]) {
      context.shadowBlur = size * blur
      for (const item of words) context.strokeText(item.text, item.x, item.y)
    }
    context.restore()
  }
}

/** Words of one line from left to right: runs of the other direction keep their own order (the bidi rule, by words). */
function placeWords(context: SKRSContext2D, line: Cue['lines'][number], rightToLeft: boolean): { placed: Placed[]; width: number } {
  const items = line.map(({ text }, word) => {
    const last = word === line.length - 1
    const shown = text.replace(/\s+/gu, ' ')
    const trimmed = shown.trim()
    const space = last ? 0 : context.measureText(`n${shown.slice(shown.trimEnd().length)}n`).width - context.measureText('nn').width
    return { text: trimmed, width: context.measureText(trimmed).width, space, word, rtl: directionOf(trimmed) ?? rightToLeft }
  })
  const runs: (typeof items)[] = []
  for (const item of items) {
    const run = runs.at(-1)
    if (run !== undefined && run[0]?.rtl === item.rtl) run.push(item)
    else runs.push([item])
  }
  const ordered = (rightToLeft ? runs.toReversed() : runs).flatMap((run) => (run[0]?.rtl ? run.toReversed() : run))
  let x = 0
  const placed = ordered.map(({ text, width, space, word }, index) => {
    const at = x
    x += width + gapBetween({ space, word }, ordered[index + 1])
    return { text, x: at, y: 0, width, word }
  })
  return { placed, width: x }
}

/** The white space between two neighbours on the line: it belongs to the one that is spoken first. */
function gapBetween(left: { space: number; word: number }, right: { space: number; word: number } | undefined): number {
  if (right === undefined) return 0
  if (right.word === left.word + 1) return left.space
  return left.word === right.word + 1 ? right.space : Math.max(left.space, right.space)
}

const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

function directionOf(text: string): boolean | undefined {
  const strong = /\p{Letter}/u.exec(text)?.[0]
  return strong === undefined ? undefined : RTL.test(strong)
}

/** True when a text's first letter is written from right to left. */
export function isRightToLeft(text: string): boolean {
  return directionOf(text) ?? false
}

function evenDown(value: number): number {
  return Math.floor(value / 2) * 2
}

/** Draws on a transparent canvas of the area's size and turns the pixels into planes, BT.709 limited. */
export function toStrip(area: Area, paint: (context: SKRSContext2D) => void): Strip {
  const { width, height } = area
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  paint(context)
  const [luma, chroma] = [width * height, (width * height) / 4]
  const colour = [new Uint8Array(luma), new Uint8Array(chroma), new Uint8Array(chroma)] as const
  const keep = [new Uint8Array(luma), new Uint8Array(chroma)] as const
  for (const band of bandsOf(canvas, 'drawn')) {
    const [at, half] = [band.top * width, (band.top * width) / 4]
    colour[0].set(band.y, at)
    colour[1].set(band.u, half)
    colour[2].set(band.v, half)
    keep[0].set(band.keep[0], at)
    keep[1].set(band.keep[1], half)
  }
  release(canvas)
  return { ...area, colour, keep }
}

/** Copies a rectangle of one strip into another of its size. */
function patch(strip: Strip, from: Strip, area: Area): void {
  const copy = (to: Uint8Array, source: Uint8Array, shrink: number): void => {
    const stride = strip.width / shrink
    const [left, right] = [Math.max(0, area.x) / shrink, Math.min(strip.width, area.x + area.width) / shrink]
    for (let y = area.y / shrink; y < Math.min(strip.height, area.y + area.height) / shrink; y++) {
      to.set(source.subarray(y * stride + left, y * stride + right), y * stride + left)
    }
  }
  for (const [to, source] of [
    [strip.colour, from.colour],
    [strip.keep, from.keep],
  ] as const) {
    for (const [index, plane] of to.entries()) copy(plane, source[index] as Uint8Array, index === 0 ? 1 : 2)
  }
}
