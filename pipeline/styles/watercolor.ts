import { along, fade, mix } from './marks/colour.ts'
import { lay, layer, ramp } from './marks/layer.ts'
import { field } from './marks/random.ts'
import { fillShape } from './marks/silhouette.ts'
import { cover, grain, tile } from './marks/texture.ts'
import { veil } from './marks/veil.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon, sun } = sketch
  const unit = Math.min(width, height) / 100
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  const pigment = tile(512, '#000000', pools(random))
  const wash = (draw: Parameters<typeof layer>[1], alpha: number) => {
    const sheet = layer(sketch, (wet) => {
      draw(wet)
      cover(wet, pigment, 'destination-out', 0.5)
    })
    lay(context, sheet, { alpha, mode: 'multiply' })
  }
  wash((wet) => {
    for (let blot = 0; blot < 26; blot++)
      blob(
        wet,
        random() * width,
        random() ** 0.8 * horizon,
        unit * (10 + random() * 20),
        random,
        fade(palette.tones[0] ?? palette.accent, 0.16),
      )
    if (sun !== undefined)
      for (let turn = 0; turn < 5; turn++) blob(wet, sun.x, sun.y, sun.radius * (0.86 + turn * 0.05), random, fade(palette.accent, 0.2))
  }, 1)
  for (const depth of new Set(sketch.shapes.filter(({ layer }) => layer === 'scenery').map(({ depth }) => depth))) {
    wash((wet) => {
      for (const shape of sketch.shapes) {
        if (shape.layer !== 'scenery' || shape.depth !== depth || shape.tone === 'light') continue
        const colour = along(palette.tones, 0.25 + depth * 0.75)
        const [, top] = shape.path.getBounds()
        wet.fillStyle = ramp(
          wet,
          [0, top],
          [0, Math.min(height, top + height * 0.3)],
          [fade(colour, 0.85), fade(colour, 0.42), fade(colour, 0.7)],
        )
        wet.fill(shape.path)
        edge(wet, shape.path, mix(colour, palette.ink, 0.3), unit)
      }
    }, 0.86)
  }
  const dry = layer(sketch, (wet) => {
    for (const shape of sketch.shapes) {
      if (shape.layer !== 'motif') continue
      const colour = {
        main: palette.tones[3] ?? palette.ink,
        shade: mix(palette.tones[2] ?? palette.ink, palette.ink, 0.2),
        light: palette.paper,
        accent: palette.accent,
        line: palette.ink,
      }[shape.tone]
      fillShape(wet, shape, colour)
      if (shape.tone !== 'line' && shape.tone !== 'light') edge(wet, shape.path, mix(colour, palette.ink, 0.5), unit)
    }
    wet.globalCompositeOperation = 'source-atop'
    cover(wet, tile(512, palette.paper, pools(random)), 'source-atop', 0.7)
  })
  lay(context, dry, { alpha: 0.94 })
  for (let drop = 0; drop < 40; drop++) {
    context.fillStyle = fade(along(palette.tones, random()), 0.1 + random() * 0.2)
    context.beginPath()
    context.arc(random() * width, random() * height, unit * (0.1 + random() ** 4 * 0.9), 0, Math.PI * 2)
    context.fill()
  }
  veil(context, sketch, palette.paper, 0.6)
  grain(context, random, 0.1, palette.ink, '#ffffff')
}

// Water leaves pale pools with a darker rim.
function pools(random: () => number) {
  const noise = field(random, 4, 8)
  return (x: number, y: number) => Math.max(0, noise(x / 64, y / 64) - 0.42) * 1.9
}

function edge(wet: Parameters<Paint>[0], path: Parameters<Paint>[1]['shapes'][number]['path'], colour: string, unit: number): void {
  wet.strokeStyle = fade(colour, 0.55)
  wet.lineJoin = 'round'
  wet.lineWidth = unit * 0.26
  wet.stroke(path)
}

function blob(wet: Parameters<Paint>[0], x: number, y: number, radius: number, random: () => number, colour: string): void {
  const phases = [random() * 6, random() * 6, random() * 6]
  wet.fillStyle = colour
  wet.beginPath()
  for (let step = 0; step <= 60; step++) {
    const angle = (step / 60) * Math.PI * 2
    const reach =
      radius *
      (1 +
        0.08 * Math.sin(angle * 3 + (phases[0] ?? 0)) +
        0.05 * Math.sin(angle * 5 + (phases[1] ?? 0)) +
        0.03 * Math.sin(angle * 11 + (phases[2] ?? 0)))
    wet.lineTo(x + Math.cos(angle) * reach, y + Math.sin(angle) * reach)
  }
  wet.fill()
}

/** Transparent washes on white paper. */
export const watercolor: Style = {
  name: 'watercolor',
  aliases: ['watercolour', 'aquarelle', '水彩'],
  label: { en: 'Watercolour', 'zh-CN': '水彩' },
  description: {
    en: 'Transparent washes with pale pools, dark rims and a few splashes.',
    'zh-CN': '透明水彩，浅浅水渍、深色边缘和几点飞溅。',
  },
  prompt: {
    before: 'Loose watercolour painting of',
    after: 'transparent washes, wet edges, blooms and splashes, white cold-pressed paper, light touch',
    avoid: 'text, watermark, black outlines, photograph, opaque paint',
  },
  palettes: [
    { paper: '#fbf8f1', ink: '#22333d', accent: '#c8472f', tones: ['#9fd0d8', '#7fb7c4', '#4f8ea6', '#2c5f7d'] },
    { paper: '#fbf8f0', ink: '#2d3326', accent: '#b8522a', tones: ['#f0d79a', '#a9c287', '#6f9a6a', '#3f6b54'] },
    { paper: '#fbf7f4', ink: '#3a2b3f', accent: '#b23a5a', tones: ['#f3c6cf', '#c8a7cf', '#8d86bd', '#54578f'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 700 },
  cover: 'corner',
  captions: { ink: '#ffffff', lit: '#ffc4ad', outline: '#22333d' },
  transition: 'fade',
  music: 'tender',
}
