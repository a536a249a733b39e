import { fade, mix } from './marks/colour.ts'
import { lay, layer } from './marks/layer.ts'
import { field } from './marks/random.ts'
import { greys, lines, print } from './marks/screen.ts'
import { cover, mottle, tile } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, sun } = sketch
  const unit = Math.min(width, height) / 100
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  // Dust of earlier lessons, wiped in wide arcs.
  mottle(context, random, palette.ink, 0.1, 170)
  context.save()
  context.strokeStyle = fade(palette.ink, 0.025)
  for (let wipe = 0; wipe < 16; wipe++) {
    context.lineWidth = unit * (4 + random() * 6)
    context.beginPath()
    context.arc(random() * width, height * (0.6 + random()), width * (0.3 + random() * 0.4), Math.PI * 1.1, Math.PI * 1.8)
    context.stroke()
  }
  context.restore()
  const colour = (tone: string) => (tone === 'accent' ? palette.accent : tone === 'shade' ? (palette.tones[1] ?? palette.ink) : palette.ink)
  const chalk = layer(sketch, (board) => {
    if (sun !== undefined) {
      board.strokeStyle = palette.tones[2] ?? palette.accent
      board.lineWidth = unit * 0.5
      board.beginPath()
      board.arc(sun.x, sun.y, sun.radius, 0, Math.PI * 2)
      board.stroke()
    }
    for (const shape of sketch.shapes) {
      const motif = shape.layer === 'motif'
      board.fillStyle = palette.paper
      if (shape.tone !== 'line') board.fill(shape.path)
      board.strokeStyle = motif ? colour(shape.tone) : mix(palette.paper, palette.ink, 0.35 + 0.35 * shape.depth)
      board.lineJoin = 'round'
      board.lineWidth = unit * (motif ? 0.62 : 0.4)
      board.stroke(shape.path)
    }
    const noise = field(random, 3, 128)
    cover(
      board,
      tile(512, '#000000', (x, y) => (noise(x / 4, y / 4) < 0.47 ? 0.75 : random() * 0.3)),
      'destination-out',
    )
  })
  const hatch = layer(sketch, (board) => {
    const tone = greys(sketch, ({ layer, tone }) => (layer === 'motif' ? { main: 0.3, shade: 0.5, light: 0, accent: 0, line: 0 }[tone] : 0))
    print(
      board,
      tone,
      palette.ink,
      lines(unit * 1.5, 52, (x, y) => Math.sin((x + y * 1.7) / (unit * 5)) * unit * 0.14),
    )
    const red = greys(sketch, ({ layer, tone }) => (layer === 'motif' && tone === 'accent' ? 0.7 : 0))
    print(board, red, palette.accent, lines(unit * 1.2, 52))
    cover(
      board,
      tile(256, '#000000', () => (random() < 0.5 ? 0.9 : 0.25)),
      'destination-out',
    )
  })
  lay(context, chalk)
  lay(context, hatch, { alpha: 0.85 })
}

/** Chalk on a school board. */
export const chalkboard: Style = {
  name: 'chalkboard',
  aliases: ['chalk', 'blackboard', 'school', '黑板'],
  label: { en: 'Chalkboard', 'zh-CN': '黑板' },
  description: { en: 'Chalk lines and hatching on a wiped school board.', 'zh-CN': '擦过的黑板上，粉笔线条与排线。' },
  prompt: {
    before: 'Chalk drawing on a blackboard of',
    after: 'dusty white chalk lines, hatching, a little coloured chalk, wiped board texture, clear teaching sketch',
    avoid: 'readable text, watermark, photograph, glossy',
  },
  palettes: [
    { paper: '#24332d', ink: '#f2efe4', accent: '#ffcf6e', tones: ['#33443d', '#a9d0c4', '#f0a38c'] },
    { paper: '#24282d', ink: '#f1f0ec', accent: '#8fd3ff', tones: ['#343a41', '#c4cbd2', '#f5c07a'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700 },
  cover: 'corner',
  captions: { ink: '#ffffff', lit: '#ffd986', outline: '#141c18' },
  transition: 'wipe',
  music: 'focus',
}
