import { along, fade, mix } from './marks/colour.ts'
import { figures, figuresBox, lit, shadowed } from './marks/figures.ts'
import { glow, lay, layer, ramp } from './marks/layer.ts'
import { fillShape } from './marks/silhouette.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon, sun } = sketch
  const unit = Math.min(width, height) / 100
  const [low = '#ffe9a8', middle = '#8fd0f0'] = palette.tones
  context.fillStyle = ramp(context, [0, 0], [0, horizon], [palette.paper, mix(palette.paper, middle, 0.55), middle, low])
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

function cloud(sky: Parameters<Paint>[0], x: number, foot: number, size: number, random: () => number): void {
  for (let puff = 0; puff < 46; puff++) {
    const up = random() ** 1.3
    const radius = size * (0.1 + 0.15 * random()) * (1.15 - up * 0.6)
    const [px, py] = [x + (random() - 0.5) * size * 1.7 * (1 - up * 0.75), foot - up * size]
    sky.fillStyle = glow(sky, px + radius * 0.25, py - radius * 0.3, radius * 1.3, ['#ffffff', '#fdfdff', 'rgba(214,232,248,0.92)'])
    sky.beginPath()
    sky.arc(px, py, radius, 0, Math.PI * 2)
    sky.fill()
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
