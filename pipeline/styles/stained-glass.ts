import { createCanvas } from '@napi-rs/canvas'
import { along, fade, mix, rgb } from './marks/colour.ts'
import { glow } from './marks/layer.ts'
import { cells } from './marks/repaint.ts'
import { colourOf, fillShape } from './marks/silhouette.ts'
import { onPanel, wordsBox } from './marks/veil.ts'
import type { Paint, Style } from './style.ts'

const LEAD = '#15141a'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon, sun } = sketch
  const unit = Math.min(width, height) / 100
  const scale = 0.5
  const canvas = createCanvas(Math.ceil(width * scale), Math.ceil(height * scale))
  const glass = canvas.getContext('2d')
  glass.scale(scale, scale)
  const heart = sun ?? { x: width * 0.72, y: horizon * 0.5, radius: unit * 16 }
  glass.fillStyle = glow(glass, heart.x, heart.y, width * 0.7, [
    palette.accent,
    palette.tones[0] ?? palette.accent,
    palette.tones[1] ?? palette.ink,
    palette.tones[2] ?? palette.ink,
  ])
  glass.fillRect(0, 0, width, height)
  for (const shape of sketch.shapes)
    if (shape.layer === 'scenery' && shape.tone !== 'light') fillShape(glass, shape, along(palette.tones, 0.35 + shape.depth * 0.65))
  const pane = cells(canvas, random, unit * 7 * scale, unit * 0.42 * scale, rgb(LEAD), 0.4)
  context.imageSmoothingQuality = 'high'
  context.drawImage(pane, 0, 0, width, height)
  context.strokeStyle = LEAD
  context.lineWidth = unit * 0.75
  context.lineJoin = 'round'
  for (const shape of sketch.shapes) if (shape.layer === 'scenery' && shape.tone === 'main') context.stroke(shape.path)
  if (sun !== undefined) {
    context.fillStyle = glow(context, sun.x, sun.y, sun.radius, ['#fff3c2', palette.accent])
    context.beginPath()
    context.arc(sun.x, sun.y, sun.radius, 0, Math.PI * 2)
    context.fill()
    context.stroke()
  }
  for (const shape of sketch.shapes) {
    if (shape.layer !== 'motif') continue
    fillShape(
      context,
      shape,
      { main: palette.tones[3] ?? palette.ink, shade: palette.tones[2] ?? palette.ink, light: '#fff4d8', accent: '#c22a2f', line: LEAD }[
        shape.tone
      ],
    )
    if (shape.tone !== 'line') {
      context.strokeStyle = LEAD
      context.lineWidth = unit * 0.62
      context.stroke(shape.path)
    }
  }
  context.save()
  context.globalCompositeOperation = 'soft-light'
  context.fillStyle = glow(context, heart.x, heart.y, width * 0.6, ['rgba(255,255,255,0.6)', 'rgba(255,255,255,0.1)', 'rgba(0,0,0,0.4)'])
  context.fillRect(0, 0, width, height)
  context.restore()
  const words = wordsBox(sketch, unit * 3.4)
  if (words !== undefined) {
    context.fillStyle = glow(context, words.x + words.width / 2, words.y + words.height / 2, words.width, [
      mix(palette.paper, '#ffffff', 0.3),
      palette.paper,
    ])
    context.strokeStyle = LEAD
    context.lineWidth = unit * 1.1
    context.beginPath()
    context.roundRect(words.x, words.y, words.width, words.height, unit * 2.4)
    context.fill()
    context.stroke()
    context.strokeStyle = fade(palette.accent, 0.9)
    context.lineWidth = unit * 0.3
    context.stroke()
    for (const shape of onPanel(sketch, words)) fillShape(context, shape, colourOf(palette, shape))
  }
  context.strokeStyle = LEAD
  context.lineWidth = unit * 2.6
  context.strokeRect(0, 0, width, height)
}

/** Coloured glass in lead, lit from behind. */
export const stainedGlass: Style = {
  name: 'stained-glass',
  aliases: ['glass', 'cathedral', 'window', '彩绘玻璃'],
  label: { en: 'Stained glass', 'zh-CN': '彩绘玻璃' },
  description: { en: 'Glowing panes of coloured glass set in lead.', 'zh-CN': '铅条镶嵌、背光透亮的彩色玻璃。' },
  prompt: {
    before: 'Stained-glass window showing',
    after: 'leaded panes of luminous coloured glass, bold simplified shapes, light from behind',
    avoid: 'text, watermark, photograph, thin lines',
  },
  palettes: [
    { paper: '#fbf0d4', ink: '#241a2b', accent: '#b8541a', tones: ['#f1b14e', '#5fa3b3', '#2f5f96', '#27305f'] },
    { paper: '#f6efdf', ink: '#1c2233', accent: '#a34a1c', tones: ['#f0c063', '#7fae6d', '#2f7a6f', '#1d3f5c'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 700 },
  cover: 'frame',
  captions: { ink: '#fff6dd', lit: '#ffc869', outline: '#15141a', look: 'panel' },
  transition: 'fade',
  music: 'solemn',
}
