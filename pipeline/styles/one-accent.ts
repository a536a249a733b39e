import { fade, mix } from './marks/colour.ts'
import { figures, shadowed } from './marks/figures.ts'
import { glow } from './marks/layer.ts'
import { disc } from './marks/silhouette.ts'
import { grain } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon, sun } = sketch
  const unit = Math.min(width, height) / 100
  context.fillStyle = glow(context, width * 0.4, height * 0.3, Math.max(width, height) * 0.9, [
    mix(palette.paper, '#ffffff', 0.35),
    palette.paper,
    mix(palette.paper, palette.ink, 0.06),
  ])
  context.fillRect(0, 0, width, height)
  disc(context, sketch, palette.accent)
  // The land is only told by its edge: one line and a breath of shade.
  for (const shape of sketch.shapes) {
    if (shape.layer !== 'scenery' || shape.tone !== 'main') continue
    context.fillStyle = mix(palette.paper, palette.ink, 0.03 + shape.depth * 0.06)
    context.fill(shape.path)
  }
  context.fillStyle = fade(palette.ink, 0.6)
  context.fillRect(0, horizon + unit * 2.4, width, Math.max(1, unit * 0.12))
  const things = figures(sketch, palette, (_, { tone }) =>
    tone === 'light'
      ? palette.paper
      : tone === 'accent'
        ? sun === undefined
          ? palette.accent
          : mix(palette.ink, palette.paper, 0.75)
        : tone === 'shade'
          ? mix(palette.ink, palette.paper, 0.2)
          : palette.ink,
  )
  shadowed(context, things, unit * 3, unit * 1.2, unit * 1.6, fade(palette.ink, 0.22))
  grain(context, random, 0.035)
}

/** Almost nothing, and one colour. */
export const oneAccent: Style = {
  name: 'one-accent',
  aliases: ['style05', 'minimal', 'minimalist', 'conceptual', '极简'],
  label: { en: 'One accent', 'zh-CN': '一点色' },
  description: { en: 'Conceptual and nearly empty: black on white and a single colour.', 'zh-CN': '概念式极简：黑白之间只留一点颜色。' },
  prompt: {
    before: 'Conceptual minimalist illustration of',
    after: 'vast empty background, one simple object, black and white with one single accent colour, clever visual metaphor',
    avoid: 'text, watermark, clutter, patterns, more than one accent colour',
  },
  palettes: [
    { paper: '#f5f4f1', ink: '#1b1c1f', accent: '#d93a24', tones: ['#e9e8e4', '#cfcdc8', '#8b8a86'] },
    { paper: '#f3f4f5', ink: '#171a20', accent: '#1f5fd6', tones: ['#e6e8ea', '#c9cdd2', '#838a93'] },
    { paper: '#f6f4ee', ink: '#1d1c19', accent: '#b8690a', tones: ['#ebe8df', '#d2cec2', '#8f8a7c'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700 },
  cover: 'type',
  captions: { ink: '#ffffff', lit: '#ff9d8a', outline: '#1b1c1f' },
  transition: 'fade',
  music: 'calm',
}
