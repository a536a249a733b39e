import { along, mix } from './marks/colour.ts'
import { colourOf, disc, silhouettes } from './marks/silhouette.ts'
import { grain } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height } = sketch
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  const bands = 3
  for (let band = 0; band < bands; band++) {
    const turn = (band + 1) / (bands + 1)
    context.fillStyle = mix(palette.paper, along(palette.tones, 0), 0.12 + band * 0.1)
    context.beginPath()
    context.moveTo(width * (0.35 + turn * 0.5), 0)
    context.lineTo(width, 0)
    context.lineTo(width, height)
    context.lineTo(width * (0.05 + turn * 0.6), height)
    context.fill()
  }
  disc(context, sketch, palette.accent)
  silhouettes(context, sketch, palette, colourOf)
  grain(context, random, 0.05)
}

/** Flat planes, hard light and a lot of sky. */
export const cityGeometry: Style = {
  name: 'city-geometry',
  aliases: ['style04', 'geometry', 'geometric', 'minimal-city', '城市几何'],
  label: { en: 'City geometry', 'zh-CN': '城市几何' },
  description: {
    en: 'Flat planes and hard slanting light, as on a modernist travel poster.',
    'zh-CN': '平面色块与斜切的光，像现代主义旅行海报。',
  },
  prompt: {
    before: 'Minimalist geometric city illustration of',
    after: 'flat planes, hard slanting shadows, strict verticals, few colours, large calm sky, vector poster',
    avoid: 'text, watermark, clutter, photographic texture, people in close-up',
  },
  palettes: [
    { paper: '#f4ede1', ink: '#1d2b3a', accent: '#e2593b', tones: ['#e7c9a4', '#d69a75', '#7d98a1', '#2f4a5c'] },
    { paper: '#e9eef0', ink: '#16263a', accent: '#d2482f', tones: ['#c3d4da', '#8fb0bd', '#507a90', '#27435b'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700 },
  cover: 'split',
  captions: { ink: '#ffffff', lit: '#ffc2a8', outline: '#16263a' },
  transition: 'slide',
  music: 'bright',
}
