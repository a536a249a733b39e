import { crossed, greys, lines, print } from './marks/screen.ts'
import { grain } from './marks/texture.ts'
import { veil } from './marks/veil.ts'
import type { Paint, Shape, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, sun, horizon } = sketch
  const unit = Math.min(width, height) / 1080
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  // Rings around a black sun turn the sky into something dreamt.
  const heart = sun ?? { x: width * 0.78, y: horizon * 0.45, radius: height * 0.12 }
  const sky = greys({ ...sketch, shapes: [] }, () => 0, 1, 1)
  print(context, sky, palette.ink, (x, y) => {
    const away = Math.hypot(x - heart.x, y - heart.y)
    if (away < heart.radius || y > horizon + 40 * unit) return 0
    const wobble = Math.sin(Math.atan2(y - heart.y, x - heart.x) * 7) * 4 * unit
    const place = (away - heart.radius + wobble) / (17 * unit)
    const thick = 7.5 * unit * Math.exp(-(away - heart.radius) / (heart.radius * 1.35))
    return thick - Math.abs(place - Math.floor(place) - 0.5) * 17 * unit - 0.2
  })
  context.fillStyle = palette.ink
  context.beginPath()
  context.arc(heart.x, heart.y, heart.radius, 0, Math.PI * 2)
  context.fill()
  for (const shape of sketch.shapes) {
    if (shape.tone === 'line') continue
    if (shape.layer === 'motif') {
      context.strokeStyle = palette.paper
      context.lineWidth = 14 * unit
      context.lineJoin = 'round'
      context.stroke(shape.path)
    }
    context.fillStyle = palette.paper
    context.fill(shape.path)
  }
  const bend = (x: number, y: number) => Math.sin(x / (140 * unit)) * 9 * unit + Math.cos(y / (60 * unit)) * 3 * unit
  print(
    context,
    greys(sketch, dark, 0, 0, ({ layer }) => (layer === 'motif' ? 5 : 3) * unit),
    palette.ink,
    crossed(lines(9 * unit, 78, bend), lines(9 * unit, -14, bend), 0.45),
  )
  veil(context, sketch, palette.paper, 0.95)
  grain(context, random, 0.05)
}

function dark({ layer, tone, depth }: Shape): number {
  if (layer === 'motif') return { main: 0.12, shade: 0.5, light: 0, accent: 1, line: 1 }[tone]
  return tone === 'light' ? 0 : 0.12 + depth * 0.62
}

/** Black lines, white paper, a sky of rings. */
export const surrealInk: Style = {
  name: 'surreal-ink',
  aliases: ['style03', 'surreal', 'black-and-white', 'pen', '黑白超现实'],
  label: { en: 'Surreal black and white', 'zh-CN': '黑白超现实' },
  description: { en: 'Dreamlike pen drawing in black and white under a ringing sky.', 'zh-CN': '黑白钢笔画，天空里回荡着一圈圈的梦。' },
  prompt: {
    before: 'Surreal black and white pen illustration of',
    after: 'impossible scale, dreamlike juxtaposition, dense contour lines, high contrast, white background',
    avoid: 'text, watermark, colour, grey wash, photograph',
  },
  palettes: [{ paper: '#fbfaf6', ink: '#0f0f10', accent: '#0f0f10', tones: ['#e9e7e1', '#b5b3ae', '#55544f'] }],
  paint,
  lettering: { face: 'serif', weight: 700 },
  cover: 'spine',
  captions: { ink: '#ffffff', lit: '#ffe08a', outline: '#000000', look: 'panel' },
  transition: 'cut',
  music: 'wonder',
}
