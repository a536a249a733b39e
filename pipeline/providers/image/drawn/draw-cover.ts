import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import type { Box } from '../../../render/layout.ts'
import type { CoverVariant } from '../../../schema.ts'
import { seeded } from '../../../styles/marks/random.ts'
import { paletteOf } from '../../../styles/palette-of.ts'
import { styleNamed } from '../../../styles/styles.ts'
import { drawWords } from './draw-card.ts'
import { drawGround, paletteOver } from './draw-ground.ts'
import { covers } from './layouts/covers.ts'
import { makeSketch } from './make-sketch.ts'
import type { Frame } from './plan.ts'
import { readIdea } from './read-idea.ts'

/** What stands on a cover. */
export interface CoverRequest {
  title: string
  subtitle: string
  language: string
  style: string
  width: number
  height: number
  variant: CoverVariant
  /** A picture to put the words on; without one the style draws it. */
  ground?: Uint8Array
}

/** The film's cover drawn in its style: title and subtitle over the scene that the title calls for. */
export async function drawCover({ title, subtitle, language, style: name, width, height, variant, ground }: CoverRequest): Promise<Canvas> {
  const style = styleNamed(name)
  const palette = ground === undefined ? paletteOf(style, title) : paletteOver(style)
  const seed = `cover ${style.name} ${title}`
  const scene = {
    kind: 'scene' as const,
    seed: 0,
    text: subtitle,
    holdSeconds: 0,
    heading: '',
    keywords: [title],
    atmosphere: [],
    prompt: '',
  }
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
  const { plan, panels } = covers[variant](title, subtitle, frame, idea)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const sketch = makeSketch(plan, frame)
  // Words on a panel need no calm of their own in the picture behind.
  const bare = (box: Box) => !panels.some(({ path }) => isOn(box, path.getBounds()))
  const behind = { ...sketch, quiet: sketch.quiet.filter(bare) }
  if (ground === undefined) style.paint(context, behind, palette, seeded(`ground ${seed}`))
  else drawGround(context, await loadImage(ground), behind, palette.paper)
  drawWords(context, { marks: panels, words: [] }, style, palette)
  drawWords(context, plan, style, palette)
  return canvas
}

function isOn({ x, y, width, height }: Box, [left, top, right, bottom]: readonly [number, number, number, number]): boolean {
  return x >= left && y >= top && x + width <= right && y + height <= bottom
}
