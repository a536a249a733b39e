import { lay, layer } from './marks/layer.ts'
import { dots, greys, print } from './marks/screen.ts'
import { grain } from './marks/texture.ts'
import type { Paint, Shape, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, sun } = sketch
  const unit = Math.min(width, height) / 1080
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  const [soft = '#ffd23f', loud = '#0b6e99'] = [palette.tones[1], palette.tones[2]]
  // Three drums, each a little off the other two.
  const drum = (ink: string, dark: (shape: Shape) => number, dx: number, dy: number, degrees: number, sky: number, disc: boolean) => {
    const picture = greys(sketch, dark, sky * 0.2, sky)
    if (disc && sun !== undefined) {
      const under = picture.getContext('2d')
      under.globalCompositeOperation = 'darken'
      const shade = under.createLinearGradient(0, sun.y - sun.radius, 0, sun.y + sun.radius)
      shade.addColorStop(0, '#000000')
      shade.addColorStop(1, '#8a8a8a')
      under.fillStyle = shade
      under.beginPath()
      under.arc(sun.x, sun.y, sun.radius, 0, Math.PI * 2)
      under.fill()
      under.globalCompositeOperation = 'source-over'
      for (const shape of sketch.shapes)
        if (dark(shape) === 0 && shape.layer === 'motif' && shape.tone !== 'line') {
          under.fillStyle = '#ffffff'
          under.fill(shape.path)
        }
    }
    const sheet = layer(sketch, (one) => print(one, picture, ink, dots(7.4 * unit, degrees, 1.25)))
    context.save()
    context.translate(dx * unit, dy * unit)
    lay(context, sheet, { mode: 'multiply', alpha: 0.94 })
    context.restore()
  }
  drum(
    soft,
    ({ layer, tone, depth }) => (layer === 'motif' ? (tone === 'accent' ? 0.2 : 0) : tone === 'light' ? 0.1 : 0.75 - depth * 0.5),
    3,
    -2,
    15,
    0.3,
    false,
  )
  drum(
    palette.accent,
    ({ layer, tone, depth }) =>
      layer === 'motif' ? { main: 0, shade: 0.45, light: 0, accent: 1, line: 0 }[tone] : tone === 'light' ? 0 : 0.1 + depth * 0.25,
    -3,
    2,
    75,
    0,
    true,
  )
  drum(
    loud,
    ({ layer, tone, depth }) =>
      layer === 'motif' ? { main: 1, shade: 0.8, light: 0, accent: 0, line: 1 }[tone] : tone === 'light' ? 0.05 : 0.12 + depth * 0.72,
    0,
    0,
    45,
    0,
    false,
  )
  grain(context, random, 0.16, '#3a3a3a', palette.paper)
}

/** Spot colours printed over each other, a little out of register. */
export const risograph: Style = {
  name: 'risograph',
  aliases: ['riso', 'zine', 'screenprint', '孔版印刷'],
  label: { en: 'Risograph', 'zh-CN': '孔版印刷' },
  description: {
    en: 'Three bright inks in dots, overprinted and slightly out of register.',
    'zh-CN': '三种亮色网点套印，略有错位，像独立小志。',
  },
  prompt: {
    before: 'Risograph print of',
    after: 'three spot colours overprinted, visible halftone dots and grain, slight misregistration, uncoated paper',
    avoid: 'text, watermark, photograph, smooth gradients, black outlines',
  },
  palettes: [
    { paper: '#f7f2e7', ink: '#1f3a63', accent: '#e8473f', tones: ['#f3e3b2', '#f6c544', '#1f4e8c'] },
    { paper: '#f6f1ea', ink: '#12443f', accent: '#e0447c', tones: ['#e6e2b8', '#f3c63f', '#0f7a6c'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700 },
  cover: 'stack',
  captions: { ink: '#ffffff', lit: '#ffd966', outline: '#1c2b44' },
  transition: 'slide',
  music: 'bright',
}
