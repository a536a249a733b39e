import { fade, mix } from './marks/colour.ts'
import { glow, ramp } from './marks/layer.ts'
import { fillShape } from './marks/silhouette.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette) => {
  const { width, height, horizon, sun } = sketch
  const unit = Math.min(width, height) / 100
  const gold = ramp(
    context,
    [0, 0],
    [width, height],
    [palette.accent, mix(palette.accent, '#ffffff', 0.45), palette.accent, mix(palette.accent, '#5a3a10', 0.35), palette.accent],
  )
  context.fillStyle = glow(context, width / 2, height * 0.4, Math.max(width, height) * 0.75, [
    mix(palette.paper, palette.tones[1] ?? palette.ink, 0.3),
    palette.paper,
  ])
  context.fillRect(0, 0, width, height)
  const heart = sun ?? { x: width / 2, y: horizon, radius: unit * 16 }
  context.save()
  context.beginPath()
  context.rect(0, 0, width, horizon + unit * 3)
  context.clip()
  for (let ray = -18; ray <= 18; ray++) {
    const angle = -Math.PI / 2 + (ray / 18) * Math.PI * 0.5
    context.fillStyle = fade(palette.accent, ray % 2 === 0 ? 0.13 : 0.045)
    context.beginPath()
    context.moveTo(heart.x, horizon)
    context.lineTo(heart.x + Math.cos(angle - 0.035) * width * 1.3, horizon + Math.sin(angle - 0.035) * width * 1.3)
    context.lineTo(heart.x + Math.cos(angle + 0.035) * width * 1.3, horizon + Math.sin(angle + 0.035) * width * 1.3)
    context.fill()
  }
  context.strokeStyle = gold
  for (const [reach, line] of [
    [1.12, 0.5],
    [1.22, 0.18],
    [1.46, 0.18],
  ] as const) {
    context.lineWidth = unit * line
    context.beginPath()
    context.arc(heart.x, heart.y, heart.radius * reach, 0, Math.PI * 2)
    context.stroke()
  }
  context.restore()
  for (const shape of sketch.shapes) {
    if (shape.layer === 'motif') continue
    if (shape.tone === 'main') {
      context.fillStyle = mix(palette.paper, palette.tones[Math.min(2, Math.floor(shape.depth * 3))] ?? palette.ink, 0.85)
      context.fill(shape.path)
      context.strokeStyle = gold
      context.lineWidth = unit * 0.2
      context.stroke(shape.path)
    } else fillShape(context, shape, fade(palette.accent, 0.55))
  }
  for (const shape of sketch.shapes) {
    if (shape.layer !== 'motif') continue
    const tone = {
      main: mix(palette.paper, '#000000', 0.35),
      shade: palette.tones[1] ?? palette.paper,
      light: mix(palette.accent, '#ffffff', 0.55),
      accent: palette.accent,
      line: palette.accent,
    }[shape.tone]
    fillShape(context, shape, tone)
    if (shape.tone === 'line') continue
    context.strokeStyle = gold
    context.lineWidth = unit * 0.36
    context.lineJoin = 'miter'
    context.stroke(shape.path)
  }
  frame(context, width, height, unit, gold)
}

function frame(context: Parameters<Paint>[0], width: number, height: number, unit: number, gold: ReturnType<typeof ramp>): void {
  context.strokeStyle = gold
  for (const [inset, line] of [
    [2.2, 0.5],
    [3.3, 0.16],
  ] as const) {
    const [step, edge] = [unit * 3.2, unit * inset]
    context.lineWidth = unit * line
    context.beginPath()
    for (const [right, bottom] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ] as const) {
      const [x, y] = [right ? width - edge : edge, bottom ? height - edge : edge]
      const [dx, dy] = [right ? -step : step, bottom ? -step : step]
      const corner = [
        [x, y + dy * 2],
        [x + dx, y + dy * 2],
        [x + dx, y + dy],
        [x + dx * 2, y + dy],
        [x + dx * 2, y],
      ] as const
      for (const [px, py] of right === bottom ? corner : [...corner].reverse()) context.lineTo(px, py)
    }
    context.closePath()
    context.stroke()
  }
}

/** Gold lines, sunrays and stepped corners on dark. */
export const artDeco: Style = {
  name: 'art-deco',
  aliases: ['deco', 'gatsby', '1920s', '装饰艺术'],
  label: { en: 'Art deco', 'zh-CN': '装饰艺术' },
  description: { en: 'Gold lines, sunrays and stepped corners on midnight colours.', 'zh-CN': '午夜色上的金线、放射阳光与阶梯边框。' },
  prompt: {
    before: 'Art deco poster of',
    after: 'gold line work, sunrays, stepped symmetry, sleek geometry, midnight colours, 1920s elegance',
    avoid: 'text, watermark, photograph, organic clutter',
  },
  palettes: [
    { paper: '#10202b', ink: '#f4e6c1', accent: '#d9b15f', tones: ['#1c3a47', '#24525a', '#0b1820'] },
    { paper: '#1c1427', ink: '#f5e7cf', accent: '#dcb267', tones: ['#34244a', '#4a2f5e', '#120c1b'] },
    { paper: '#0f241d', ink: '#f2e8c8', accent: '#d6b25e', tones: ['#1c4034', '#275847', '#0a1813'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 400, capitals: true },
  cover: 'frame',
  captions: { ink: '#fff3d2', lit: '#f0c76d', outline: '#0a141b' },
  transition: 'wipe',
  music: 'jazz',
}
