import { along, fade, mix } from './marks/colour.ts'
import { figures, figuresBox, lit, shadowed } from './marks/figures.ts'
import { glow, ramp } from './marks/layer.ts'
import { fillShape } from './marks/silhouette.ts'
import { mottle } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon, sun } = sketch
  const unit = Math.min(width, height) / 100
  const [haze = '#3c5a8a'] = palette.tones
  context.fillStyle = ramp(
    context,
    [0, 0],
    [0, horizon],
    [mix(palette.paper, '#000000', 0.45), palette.paper, mix(palette.paper, haze, 0.5), mix(palette.paper, haze, 0.85)],
  )
  context.fillRect(0, 0, width, height)
  mottle(context, random, haze, 0.3, 200)
  milkyWay(context, width, horizon, unit, random, palette.accent)
  if (sun !== undefined) moon(context, sun, palette.accent, palette.paper)
  for (const shape of sketch.shapes) {
    if (shape.layer === 'motif') continue
    const colour = mix(along(palette.tones, 0.3 + shape.depth * 0.7), '#000000', 0.12)
    fillShape(context, shape, shape.layer === 'sky' ? fade('#ffffff', 0.7) : shape.tone === 'light' ? fade(palette.accent, 0.6) : colour)
    if (shape.tone === 'main' && shape.layer === 'scenery') {
      context.strokeStyle = fade(palette.accent, 0.14)
      context.lineWidth = unit * 0.16
      context.stroke(shape.path)
    }
  }
  const box = figuresBox(sketch)
  if (box === undefined) return
  const things = figures(
    sketch,
    palette,
    (_, { tone }) =>
      ({
        main: mix(palette.paper, '#000000', 0.5),
        shade: mix(palette.paper, haze, 0.35),
        light: mix(palette.accent, '#ffffff', 0.4),
        accent: palette.accent,
        line: mix(palette.paper, '#000000', 0.5),
      })[tone],
  )
  lit(things, box, 0.28, 'right', '200,220,255')
  shadowed(context, things, unit * 1.6, 0, 0, fade(palette.accent, 0.75))
}

function milkyWay(context: Parameters<Paint>[0], width: number, horizon: number, unit: number, random: () => number, warm: string): void {
  const [tilt, lift] = [-0.55 - random() * 0.25, horizon * (0.9 + random() * 0.25)]
  for (let star = 0; star < 1500; star++) {
    const band = star < 950
    const x = random() * width
    const spread = (random() + random() + random() - 1.5) * unit * 26
    const y = band ? lift + (x - width * 0.1) * tilt + spread : random() * horizon
    if (y > horizon) continue
    const size = unit * (0.05 + random() ** 6 * 0.26)
    context.fillStyle = fade(random() < 0.2 ? warm : '#ffffff', band ? 0.2 + random() * 0.45 : 0.35 + random() * 0.6)
    context.beginPath()
    context.arc(x, y, size, 0, Math.PI * 2)
    context.fill()
  }
}

function moon(context: Parameters<Paint>[0], sun: NonNullable<Parameters<Paint>[1]['sun']>, colour: string, dark: string): void {
  context.fillStyle = glow(context, sun.x, sun.y, sun.radius * 2.3, [fade(colour, 0.55), fade(colour, 0.14), fade(colour, 0)])
  context.fillRect(0, 0, context.canvas.width, context.canvas.height)
  context.fillStyle = glow(context, sun.x - sun.radius * 0.3, sun.y - sun.radius * 0.3, sun.radius * 1.5, [
    '#fffdf2',
    mix(colour, '#ffffff', 0.5),
    colour,
  ])
  context.beginPath()
  context.arc(sun.x, sun.y, sun.radius * 0.92, 0, Math.PI * 2)
  context.fill()
  for (const [dx, dy, size] of [
    [-0.35, -0.3, 0.2],
    [0.25, -0.45, 0.12],
    [0.4, 0.1, 0.17],
    [-0.15, 0.3, 0.13],
    [-0.5, 0.2, 0.08],
  ] as const) {
    context.fillStyle = fade(mix(colour, dark, 0.4), 0.22)
    context.beginPath()
    context.arc(sun.x + dx * sun.radius, sun.y + dy * sun.radius, size * sun.radius, 0, Math.PI * 2)
    context.fill()
  }
}

/** A full moon and the Milky Way over dark land. */
export const nightSky: Style = {
  name: 'night-sky',
  aliases: ['night', 'stars', 'moonlight', '星空'],
  label: { en: 'Night sky', 'zh-CN': '星空' },
  description: { en: 'A full moon and the Milky Way over dark, quiet land.', 'zh-CN': '满月与银河，照着安静的大地。' },
  prompt: {
    before: 'Night landscape with',
    after: 'full moon, Milky Way, deep blue air, moonlit rims, quiet and vast, painterly',
    avoid: 'text, watermark, daylight, lens distortion',
  },
  palettes: [
    { paper: '#101c3c', ink: '#f3f1e4', accent: '#f3dc9a', tones: ['#34558c', '#223b6b', '#142549', '#0a142b'] },
    { paper: '#13182f', ink: '#f2eef6', accent: '#e9d3b0', tones: ['#574a86', '#3a3468', '#221f45', '#100f26'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 400 },
  cover: 'poster',
  captions: { ink: '#ffffff', lit: '#f7dd8f', outline: '#0a1226' },
  transition: 'fade',
  music: 'wonder',
}
