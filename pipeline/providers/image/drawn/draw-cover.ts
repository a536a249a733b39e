import { type Canvas, createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import type { Box } from '../../../render/layout.ts'
import { fade } from '../../../styles/marks/colour.ts'
import { seeded } from '../../../styles/marks/random.ts'
import type { Palette } from '../../../styles/style.ts'
import { styleNamed } from '../../../styles/styles.ts'
import { drawWords, paletteOf } from './draw-card.ts'
import { hero } from './layouts/illustration.ts'
import { makeSketch } from './make-sketch.ts'
import { type Frame, type Plan, rule, set } from './plan.ts'
import { readIdea } from './read-idea.ts'

/** What stands on a cover. */
export interface CoverRequest {
  title: string
  subtitle: string
  language: string
  style: string
  width: number
  height: number
  /** A picture to put the words on; without one the style draws it. */
  ground?: Uint8Array
}

/** The film's cover drawn in its style: title and subtitle over the scene that the title calls for. */
export async function drawCover({ title, subtitle, language, style: name, width, height, ground }: CoverRequest): Promise<Canvas> {
  const style = styleNamed(name)
  const palette = paletteOf(style, title)
  const seed = `cover ${style.name} ${title}`
  const scene = { kind: 'scene' as const, seed: 0, text: subtitle, holdSeconds: 0, heading: '', keywords: [title], atmosphere: [], prompt: '' }
  const idea = readIdea({ scene, index: 0, title, language, style: name, width, height })
  const margin = Math.round(Math.min(width, height) * 0.08)
  const box: Box = { x: margin, y: margin, width: width - margin * 2, height: height - margin * 2 }
  const unit = Math.min(width, height) / 100
  const frame: Frame = {
    width,
    height,
    box,
    unit,
    stacked: width / height < 1.2,
    language,
    lettering: style.lettering,
    random: seeded(seed),
  }
  const plan = composeCover(title, subtitle, frame, idea)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  if (ground !== undefined) await photograph(context, ground, plan.words, palette)
  else style.paint(context, makeSketch(plan, frame), palette, seeded(`ground ${seed}`))
  drawWords(context, plan, style, palette)
  return canvas
}

// Words on a foreign picture stand on a veil of the paper's colour, densest where they are.
async function photograph(context: SKRSContext2D, bytes: Uint8Array, words: Plan['words'], palette: Palette): Promise<void> {
  const { width, height } = context.canvas
  const picture = await loadImage(bytes)
  const scale = Math.max(width / picture.width, height / picture.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(
    picture,
    (width - picture.width * scale) / 2,
    (height - picture.height * scale) / 2,
    picture.width * scale,
    picture.height * scale,
  )
  const end = Math.max(...words.map(({ box }) => (width > height ? box.x + box.width : box.y + box.height)))
  const reach = Math.min(1, end / Math.max(width, height) + 0.18)
  const veil = width > height ? context.createLinearGradient(0, 0, width * reach, 0) : context.createLinearGradient(0, 0, 0, height * reach)
  for (const [place, opacity] of [
    [0, 0.94],
    [0.7, 0.9],
    [1, 0],
  ] as const)
    veil.addColorStop(place, fade(palette.paper, opacity))
  context.fillStyle = veil
  context.fillRect(0, 0, width, height)
}

function composeCover(title: string, subtitle: string, frame: Frame, idea: Parameters<typeof hero>[0]): Plan {
  const { box, unit, stacked } = frame
  const gap = unit * 5
  const words = stacked ? { ...box, height: box.height * 0.46 } : { ...box, width: box.width * 0.56 }
  const art = stacked
    ? { ...box, y: box.y + words.height + gap, height: box.height - words.height - gap - unit * 4 }
    : { ...box, x: box.x + words.width + gap, width: box.width - words.width - gap, y: box.y + unit * 10, height: box.height - unit * 20 }
  const heading = set(frame, {
    text: title,
    box: { ...words, y: words.y + unit * 3, height: words.height * 0.62 },
    size: unit * 15,
    least: unit * 5,
    lines: 4,
    role: 'ink',
    leading: 1.1,
  })
  const at = heading.box.y + heading.box.height + unit * 3
  const x = heading.align === 'right' ? words.x + words.width - unit * 14 : words.x
  const below = set(frame, {
    text: subtitle,
    box: { ...words, y: at + unit * 3, height: Math.max(unit * 5, words.y + words.height - at - unit * 3) },
    size: unit * 4.6,
    least: unit * 2.6,
    lines: 3,
    weight: 400,
    role: 'ink',
    capitals: false,
    leading: 1.3,
  })
  return { words: [heading, below], marks: [{ path: rule(x, at, unit * 14, unit * 0.9), role: 'accent' }], ...hero(idea, frame, art) }
}
