import { createCanvas } from '@napi-rs/canvas'
import { along, fade, mix, rgb } from './marks/colour.ts'
import { figures, shadowed } from './marks/figures.ts'
import { field } from './marks/random.ts'
import { grain } from './marks/texture.ts'
import { veil } from './marks/veil.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, sun } = sketch
  const unit = Math.min(width, height) / 100
  context.imageSmoothingQuality = 'high'
  context.drawImage(relief(sketch, palette, random, unit), 0, 0, width, height)
  veil(context, sketch, palette.paper, 0.86)
  context.strokeStyle = fade(palette.ink, 0.1)
  context.lineWidth = Math.max(1, unit * 0.1)
  context.beginPath()
  for (let x = unit * 12; x < width; x += unit * 24) context.rect(x, -2, 0, height + 4)
  for (let y = unit * 12; y < height; y += unit * 24) context.rect(-2, y, width + 4, 0)
  context.stroke()
  if (sun !== undefined) {
    // A route leads to the place that the map is about.
    context.save()
    context.strokeStyle = palette.accent
    context.lineWidth = unit * 0.55
    context.lineCap = 'round'
    context.setLineDash([unit * 0.1, unit * 1.4])
    context.beginPath()
    context.moveTo(-unit, height * 0.93)
    context.bezierCurveTo(width * 0.3, height * 0.74, width * 0.4, height * 0.98, sun.x, sun.y + sun.radius * 1.3)
    context.stroke()
    context.setLineDash([])
    context.fillStyle = mix(palette.paper, '#ffffff', 0.4)
    context.shadowColor = fade(palette.ink, 0.35)
    context.shadowBlur = unit * 2
    context.beginPath()
    context.arc(sun.x, sun.y, sun.radius * 1.22, 0, Math.PI * 2)
    context.fill()
    context.shadowBlur = 0
    context.lineWidth = unit * 0.5
    context.stroke()
    context.restore()
  }
  shadowed(context, figures(sketch, palette), unit * 1.2, unit * 0.3, unit * 0.5, fade(palette.ink, 0.35))
  grain(context, random, 0.06, palette.ink, palette.paper)
}

// Heights are a slow noise, drawn at half size: tints between contours, every fifth contour stronger.
function relief({ width, height }: Parameters<Paint>[1], { paper, ink, tones }: Parameters<Paint>[2], random: () => number, unit: number) {
  const noise = field(random, 3, 64)
  const levels = 11
  const [columns, rows] = [Math.ceil(width / 2), Math.ceil(height / 2)]
  const heights = new Float32Array((columns + 1) * (rows + 1))
  for (let row = 0, at = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++, at++)
      heights[at] = Math.max(0, (noise((column * 2) / (unit * 26), (row * 2) / (unit * 26)) - 0.16) * 1.5 * levels)
  }
  const tints = Array.from({ length: levels + 1 }, (_, index) =>
    rgb(along([paper, mix(paper, tones[0] ?? paper, 0.45), ...tones], index / levels)),
  )
  const line = rgb(mix(paper, ink, 0.52))
  const canvas = createCanvas(columns, rows)
  const context = canvas.getContext('2d')
  const image = context.createImageData(columns, rows)
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at += 4) {
      const here = row * (columns + 1) + column
      const level = Math.min(levels, heights[here] ?? 0)
      const slope = Math.abs((heights[here + 1] ?? 0) - level) + Math.abs((heights[here + columns + 1] ?? 0) - level)
      const step = Math.round(level)
      const away = Math.abs(level - step) / (slope + 0.001)
      const edge = step === 0 ? 0 : Math.max(0, Math.min(1, (step % 5 === 0 ? 1.25 : 0.75) - away)) * 0.55
      const tint = tints[Math.floor(level)] ?? line
      for (const channel of [0, 1, 2] as const) image.data[at + channel] = tint[channel] + (line[channel] - tint[channel]) * edge
      image.data[at + 3] = 255
    }
  }
  context.putImageData(image, 0, 0)
  return canvas
}

/** A contour map with a route and a place. */
export const topographic: Style = {
  name: 'topographic',
  aliases: ['map', 'contour', 'atlas', '地形图'],
  label: { en: 'Topographic map', 'zh-CN': '地形图' },
  description: {
    en: 'Contour lines and tinted heights, with a dotted route to the point.',
    'zh-CN': '等高线与分层设色，虚线路线通向要点。',
  },
  prompt: {
    before: 'Illustrated topographic map with',
    after: 'contour lines, hypsometric tints, dotted route, single pictorial landmark, cartographic elegance',
    avoid: 'readable place names, text, watermark, satellite photo',
  },
  palettes: [
    { paper: '#f3efe0', ink: '#27362f', accent: '#c2451f', tones: ['#dfe3bf', '#c3cf98', '#d8c188', '#c19a66'] },
    { paper: '#eaf0f2', ink: '#1f3440', accent: '#b8452a', tones: ['#cfe0e4', '#a9cad3', '#86aebc', '#6590a3'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700 },
  cover: 'label',
  captions: { ink: '#ffffff', lit: '#ffb98f', outline: '#1c2a25' },
  transition: 'slide',
  music: 'focus',
}
