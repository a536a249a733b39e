import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Box } from '../render/layout.ts'
import { mix } from './marks/colour.ts'
import { figuresBox } from './marks/figures.ts'
import { fillShape } from './marks/silhouette.ts'
import { grain } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon, sun } = sketch
  const unit = Math.min(width, height) / 100
  const [yellow = '#e8b21e', red = '#c8321f', blue = '#1f4e8c'] = palette.tones
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  const heart = sun ?? figuresBox(sketch) ?? { x: width * 0.75, y: horizon * 0.6 }
  const radius = sun?.radius ?? unit * 20
  const centre = { x: heart.x, y: sun?.y ?? horizon * 0.55 }
  const lean = -0.22 + random() * 0.1
  if (!sketch.quiet.some((box) => meets(box, centre, radius))) drawFigures(context, { ...centre, radius, lean }, { yellow, red, blue })
  context.strokeStyle = palette.ink
  context.lineWidth = unit * 0.5
  const hung = heart.x + radius * 1.1
  const isFree = sketch.quiet.every(({ x, width: wide, y }) => x + wide < hung || x > hung + unit * 6 || y > horizon * 0.4)
  for (let line = 0; isFree && line < 5; line++) {
    context.beginPath()
    context.moveTo(hung + line * unit * 1.5, -unit)
    context.lineTo(hung + line * unit * 1.5, horizon * (0.2 + line * 0.05))
    context.stroke()
  }
  // The land is blocks on a grid, not nature.
  context.fillStyle = palette.ink
  context.fillRect(0, horizon + unit * 3, width, height)
  const block = unit * 9
  for (let x = 0; x < width; x += block) {
    const kind = Math.floor(random() * 5)
    context.fillStyle = [yellow, red, blue, palette.paper, mix(palette.ink, palette.paper, 0.2)][Math.floor(random() * 5)] ?? yellow
    const y = horizon + unit * 3
    context.beginPath()
    if (kind === 0) context.rect(x, y, block, block)
    else if (kind === 1) context.arc(x, y, block, 0, Math.PI / 2)
    else if (kind === 2) context.arc(x + block / 2, y + block / 2, block / 2, 0, Math.PI * 2)
    else if (kind === 3) context.moveTo(x, y + block)
    if (kind === 1) context.lineTo(x, y)
    if (kind === 3) {
      context.lineTo(x + block, y + block)
      context.lineTo(x + block, y)
    }
    context.fill()
  }
  for (const shape of sketch.shapes) {
    if (shape.layer !== 'motif') continue
    fillShape(
      context,
      shape,
      { main: palette.ink, shade: mix(palette.ink, palette.paper, 0.3), light: palette.paper, accent: yellow, line: palette.ink }[
        shape.tone
      ],
    )
  }
  grain(context, random, 0.08)
}

/** Whether a circle's square and a box share room. */
function meets(box: Box, { x, y }: { x: number; y: number }, radius: number): boolean {
  return box.x < x + radius && box.x + box.width > x - radius && box.y < y + radius && box.y + box.height > y - radius
}

// A square, a circle, a triangle; a bar that holds them.
function drawFigures(
  context: SKRSContext2D,
  { x, y, radius, lean }: { x: number; y: number; radius: number; lean: number },
  { yellow, red, blue }: { yellow: string; red: string; blue: string },
): void {
  context.save()
  context.translate(x, y)
  context.rotate(lean)
  context.fillStyle = yellow
  context.fillRect(-radius * 1.35, -radius * 0.2, radius * 2.9, radius * 0.5)
  context.rotate(-lean)
  context.fillStyle = red
  context.beginPath()
  context.arc(0, 0, radius * 0.96, 0, Math.PI * 2)
  context.fill()
  context.fillStyle = blue
  context.beginPath()
  context.arc(0, 0, radius * 0.96, Math.PI * 0.5, Math.PI * 1.5)
  context.fill()
  context.restore()
}

/** Circle, square, triangle; red, yellow, blue. */
export const bauhaus: Style = {
  name: 'bauhaus',
  aliases: ['primary', 'constructivist', 'modernist', '包豪斯'],
  label: { en: 'Bauhaus', 'zh-CN': '包豪斯' },
  description: { en: 'Circle, square and triangle in red, yellow and blue on a grid.', 'zh-CN': '圆、方、三角与红黄蓝，落在网格上。' },
  prompt: {
    before: 'Bauhaus composition of',
    after: 'circles, squares and triangles, primary colours, strict grid, strong diagonals, lithograph texture',
    avoid: 'text, watermark, photograph, ornament, gradients',
  },
  palettes: [
    { paper: '#f1e9d8', ink: '#1a1a1c', accent: '#c22f1d', tones: ['#e5ad1f', '#c8371f', '#20508c'] },
    { paper: '#ece9e0', ink: '#1d2226', accent: '#bb3a20', tones: ['#e2a93b', '#b9432b', '#2d6a6a'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700 },
  cover: 'split',
  captions: { ink: '#ffffff', lit: '#ffcb45', outline: '#1a1a1c' },
  transition: 'slide',
  music: 'focus',
}
