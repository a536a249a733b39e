import { along, fade, mix } from './marks/colour.ts'
import { glow } from './marks/layer.ts'
import { fillShape } from './marks/silhouette.ts'
import { grain, mottle } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const GOLD = '#c9992e'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, sun } = sketch
  const unit = Math.min(width, height) / 100
  context.fillStyle = glow(context, width / 2, height / 2, Math.hypot(width, height) * 0.56, [
    mix(palette.paper, '#ffffff', 0.2),
    palette.paper,
    mix(palette.paper, '#8a6230', 0.35),
  ])
  context.fillRect(0, 0, width, height)
  mottle(context, random, '#9a7440', 0.22, 140)
  if (sun !== undefined) {
    // A gilded roundel with a patterned ground, as behind a saint.
    const gilt = glow(context, sun.x - sun.radius * 0.4, sun.y - sun.radius * 0.5, sun.radius * 2, ['#f6dd8f', GOLD, '#a87418'])
    context.fillStyle = gilt
    context.strokeStyle = palette.ink
    context.lineWidth = unit * 0.34
    context.beginPath()
    context.arc(sun.x, sun.y, sun.radius * 1.16, 0, Math.PI * 2)
    context.fill()
    context.stroke()
    context.fillStyle = palette.tones[2] ?? palette.ink
    context.beginPath()
    context.arc(sun.x, sun.y, sun.radius * 1.02, 0, Math.PI * 2)
    context.fill()
    context.stroke()
    context.save()
    context.clip()
    context.strokeStyle = fade('#f3d98c', 0.6)
    context.lineWidth = unit * 0.16
    context.beginPath()
    for (let line = -12; line <= 12; line++) {
      const at = line * unit * 3.2
      context.moveTo(sun.x + at - sun.radius * 1.5, sun.y - sun.radius * 1.5)
      context.lineTo(sun.x + at + sun.radius * 1.5, sun.y + sun.radius * 1.5)
      context.moveTo(sun.x + at + sun.radius * 1.5, sun.y - sun.radius * 1.5)
      context.lineTo(sun.x + at - sun.radius * 1.5, sun.y + sun.radius * 1.5)
    }
    context.stroke()
    context.restore()
  }
  for (const shape of sketch.shapes) {
    const motif = shape.layer === 'motif'
    fillShape(
      context,
      shape,
      motif
        ? { main: palette.tones[3] ?? palette.ink, shade: palette.accent, light: '#f8ecd0', accent: GOLD, line: palette.ink }[shape.tone]
        : shape.layer === 'sky'
          ? GOLD
          : shape.tone === 'light'
            ? mix(palette.paper, '#ffffff', 0.3)
            : along(palette.tones.slice(0, 2), shape.depth),
    )
    if (shape.tone === 'line' || shape.layer === 'sky') continue
    context.strokeStyle = motif ? palette.ink : fade(palette.ink, 0.75)
    context.lineWidth = unit * (motif ? 0.34 : 0.22)
    context.stroke(shape.path)
  }
  border(context, width, height, unit, palette, random)
  grain(context, random, 0.09, '#5a3c14', '#fff6df')
}

// A vine with leaves and gold berries runs between two rules around the page.
function border(
  context: Parameters<Paint>[0],
  width: number,
  height: number,
  unit: number,
  palette: Parameters<Paint>[2],
  random: () => number,
): void {
  const [outer, band] = [unit * 1.6, unit * 4.4]
  context.strokeStyle = palette.accent
  context.lineWidth = unit * 0.34
  context.strokeRect(outer, outer, width - outer * 2, height - outer * 2)
  context.strokeRect(outer + band, outer + band, width - (outer + band) * 2, height - (outer + band) * 2)
  const middle = outer + band / 2
  const sides = [
    { x: middle, y: middle, turn: 0, long: width - middle * 2 },
    { x: width - middle, y: middle, turn: Math.PI / 2, long: height - middle * 2 },
    { x: width - middle, y: height - middle, turn: Math.PI, long: width - middle * 2 },
    { x: middle, y: height - middle, turn: -Math.PI / 2, long: height - middle * 2 },
  ]
  for (const side of sides) {
    context.save()
    context.translate(side.x, side.y)
    context.rotate(side.turn)
    const count = Math.round(side.long / (unit * 7))
    const step = side.long / count
    context.strokeStyle = palette.tones[1] ?? palette.ink
    context.lineWidth = unit * 0.3
    context.beginPath()
    context.moveTo(0, 0)
    for (let index = 0; index < count; index++)
      context.bezierCurveTo(
        (index + 0.35) * step,
        (index % 2 === 0 ? -1 : 1) * band * 0.42,
        (index + 0.65) * step,
        (index % 2 === 0 ? -1 : 1) * band * 0.42,
        (index + 1) * step,
        0,
      )
    context.stroke()
    for (let index = 0; index < count; index++) {
      const [x, y] = [(index + 0.5) * step, (index % 2 === 0 ? 1 : -1) * band * 0.16]
      context.fillStyle =
        random() < 0.4 ? palette.accent : random() < 0.5 ? (palette.tones[2] ?? palette.ink) : (palette.tones[1] ?? palette.ink)
      context.beginPath()
      context.ellipse(x - unit * 0.9, y, unit * 1.1, unit * 0.55, 0.6, 0, Math.PI * 2)
      context.ellipse(x + unit * 0.9, y, unit * 1.1, unit * 0.55, -0.6, 0, Math.PI * 2)
      context.fill()
      context.fillStyle = GOLD
      context.beginPath()
      context.arc(x, y, unit * 0.5, 0, Math.PI * 2)
      context.fill()
    }
    context.restore()
  }
}

/** Parchment, lapis and gold leaf. */
export const manuscript: Style = {
  name: 'manuscript',
  aliases: ['illuminated', 'medieval', 'parchment', '手抄本'],
  label: { en: 'Illuminated manuscript', 'zh-CN': '泥金手抄本' },
  description: { en: 'Parchment with a vine border, lapis, vermilion and gold leaf.', 'zh-CN': '羊皮纸、藤蔓边框、青金石、朱砂与金箔。' },
  prompt: {
    before: 'Illuminated medieval manuscript miniature of',
    after: 'gold leaf, lapis and vermilion, ink outlines, vine border, flat perspective, parchment',
    avoid: 'readable text, watermark, photograph, modern objects',
  },
  palettes: [
    { paper: '#efe0bd', ink: '#2e1c10', accent: '#a52a1c', tones: ['#a9b98a', '#5f7a4c', '#24408a', '#1f4f9a'] },
    { paper: '#efe3c6', ink: '#2b1d14', accent: '#8a2338', tones: ['#b7bd92', '#4f7564', '#5a2a5e', '#2f5f52'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 700 },
  cover: 'frame',
  captions: { ink: '#fff4d8', lit: '#f2cd6a', outline: '#2a180c' },
  transition: 'fade',
  music: 'solemn',
}
