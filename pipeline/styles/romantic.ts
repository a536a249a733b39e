import { along, fade, mix } from './marks/colour.ts'
import { figures, figuresBox, lit, shadowed } from './marks/figures.ts'
import { glow, ramp } from './marks/layer.ts'
import { fillShape } from './marks/silhouette.ts'
import { grain, mottle } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon } = sketch
  const unit = Math.min(width, height) / 100
  const light = sketch.sun ?? { x: width * 0.7, y: horizon - unit * 8, radius: unit * 12 }
  const [far = '#f2c9a0', middle = '#c98a7c'] = palette.tones
  context.fillStyle = ramp(context, [0, 0], [0, horizon], [palette.paper, mix(palette.paper, far, 0.3), mix(palette.paper, far, 0.75), far])
  context.fillRect(0, 0, width, height)
  mottle(context, random, '#ffffff', 0.4, 230)
  mottle(context, random, middle, 0.24, 200)
  context.fillStyle = glow(context, light.x, light.y, light.radius * 2.6, [
    fade('#fff7dc', 1),
    fade('#ffe9b8', 0.75),
    fade(palette.accent, 0.16),
    fade(far, 0),
  ])
  context.fillRect(0, 0, width, height)
  context.fillStyle = fade('#fffbe9', 0.95)
  context.beginPath()
  context.arc(light.x, light.y, light.radius * 0.5, 0, Math.PI * 2)
  context.fill()
  let behind = -1
  for (const shape of sketch.shapes) {
    if (shape.layer === 'motif') continue
    if (shape.depth !== behind && shape.layer === 'scenery') mist(context, sketch, far)
    behind = shape.depth
    const colour = along(palette.tones, 0.25 + shape.depth * 0.75)
    if (shape.tone !== 'main') fillShape(context, shape, shape.tone === 'light' ? fade('#fff0cf', 0.7) : mix(colour, '#000000', 0.2))
    else {
      const [, top] = shape.path.getBounds()
      context.fillStyle = ramp(
        context,
        [0, top],
        [0, Math.max(top + 1, height * 0.96)],
        [mix(colour, far, 0.3 * (1 - shape.depth)), colour, mix(colour, far, 0.22 * (1 - shape.depth))],
      )
      context.fill(shape.path)
    }
  }
  const box = figuresBox(sketch)
  if (box !== undefined) {
    const things = figures(
      sketch,
      palette,
      (_, { tone }) =>
        ({
          main: mix(palette.ink, middle, 0.08),
          shade: mix(palette.ink, middle, 0.4),
          light: '#fff1d2',
          accent: palette.accent,
          line: palette.ink,
        })[tone],
    )
    lit(things, box, 0.3, 'right', '255,226,170')
    shadowed(context, things, unit * 3, 0, 0, fade('#fff0c8', 0.85))
  }
  grain(context, random, 0.06, '#4a3020')
}

function mist(context: Parameters<Paint>[0], { width, height, horizon }: Parameters<Paint>[1], colour: string): void {
  context.fillStyle = ramp(
    context,
    [0, horizon - height * 0.14],
    [0, horizon + height * 0.12],
    [fade(colour, 0), fade(colour, 0.42), fade(colour, 0)],
  )
  context.fillRect(0, horizon - height * 0.14, width, height * 0.26)
}

/** Evening light through mist over a wide land. */
export const romantic: Style = {
  name: 'romantic',
  aliases: ['style10', 'romanticism', 'turner', 'sunset', '浪漫主义'],
  label: { en: 'Romantic', 'zh-CN': '浪漫主义' },
  description: { en: 'Evening light through mist, wide land and longing.', 'zh-CN': '薄雾中的黄昏，辽阔的大地与思念。' },
  prompt: {
    before: 'Romantic era landscape painting of',
    after: 'sublime glowing sunset through mist, small figure before vast nature, warm atmosphere, soft brushwork',
    avoid: 'text, watermark, modern objects, harsh contrast, cartoon',
  },
  palettes: [
    { paper: '#f6e3cd', ink: '#3b2430', accent: '#a8402f', tones: ['#f4c596', '#cf8f7d', '#8a5f6d', '#3f3247'] },
    { paper: '#eee4dc', ink: '#2b2b40', accent: '#a2483c', tones: ['#efcdb0', '#a99bb0', '#6d6f92', '#2f3550'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 700 },
  cover: 'poster',
  captions: { ink: '#fff6e8', lit: '#ffcf9a', outline: '#2f1c27' },
  transition: 'fade',
  music: 'tender',
}
