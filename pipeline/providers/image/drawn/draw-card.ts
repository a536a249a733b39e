import { type Canvas, createCanvas, type Image, type SKRSContext2D } from '@napi-rs/canvas'
import { type Box, contentBox, groundBox } from '../../../render/layout.ts'
import { isSaid } from '../../../render/said.ts'
import { mix } from '../../../styles/marks/colour.ts'
import { seeded } from '../../../styles/marks/random.ts'
import { paletteOf } from '../../../styles/palette-of.ts'
import type { Palette, Style } from '../../../styles/style.ts'
import { styleNamed } from '../../../styles/styles.ts'
import type { PictureRequest } from '../../provider.ts'
import { chooseLayout, type LayoutName, layouts } from './choose-layout.ts'
import { drawGround, paletteOver } from './draw-ground.ts'
import { makeSketch } from './make-sketch.ts'
import { around, type Frame, type Part, type Plan } from './plan.ts'
import { type Idea, readIdea } from './read-idea.ts'
import type { PlacedText } from './set-text.ts'

/** A drawn picture with what is on it. */
export interface Card {
  canvas: Canvas
  /** The picture before its parts came into sight, where the scene says each of them. */
  reveals: { before: Canvas; parts: Part[] } | undefined
  layout: LayoutName
  idea: Idea
  words: PlacedText[]
  /** Around all words and motifs, in pixels. */
  focus: Box
  /** All that the scene says stands on it. */
  quoted: boolean
}

/**
 * Draws a scene in its style; `layout` overrules the choice, `words: false` leaves the letters out. With a `ground` only the words are
 * drawn, on that picture, or on nothing, each in a shadow of its own.
 */
export function drawCard(request: PictureRequest, options: { layout?: LayoutName; words?: boolean; ground?: Image | 'none' } = {}): Card {
  const { width, height, scene, language, index, captionPlace } = request
  const style = styleNamed(request.style)
  const { ground } = options
  const palette = ground === undefined ? paletteOf(style, request.title) : paletteOver(style)
  const seed = [style.name, index, scene.take ?? 0, scene.text, ...scene.keywords].join(' ')
  const idea = readIdea(request)
  const box = contentBox(width, height, captionPlace)
  const frame: Frame = {
    width,
    height,
    box,
    ...(captionPlace === 'middle' ? { ground: groundBox(width, height, captionPlace) } : {}),
    unit: Math.min(width, height) / 100,
    stacked: width / height < 1.2,
    language,
    lettering: style.lettering,
    random: seeded(seed),
  }
  const layout = options.layout ?? chooseLayout(idea, request)
  const { parts = [], ...planned } = layouts[layout](idea, frame, request)
  const plan = {
    ...planned,
    words: [...planned.words, ...parts.flatMap(({ words }) => words)],
    marks: [...planned.marks, ...parts.flatMap(({ marks }) => marks)],
    motifs: ground === undefined ? planned.motifs : [],
  }
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const sketch = makeSketch(plan, frame)
  if (ground === undefined) style.paint(context, sketch, palette, seeded(`ground ${seed}`))
  else if (ground !== 'none') drawGround(context, ground, sketch, palette.paper)
  const letter = (layer: SKRSContext2D, lettered: Pick<Plan, 'words' | 'marks'>) => drawWords(layer, lettered, style, palette)
  const isTold = parts.length > 0 && parts.every(({ said }) => isSaid(scene.text, said))
  let before: Canvas | undefined
  if (ground === 'none') drawShadowed(context, (layer) => letter(layer, plan))
  else if (options.words !== false) {
    letter(context, planned)
    if (isTold) before = copyOf(canvas)
    for (const part of parts) letter(context, part)
  }
  const focus = [...plan.words.filter(({ lines }) => lines.length > 0), ...plan.motifs].map(({ box }) => box)
  return {
    canvas,
    reveals: before && { before, parts: style.lettering.glow === true ? parts.map(withGlow) : parts },
    layout,
    idea,
    words: plan.words,
    quoted: (layout === 'opening' || layout === 'spoken') && plan.words.every(({ lines }) => !lines.at(-1)?.text.endsWith('…')),
    focus: focus.length === 0 ? box : around(focus),
  }
}

// Letters that glow reach further than their boxes.
function withGlow(part: Part): Part {
  const glows = part.words.map(({ box, size }) => around([box], size * 0.3))
  return { ...part, box: around([part.box, ...glows]) }
}

function copyOf(canvas: Canvas): Canvas {
  const copy = createCanvas(canvas.width, canvas.height)
  copy.getContext('2d').drawImage(canvas, 0, 0)
  return copy
}

// What moves under letters may be anything: a wide shade and a close one, each laid twice.
function drawShadowed(context: SKRSContext2D, draw: (layer: SKRSContext2D) => void): void {
  const { width, height } = context.canvas
  const layer = createCanvas(width, height)
  draw(layer.getContext('2d'))
  context.shadowColor = 'rgba(0, 0, 0, 0.85)'
  for (const share of [0.07, 0.07, 0.018, 0.018]) {
    context.shadowBlur = Math.min(width, height) * share
    context.drawImage(layer, 0, 0)
  }
  context.shadowColor = 'transparent'
}

/** Puts the marks and words of a plan on the canvas. */
export function drawWords(context: SKRSContext2D, { marks, words }: Pick<Plan, 'marks' | 'words'>, style: Style, palette: Palette): void {
  const colours = { ink: palette.ink, accent: palette.accent, quiet: mix(palette.paper, palette.ink, 0.3), paper: palette.paper }
  context.save()
  for (const { path, role, stroke } of marks) {
    context.fillStyle = context.strokeStyle = colours[role]
    context.lineWidth = stroke ?? 1
    context.lineCap = 'round'
    if (stroke === undefined) context.fill(path)
    else context.stroke(path)
  }
  for (const text of words) drawText(context, text, colours[text.role], style, palette)
  context.restore()
}

function drawText(
  context: SKRSContext2D,
  { lines, font, size, spacing, direction, align }: PlacedText,
  colour: string,
  { lettering }: Style,
  palette: Palette,
): void {
  context.font = font
  context.letterSpacing = `${spacing}px`
  context.direction = direction
  context.textAlign = align
  context.textBaseline = 'alphabetic'
  context.fillStyle = colour
  if (lettering.glow === true) {
    context.shadowColor = palette.accent
    context.shadowBlur = size * 0.18
  }
  for (const { text, x, y } of lines) context.fillText(text, x, y)
  context.shadowBlur = 0
}
