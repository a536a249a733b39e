import { mix } from './marks/colour.ts'
import { crossed, greys, lines, print } from './marks/screen.ts'
import { grain, mottle } from './marks/texture.ts'
import type { Paint, Shape, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, sun } = sketch
  const unit = Math.min(width, height) / 1080
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  mottle(context, random, palette.tones[1] ?? palette.ink, 0.3, 150)
  const picture = greys(sketch, dark, 0, 0, ({ layer }) => (layer === 'motif' ? 3 : 1.8) * unit)
  if (sun !== undefined) rays(context, sketch, palette.ink, unit)
  const wave = (x: number, y: number) => Math.sin(x / (90 * unit) + y / (230 * unit)) * 5 * unit
  print(context, picture, palette.ink, crossed(lines(7 * unit, 4, wave), lines(7 * unit, 58, wave), 0.52))
  grain(context, random, 0.07, palette.ink, palette.paper)
  const border = Math.round(Math.min(width, height) * 0.028)
  context.strokeStyle = mix(palette.ink, palette.paper, 0.25)
  for (const [inset, line] of [
    [border, 3],
    [border * 1.4, 1.2],
  ] as const) {
    context.lineWidth = line * unit
    context.strokeRect(inset, inset, width - inset * 2, height - inset * 2)
  }
}

function dark({ layer, tone, depth }: Shape): number {
  if (layer === 'motif') return { main: 0.86, shade: 0.56, light: 0.03, accent: 0.34, line: 1 }[tone]
  return tone === 'light' ? 0.06 : 0.2 + depth * 0.38 + (tone === 'shade' ? 0.2 : 0)
}

function rays(context: Parameters<Paint>[0], { sun, height }: Parameters<Paint>[1], ink: string, unit: number): void {
  if (sun === undefined) return
  context.save()
  context.strokeStyle = ink
  context.globalAlpha = 0.55
  for (let ray = 0; ray < 120; ray++) {
    const angle = (ray / 120) * Math.PI * 2
    const [from, to] = [sun.radius * 1.04, sun.radius * (ray % 2 === 0 ? 1.2 : 1.42)]
    context.lineWidth = (ray % 2 === 0 ? 1 : 1.6) * unit
    context.beginPath()
    context.moveTo(sun.x + Math.cos(angle) * from, sun.y + Math.sin(angle) * from)
    context.lineTo(sun.x + Math.cos(angle) * to, sun.y + Math.sin(angle) * to)
    context.stroke()
  }
  context.lineWidth = Math.max(1, height * 0.0015)
  context.beginPath()
  context.arc(sun.x, sun.y, sun.radius, 0, Math.PI * 2)
  context.stroke()
  context.restore()
}

/** Swelling burin lines in sepia, as in an old atlas. */
export const engraving: Style = {
  name: 'engraving',
  aliases: ['style01', 'etching', 'old-master', 'sepia', '铜版画'],
  label: { en: 'Old-master engraving', 'zh-CN': '铜版画' },
  description: {
    en: 'Sepia lines that swell with the shade, as in an old atlas.',
    'zh-CN': '深褐色的雕线随明暗粗细变化，像古老的地图集。',
  },
  prompt: {
    before: 'Old-master copperplate engraving seen from above,',
    after: 'fine swelling hatching, cross-hatched shadows, sepia ink on aged laid paper, intricate detail',
    avoid: 'text, watermark, colour photograph, flat shading',
  },
  palettes: [
    { paper: '#efe3c8', ink: '#3a2716', accent: '#8a3b1c', tones: ['#dcc9a3', '#b79a6c', '#7a5a36'] },
    { paper: '#ece6d6', ink: '#26282b', accent: '#7d2f22', tones: ['#d5ccb8', '#a59a85', '#5f574b'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 700 },
  cover: 'frame',
  captions: { ink: '#fbf3e0', lit: '#f0c48a', outline: '#2a1b0e' },
  transition: 'fade',
  music: 'solemn',
}
