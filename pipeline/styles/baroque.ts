import { fade, mix } from './marks/colour.ts'
import { figures, figuresBox, lit, shadowed } from './marks/figures.ts'
import { glow, lay, layer, ramp } from './marks/layer.ts'
import { grain, mottle } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon } = sketch
  const unit = Math.min(width, height) / 100
  const heart = sketch.sun ?? { x: width * 0.72, y: height * 0.42, radius: unit * 18 }
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  mottle(context, random, palette.tones[1] ?? palette.ink, 0.22, 170)
  // A shaft of light falls from above onto the thing.
  const shaft = layer(sketch, (light) => {
    light.filter = `blur(${unit * 2.4}px)`
    light.fillStyle = ramp(
      light,
      [heart.x, 0],
      [heart.x, horizon],
      [fade(palette.accent, 0.6), fade(palette.accent, 0.26), fade(palette.accent, 0.05)],
    )
    light.beginPath()
    light.moveTo(heart.x + unit * 12, -unit * 10)
    light.lineTo(heart.x + unit * 34, -unit * 10)
    light.lineTo(heart.x + heart.radius * 1.05, horizon + unit * 6)
    light.lineTo(heart.x - heart.radius * 1.25, horizon + unit * 6)
    light.fill()
  })
  lay(context, shaft, { mode: 'screen' })
  context.fillStyle = glow(context, heart.x, heart.y, heart.radius * 2, [
    fade(palette.tones[2] ?? palette.accent, 0.6),
    fade(palette.tones[1] ?? palette.accent, 0.25),
    fade(palette.paper, 0),
  ])
  context.fillRect(0, 0, width, height)
  for (const shape of sketch.shapes) {
    if (shape.layer !== 'scenery' || shape.tone !== 'main') continue
    const lowly = mix(palette.paper, palette.tones[1] ?? palette.ink, 0.5 - shape.depth * 0.38)
    context.fillStyle = glow(context, heart.x, horizon, width * 0.5, [
      mix(lowly, palette.accent, 0.34),
      lowly,
      mix(palette.paper, '#000000', 0.4),
    ])
    context.fill(shape.path)
  }
  const box = figuresBox(sketch)
  if (box !== undefined) {
    const things = figures(
      sketch,
      palette,
      (_, { tone }) => ({ main: '#7a4a26', shade: '#4c2b18', light: '#f0d9a4', accent: '#b3271e', line: '#d9b269' })[tone],
    )
    lit(things, box, 0.66, 'right', '255,224,150')
    shadowed(context, things, unit * 4, -unit * 2.6, unit * 2, 'rgba(0,0,0,0.75)')
  }
  context.fillStyle = glow(context, width / 2, height * 0.48, Math.hypot(width, height) * 0.56, [
    'rgba(0,0,0,0)',
    'rgba(0,0,0,0.12)',
    'rgba(0,0,0,0.68)',
  ])
  context.fillRect(0, 0, width, height)
  context.strokeStyle = fade(palette.accent, 0.6)
  for (const [inset, line] of [
    [2.4, 0.42],
    [3.4, 0.12],
  ] as const) {
    context.lineWidth = unit * line
    context.strokeRect(unit * inset, unit * inset, width - unit * inset * 2, height - unit * inset * 2)
  }
  grain(context, random, 0.09)
}

/** Candle gold out of deep brown darkness. */
export const baroque: Style = {
  name: 'baroque',
  aliases: ['style09', 'caravaggio', 'chiaroscuro', '巴洛克'],
  label: { en: 'Baroque', 'zh-CN': '巴洛克' },
  description: { en: 'A shaft of gold light in deep brown darkness, framed in gilt.', 'zh-CN': '深褐的暗处落下一束金光，四周镶金。' },
  prompt: {
    before: 'Baroque oil painting of',
    after: 'dramatic chiaroscuro, shaft of golden light, deep brown shadows, rich drapery, grand composition',
    avoid: 'text, watermark, modern objects, flat light, cartoon',
  },
  palettes: [
    { paper: '#1d120c', ink: '#f6e6c3', accent: '#e0ae55', tones: ['#3a2415', '#6b4322', '#a8743a'] },
    { paper: '#17110f', ink: '#f3e3cb', accent: '#d9a24e', tones: ['#33201c', '#5e2c24', '#96503a'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 700 },
  cover: 'frame',
  captions: { ink: '#fff3d6', lit: '#f3c56b', outline: '#140b06' },
  transition: 'dip',
  music: 'solemn',
}
