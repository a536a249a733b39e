import { createCanvas } from '@napi-rs/canvas'
import { along, mix } from './marks/colour.ts'
import { glow, ramp } from './marks/layer.ts'
import { strokes, swirl } from './marks/repaint.ts'
import { colourOf, fillShape } from './marks/silhouette.ts'
import { mottle } from './marks/texture.ts'
import { veil } from './marks/veil.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon, sun } = sketch
  const unit = Math.min(width, height) / 100
  // The picture is made small and flat, then painted over in strokes that follow a slow wind.
  const scale = 0.5
  const canvas = createCanvas(Math.ceil(width * scale), Math.ceil(height * scale))
  const under = canvas.getContext('2d')
  under.scale(scale, scale)
  under.fillStyle = ramp(
    under,
    [0, 0],
    [0, horizon],
    [mix(palette.paper, '#000000', 0.12), palette.paper, mix(palette.paper, palette.tones[1] ?? palette.paper, 0.45)],
  )
  under.fillRect(0, 0, width, height)
  if (sun !== undefined) {
    under.fillStyle = glow(under, sun.x, sun.y, sun.radius * 1.9, [
      palette.accent,
      palette.accent,
      mix(palette.accent, palette.paper, 0.35),
      mix(palette.accent, palette.paper, 0.55),
      'rgba(0,0,0,0)',
    ])
    under.fillRect(0, 0, width, height)
  }
  for (const shape of sketch.shapes) {
    const colour =
      shape.layer === 'motif'
        ? { main: '#10203c', shade: '#2a4a78', light: '#f4e6b4', accent: '#e0672c', line: '#10203c' }[shape.tone]
        : shape.tone === 'light'
          ? mix(along(palette.tones, shape.depth), '#fff2c0', 0.5)
          : along(palette.tones, shape.depth)
    fillShape(under, shape, colour)
  }
  under.setTransform(1, 0, 0, 1, 0, 0)
  const wind = swirl(random, unit * 34)
  const heart = sun ?? { x: width, y: 0, radius: unit * 10 }
  const turn = (x: number, y: number) => {
    const [dx, dy] = [x / scale - heart.x, y / scale - heart.y]
    const away = Math.hypot(dx, dy) / heart.radius
    return y / scale > horizon + unit ? wind(x, y) * 0.12 : away < 2.2 ? Math.atan2(dy, dx) + Math.PI / 2 : wind(x, y) * 0.5
  }
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  context.save()
  context.scale(1 / scale, 1 / scale)
  strokes(context, canvas, random, unit * 2.2 * scale, 0.42, turn)
  context.restore()
  mottle(context, random, '#000000', 0.14, 60)
  veil(context, sketch, palette.paper, 0.66)
  // Without a light behind them dark things would drown in the dark.
  if (sun === undefined) for (const shape of sketch.shapes) if (shape.layer === 'motif') fillShape(context, shape, colourOf(palette, shape))
}

/** Thick dabs of pulp that turn around the light. */
export const vanGogh: Style = {
  name: 'van-gogh',
  aliases: ['style07', 'pointillism', 'starry', 'strokes', 'impasto', '梵高', '点彩'],
  label: { en: 'Van Gogh strokes', 'zh-CN': '梵高点彩' },
  description: { en: 'Thick dabs of paper pulp that swirl around the light.', 'zh-CN': '厚厚的纸浆笔触，围着光旋转。' },
  prompt: {
    before: 'Paper-pulp pointillist painting after van Gogh of',
    after: 'thick swirling dabs, visible relief, vibrating blues and yellows, turning sky',
    avoid: 'text, watermark, smooth gradients, photograph',
  },
  palettes: [
    { paper: '#1d3a6e', ink: '#fff4d2', accent: '#ffd45c', tones: ['#5d8fbf', '#3f76a6', '#2f6a5a', '#17363f'] },
    { paper: '#27456b', ink: '#fff6dc', accent: '#ffcf57', tones: ['#c9a55c', '#a98a3c', '#5f7a3c', '#2e4a33'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 700 },
  cover: 'band',
  captions: { ink: '#fff8e0', lit: '#ffd45c', outline: '#0d1c38' },
  transition: 'fade',
  music: 'wonder',
}
