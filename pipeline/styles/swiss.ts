import { mix } from './marks/colour.ts'
import { fillShape } from './marks/silhouette.ts'
import type { Paint, Sketch, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, sun } = sketch
  const unit = Math.min(width, height) / 100
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  // One field of colour carries the picture; its edge is the poster's axis, and no word stands on it.
  context.fillStyle = palette.accent
  const { x, y, wide } = fieldOf(sketch, unit)
  context.fillRect(x, y, wide, height - y)
  const on = palette.tones[0] ?? '#ffffff'
  for (const shape of sketch.shapes) {
    if (shape.layer !== 'scenery' || shape.tone !== 'main' || shape.depth < 0.3) continue
    context.fillStyle = mix(palette.ink, palette.accent, shape.depth > 0.7 ? 0 : 0.24)
    context.fill(shape.path)
  }
  if (sun !== undefined) {
    context.save()
    context.strokeStyle = on
    context.lineWidth = unit * 0.28
    const turn = random() * 0.6 - 0.3
    for (let arc = 0; arc < 7; arc++) {
      context.globalAlpha = 0.9 - arc * 0.11
      context.beginPath()
      context.arc(sun.x, sun.y, sun.radius * (0.62 + arc * 0.17), -Math.PI * 0.75 + turn, Math.PI * 0.25 + turn)
      context.stroke()
    }
    context.restore()
  }
  for (const shape of sketch.shapes) {
    if (shape.layer !== 'motif') continue
    const large = sun !== undefined
    fillShape(
      context,
      shape,
      {
        main: palette.ink,
        shade: mix(palette.ink, '#ffffff', 0.22),
        light: large ? on : palette.paper,
        accent: large ? on : palette.accent,
        line: palette.ink,
      }[shape.tone],
    )
  }
}

// Beside the words where there is room at their side, else below them.
function fieldOf({ width, height, horizon, sun, quiet }: Sketch, unit: number): { x: number; y: number; wide: number } {
  if (sun === undefined) return { x: 0, y: horizon + unit * 3, wide: width }
  const reach = sun.radius * 1.32
  const side = sun.x > width / 2 ? { from: sun.x - reach, to: width } : { from: 0, to: sun.x + reach }
  const isFree = quiet.every((box) => box.x + box.width <= side.from || box.x >= side.to)
  if (width > height && isFree) return { x: side.from, y: 0, wide: side.to - side.from }
  const foot = Math.max(0, ...quiet.map((box) => box.y + box.height)) + unit * 3
  return { x: 0, y: Math.max(sun.y - sun.radius * 1.3, foot), wide: width }
}

/** One grid, one red, no ornament. */
export const swiss: Style = {
  name: 'swiss',
  aliases: ['international', 'grid', 'helvetica', '瑞士'],
  label: { en: 'Swiss', 'zh-CN': '瑞士风格' },
  description: {
    en: 'A strict grid and one field of pure colour; nothing is decoration.',
    'zh-CN': '严谨网格与一大块纯色，没有一点装饰。',
  },
  prompt: {
    before: 'Swiss international style poster image of',
    after: 'strict grid, one flat field of pure colour, bold cropped silhouette, generous white',
    avoid: 'text, watermark, ornament, texture, photograph',
  },
  palettes: [
    { paper: '#f4f3ef', ink: '#141414', accent: '#d5281b', tones: ['#ffffff', '#d8d6d0', '#8c8a86'] },
    { paper: '#f3f3f1', ink: '#131417', accent: '#1d4fc4', tones: ['#ffffff', '#d2d6de', '#7f8694'] },
    { paper: '#f5f3ea', ink: '#15150f', accent: '#8f5d00', tones: ['#ffffff', '#dcd8c8', '#908b7a'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700 },
  cover: 'type',
  captions: { ink: '#ffffff', lit: '#ffb3a6', outline: '#141414' },
  transition: 'cut',
  music: 'focus',
}
