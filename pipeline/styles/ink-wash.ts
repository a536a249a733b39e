import type { SKRSContext2D } from '@napi-rs/canvas'
import { fade, mix } from './marks/colour.ts'
import { glow, lay, layer, ramp } from './marks/layer.ts'
import { field } from './marks/random.ts'
import { colourOf, fillShape } from './marks/silhouette.ts'
import { cover, fibres, mottle, tile } from './marks/texture.ts'
import type { Paint, Shape, Sketch, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, sun } = sketch
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  mottle(context, random, palette.tones[0] ?? palette.ink, 0.16, 170)
  if (sun !== undefined) {
    context.fillStyle = glow(context, sun.x, sun.y, sun.radius * 0.8, [
      palette.accent,
      fade(palette.accent, 0.92),
      fade(palette.accent, 0.7),
    ])
    context.beginPath()
    context.arc(sun.x, sun.y, sun.radius * 0.62, 0, Math.PI * 2)
    context.fill()
  }
  for (const shape of sketch.shapes.filter(({ layer }) => layer !== 'motif')) {
    const colour = mix(palette.tones[1] ?? palette.ink, palette.ink, shape.depth * 0.85)
    if (shape.tone === 'main' && shape.layer === 'scenery') {
      // Mist lies between one ridge and the next.
      context.fillStyle = fade(palette.paper, 0.86)
      context.fill(shape.path)
    }
    if (shape.tone === 'main' && shape.layer === 'scenery') misty(context, shape, colour, sketch)
    else fillShape(context, shape, fade(colour, 0.5))
  }
  const motifs = layer(sketch, (ink) => {
    for (const shape of sketch.shapes) if (shape.layer === 'motif') fillShape(ink, shape, colourOf(palette, shape))
    cover(ink, tile(512, '#000000', wetness(random)), 'destination-out', 0.5)
  })
  lay(context, motifs)
  fibres(context, random, palette.tones[2] ?? palette.ink, 140, height * 0.03)
}

// Wet ink is strong at the ridge and runs out into mist at the foot.
function misty(context: SKRSContext2D, { path, depth }: Shape, colour: string, { height, horizon }: Sketch): void {
  const [, top, , bottom] = path.getBounds()
  const foot = Math.min(bottom, top + (height - horizon) * 1.2 + height * 0.1)
  const strong = 0.42 + depth * 0.45
  context.fillStyle = ramp(
    context,
    [0, top],
    [0, foot],
    [fade(colour, strong), fade(colour, strong * 0.62), fade(colour, 0.05 + depth * 0.13)],
  )
  context.fill(path)
  context.strokeStyle = fade(colour, 0.28)
  context.lineWidth = height * 0.0022
  context.stroke(path)
}

// Pigment gathers in some places and leaves others pale.
function wetness(random: () => number) {
  const noise = field(random, 4, 8)
  return (x: number, y: number) => Math.max(0, noise(x / 64, y / 64) - 0.44) * 1.7
}

/** Chinese ink on rice paper, one vermilion sun. */
export const inkWash: Style = {
  name: 'ink-wash',
  aliases: ['style08', 'ink', 'sumi-e', 'shuimo', '水墨'],
  label: { en: 'Ink wash', 'zh-CN': '水墨' },
  description: {
    en: 'Soft black ink on rice paper, much empty space, one vermilion sun.',
    'zh-CN': '宣纸上的淡墨浓墨，大片留白，一轮朱红。',
  },
  prompt: {
    before: 'Traditional Chinese ink wash painting on rice paper,',
    after: 'loose wet brushwork, layered mist, generous empty space, monochrome black ink with a single vermilion accent',
    avoid: 'text, watermark, photograph, saturated colours, hard outlines',
  },
  palettes: [
    { paper: '#f1ebdd', ink: '#1f2124', accent: '#b83a26', tones: ['#d9d0bd', '#8f9290', '#5b5f60'] },
    { paper: '#eef0ea', ink: '#1b2528', accent: '#b5402c', tones: ['#d3d9d0', '#86938f', '#4f5d5c'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 700 },
  cover: 'corner',
  captions: { ink: '#fbf6ea', lit: '#ffb199', outline: '#1f2124' },
  transition: 'fade',
  music: 'calm',
}
