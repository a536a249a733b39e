import { along, fade, mix } from './marks/colour.ts'
import { figures, figuresBox, lit, shadowed } from './marks/figures.ts'
import { glow, lay, layer, ramp } from './marks/layer.ts'
import { fillShape } from './marks/silhouette.ts'
import { veil } from './marks/veil.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon, sun } = sketch
  const unit = Math.min(width, height) / 100
  const [low = '#ffe9a8', middle = '#8fd0f0'] = palette.tones
  context.fillStyle = ramp(
    context,
    [0, 0],
    [0, horizon],
    [palette.paper, mix(palette.paper, middle, 0.2), mix(palette.paper, middle, 0.5), middle, low],
  )
  context.fillRect(0, 0, width, height)
  const light = sun ?? { x: width * 0.75, y: horizon, radius: unit * 12 }
  context.fillStyle = glow(context, light.x, horizon, unit * 75, [
    fade('#fff6d0', 0.95),
    fade(palette.accent, 0.35),
    fade(palette.accent, 0),
  ])
  context.fillRect(0, 0, width, height)
  // Towers of cloud stand on the horizon at both sides, lit from the sun's side.
  const clouds = layer(sketch, (sky) => {
    for (const [at, size] of [
      [0.04, 1],
      [0.52, 0.62],
      [0.97, 1.15],
    ] as const)
      cloud(sky, width * at, horizon + unit * 3, unit * 27 * size, random)
    sky.globalCompositeOperation = 'source-atop'
    sky.fillStyle = ramp(
      sky,
      [0, horizon - unit * 34],
      [0, horizon],
      ['rgba(255,255,255,0.0)', fade(mix(palette.paper, middle, 0.6), 0.25), fade(low, 0.7)],
    )
    sky.fillRect(0, 0, width, height)
  })
  lay(context, clouds, { alpha: 0.92 })
  veil(context, sketch, mix(palette.paper, middle, 0.08), 0.84)
  for (const shape of sketch.shapes) {
    if (shape.layer === 'motif') continue
    fillShape(
      context,
      shape,
      shape.tone === 'light'
        ? fade('#fff3c4', 0.85)
        : mix(along(palette.tones.slice(1), 0.45 + shape.depth * 0.55), '#10243f', shape.tone === 'shade' ? 0.3 : 0),
    )
    if (shape.tone === 'main' && shape.layer === 'scenery') {
      context.strokeStyle = fade('#fff0b8', 0.55)
      context.lineWidth = unit * 0.22
      context.stroke(shape.path)
    }
  }
  const box = figuresBox(sketch)
  if (box !== undefined) {
    const things = figures(
      sketch,
      palette,
      (_, { tone }) => ({ main: '#143055', shade: '#2b5688', light: '#fff7dd', accent: '#ffb52e', line: '#143055' })[tone],
    )
    lit(things, box, 0.45, 'right', '255,214,120')
    shadowed(context, things, unit * 2, 0, 0, fade('#fff3c0', 0.9))
  }
  context.save()
  context.globalCompositeOperation = 'screen'
  for (const [place, size] of [
    [0.25, 3],
    [0.5, 1.6],
    [0.72, 5],
  ] as const) {
    const [x, y] = [light.x + (width * 0.5 - light.x) * place * 2, horizon + (height * 0.3 - horizon) * place * 1.6]
    context.fillStyle = glow(context, x, y, unit * size, [fade('#ffe9a8', 0.16), fade('#ffe9a8', 0.1), fade('#ffe9a8', 0)])
    context.fillRect(0, 0, width, height)
  }
  context.restore()
}

// Puffs without edges: each is a soft ball lit from above, so that many of them make one body.
function cloud(sky: Parameters<Paint>[0], x: number, foot: number, size: number, random: () => number): void {
  const puffs = Array.from({ length: 110 }, () => ({ up: random() ** 1.25, aside: random() - 0.5, grow: random() })).sort(
    (a, b) => b.up - a.up,
  )
  for (const { up, aside, grow } of puffs) {
    const radius = size * (0.1 + 0.13 * grow) * (1.2 - up * 0.7)
    const [px, py] = [x + aside * size * 1.9 * (1 - up * 0.72), foot - up * size]
    sky.fillStyle = glow(sky, px + radius * 0.2, py - radius * 0.35, radius * 1.25, [
      'rgba(255,255,255,0.95)',
      'rgba(250,252,255,0.8)',
      'rgba(196,220,244,0.34)',
      'rgba(180,210,240,0)',
    ])
    sky.fillRect(px - radius * 1.6, py - radius * 1.8, radius * 3.4, radius * 3.4)
  }
}

/** A summer sky as wide as the story. */
export const openSky: Style = {
  name: 'open-sky',
  aliases: ['style06', 'shinkai', 'anime', 'sky', '新海诚', '晴空'],
  label: { en: 'Open sky', 'zh-CN': '晴空' },
  description: {
    en: 'Anime skies in deep blue and warm yellow, towering clouds, light at the horizon.',
    'zh-CN': '动画般的深蓝与暖黄天空，云塔高耸，地平线有光。',
  },
  prompt: {
    before: 'Anime background painting of',
    after: 'vast luminous sky in blue and yellow, towering cumulus clouds, backlight, lens flare, crisp detail, hopeful mood',
    avoid: 'text, watermark, grey sky, photograph, close-up faces',
  },
  palettes: [
    { paper: '#123f86', ink: '#ffffff', accent: '#ffd25e', tones: ['#ffe3a0', '#6fb7ea', '#3c86c6', '#143b6b'] },
    { paper: '#1b3a7a', ink: '#ffffff', accent: '#ffcf6b', tones: ['#ffd2a0', '#7fb2ee', '#4a78c4', '#1a2f62'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700 },
  cover: 'poster',
  captions: { ink: '#ffffff', lit: '#ffe07a', outline: '#0e2a55' },
  transition: 'fade',
  music: 'wonder',
}
