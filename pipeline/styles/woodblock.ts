import { along, fade, mix } from './marks/colour.ts'
import { ramp } from './marks/layer.ts'
import { fillShape } from './marks/silhouette.ts'
import { grain, mottle } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon, sun } = sketch
  const unit = Math.min(width, height) / 100
  const [pale = '#d9c9a3', , deep = '#274e73'] = palette.tones
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  // Bokashi: ink wiped along the top edge and above the horizon before the sheet is laid on.
  context.fillStyle = ramp(context, [0, 0], [0, height * 0.16], [fade(deep, 0.92), fade(deep, 0.35), fade(deep, 0)])
  context.fillRect(0, 0, width, height * 0.16)
  context.fillStyle = ramp(context, [0, horizon - height * 0.22], [0, horizon], [fade(palette.accent, 0), fade(palette.accent, 0.3)])
  context.fillRect(0, 0, width, horizon)
  if (sun !== undefined) {
    context.fillStyle = ramp(
      context,
      [0, sun.y - sun.radius],
      [0, sun.y + sun.radius],
      [palette.accent, palette.accent, mix(palette.accent, palette.paper, 0.4)],
    )
    context.beginPath()
    context.arc(sun.x, sun.y, sun.radius * 0.9, 0, Math.PI * 2)
    context.fill()
  }
  for (let band = 0; band < 4; band++)
    cloudBand(
      context,
      width,
      horizon * (0.24 + band * 0.17) + random() * unit * 4,
      unit,
      random,
      fade(mix(palette.paper, '#ffffff', 0.35), 0.75),
    )
  for (const shape of sketch.shapes) {
    const motif = shape.layer === 'motif'
    const flat = motif
      ? {
          main: deep,
          shade: mix(deep, palette.paper, 0.35),
          light: mix(palette.paper, '#ffffff', 0.4),
          accent: palette.accent,
          line: palette.ink,
        }[shape.tone]
      : shape.tone === 'light'
        ? palette.paper
        : along(palette.tones, shape.depth)
    if (!motif && shape.tone === 'main') {
      const [, top] = shape.path.getBounds()
      context.fillStyle = ramp(context, [0, top], [0, Math.min(height, top + height * 0.22)], [flat, mix(flat, pale, 0.42), flat])
      context.fill(shape.path)
    } else fillShape(context, shape, flat)
    if (shape.tone === 'line' || shape.tone === 'light') continue
    context.strokeStyle = palette.ink
    context.lineJoin = 'round'
    context.lineWidth = unit * (motif ? 0.34 : 0.22)
    context.stroke(shape.path)
  }
  // The grain of the cherry board.
  context.strokeStyle = fade(palette.ink, 0.05)
  context.lineWidth = unit * 0.14
  context.beginPath()
  for (let y = 0; y < height; y += unit * 0.75) {
    const lift = random() * unit
    context.moveTo(0, y)
    context.bezierCurveTo(width * 0.3, y + lift, width * 0.6, y - lift, width, y + lift * 0.5)
  }
  context.stroke()
  mottle(context, random, palette.ink, 0.08, 120)
  grain(context, random, 0.08, palette.ink, palette.paper)
}

function cloudBand(context: Parameters<Paint>[0], width: number, y: number, unit: number, random: () => number, colour: string): void {
  const [x, long, thick] = [random() * width * 0.9 - width * 0.1, width * (0.16 + random() * 0.24), unit * 1.5]
  context.fillStyle = colour
  for (const [dx, dy, share] of [
    [0, 0, 1],
    [0.22, 1.25, 0.62],
    [-0.1, 2.5, 0.45],
  ] as const) {
    context.beginPath()
    context.roundRect(x + long * dx, y + thick * dy, long * share, thick, thick / 2)
    context.fill()
  }
}

/** Edo prints: key lines, flat colour, wiped skies. */
export const woodblock: Style = {
  name: 'woodblock',
  aliases: ['ukiyo-e', 'hokusai', 'japanese', '浮世绘'],
  label: { en: 'Woodblock', 'zh-CN': '浮世绘' },
  description: { en: 'Key lines, flat indigo and wiped skies, as in an Edo print.', 'zh-CN': '墨线、靛蓝平涂与晕染天空，如江户版画。' },
  prompt: {
    before: 'Ukiyo-e woodblock print of',
    after: 'fine key lines, flat indigo and vermilion, bokashi gradient sky, wood grain, Hokusai composition',
    avoid: 'text, seals, watermark, photograph, shading with light',
  },
  palettes: [
    { paper: '#efe2c4', ink: '#1d2a3a', accent: '#bc3f28', tones: ['#cdd2bd', '#7fa3a8', '#2f5b80', '#1f3d5e'] },
    { paper: '#f0e6cf', ink: '#22303a', accent: '#b5482f', tones: ['#d8d3b0', '#98ab83', '#3b6e6a', '#23494f'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 700 },
  cover: 'spine',
  captions: { ink: '#fff6e0', lit: '#ffb08f', outline: '#15202d' },
  transition: 'slide',
  music: 'calm',
}
