import { fade, mix } from './marks/colour.ts'
import { colourOf, fillShape } from './marks/silhouette.ts'
import { grain } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, sun } = sketch
  const unit = Math.min(width, height) / 100
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  const shadow = (blur: number, drop: number) => {
    context.shadowColor = fade(mix(palette.ink, '#000000', 0.5), 0.38)
    context.shadowBlur = unit * blur
    context.shadowOffsetX = unit * drop * 0.5
    context.shadowOffsetY = unit * drop
  }
  context.save()
  // Sheets of sky behind each other, each torn along a wide curve.
  const heart = sun ?? { x: width, y: 0, radius: unit * 30 }
  for (const [index, reach] of [1.15, 0.82, 0.52].entries()) {
    shadow(1.6, -0.2)
    context.fillStyle = mix(palette.paper, palette.tones[0] ?? palette.paper, 0.2 + index * 0.26)
    context.beginPath()
    context.ellipse(
      heart.x,
      heart.y + heart.radius * 0.3,
      heart.radius * (1 + reach * 1.5),
      heart.radius * (1 + reach * 1.1),
      0.2 * index,
      0,
      Math.PI * 2,
    )
    context.fill()
  }
  if (sun !== undefined) {
    shadow(1.4, 0.5)
    context.fillStyle = palette.accent
    context.beginPath()
    context.arc(sun.x, sun.y, sun.radius * 0.86, 0, Math.PI * 2)
    context.fill()
  }
  for (const shape of sketch.shapes) {
    if (shape.layer === 'motif') shadow(0.8, 0.4)
    else shadow(2.2, shape.tone === 'main' ? -0.7 : 0.2)
    if (shape.tone === 'line') context.shadowBlur = unit * 0.4
    fillShape(context, shape, colourOf(palette, shape))
  }
  context.restore()
  grain(context, random, 0.13, '#20160c', '#ffffff')
}

/** Coloured card in layers, each with its shadow. */
export const cutPaper: Style = {
  name: 'cut-paper',
  aliases: ['papercut', 'paper', 'collage', '剪纸'],
  label: { en: 'Cut paper', 'zh-CN': '剪纸' },
  description: { en: 'Layers of coloured card with soft shadows, like a small stage.', 'zh-CN': '层层彩纸与柔和投影，像一座小舞台。' },
  prompt: {
    before: 'Layered cut-paper diorama of',
    after: 'coloured card in many layers, soft drop shadows, visible paper fibre, shallow stage',
    avoid: 'text, watermark, photograph of people, glossy plastic',
  },
  palettes: [
    { paper: '#f7e9d2', ink: '#24323f', accent: '#d9482b', tones: ['#f0c98b', '#e59a5b', '#5f9a8f', '#234b57'] },
    { paper: '#e7eee6', ink: '#1f3340', accent: '#d4512f', tones: ['#bcd7c4', '#86b79c', '#4b8a78', '#1f5152'] },
    { paper: '#f4e6e4', ink: '#352244', accent: '#b93454', tones: ['#efc1b4', '#d98c92', '#8a5f92', '#40305f'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700 },
  cover: 'stack',
  captions: { ink: '#ffffff', lit: '#ffcf87', outline: '#1f2d38' },
  transition: 'slide',
  music: 'playful',
}
