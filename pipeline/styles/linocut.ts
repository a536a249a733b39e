import { mix } from './marks/colour.ts'
import { lay, layer } from './marks/layer.ts'
import { field } from './marks/random.ts'
import { fillShape } from './marks/silhouette.ts'
import { cover, tile } from './marks/texture.ts'
import type { Paint, Shape, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, sun, horizon } = sketch
  const unit = Math.min(width, height) / 1080
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  const block = layer(sketch, (ink) => {
    if (sun !== undefined) {
      ink.fillStyle = palette.accent
      ink.beginPath()
      ink.arc(sun.x, sun.y, sun.radius, 0, Math.PI * 2)
      ink.fill()
    }
    for (const shape of sketch.shapes) {
      fillShape(ink, shape, colour(palette, shape))
      if (shape.layer === 'scenery' && shape.tone === 'main') gouges(ink, shape, palette.paper, random, unit, height - horizon)
      if (shape.tone === 'main' || shape.tone === 'shade') {
        ink.strokeStyle = palette.paper
        ink.lineWidth = 4 * unit
        ink.stroke(shape.path)
      }
    }
    // Where the roller left too little ink.
    const noise = field(random, 4, 64)
    cover(
      ink,
      tile(512, '#000000', (x, y) => Math.max(0, noise(x / 8, y / 8) - 0.6) * 3.4),
      'destination-out',
    )
  })
  lay(context, block)
  // Chatter: the ridges between gouges that still took some ink.
  context.strokeStyle = mix(palette.paper, palette.ink, 0.35)
  context.lineCap = 'round'
  for (let index = 0; index < 90; index++) {
    const edge = random() < 0.5
    const [x, y] = [
      edge ? (random() < 0.5 ? random() * 0.03 : 1 - random() * 0.03) * width : random() * width,
      edge ? random() * height : random() * height * 0.03,
    ]
    context.lineWidth = (1 + random() * 2.4) * unit
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(x + (random() - 0.5) * 26 * unit, y + (edge ? 30 : 8) * unit * random())
    context.stroke()
  }
}

function colour(palette: Parameters<Paint>[2], { layer, tone, depth }: Shape): string {
  if (tone === 'accent') return palette.accent
  if (layer === 'motif') return tone === 'light' ? palette.paper : palette.ink
  return tone === 'light' ? palette.paper : depth < 0.3 ? (palette.tones[1] ?? palette.ink) : palette.ink
}

function gouges(ink: Parameters<Paint>[0], { path, depth }: Shape, paper: string, random: () => number, unit: number, land: number): void {
  const [left, top, right] = path.getBounds()
  ink.save()
  ink.clip(path)
  ink.strokeStyle = paper
  ink.lineCap = 'round'
  const count = 60 + depth * 60
  for (let index = 0; index < count; index++) {
    const x = left + random() * (right - left)
    const y = top + random() ** 1.4 * (land * 0.7 + 60 * unit)
    const long = (24 + random() * 60) * unit * (0.5 + depth)
    ink.lineWidth = (1.6 + random() * 3.4) * unit
    ink.beginPath()
    ink.moveTo(x, y)
    ink.quadraticCurveTo(x + long * 0.5, y - 6 * unit, x + long, y + (random() - 0.3) * 14 * unit)
    ink.stroke()
  }
  ink.restore()
}

/** Bold shapes cut from lino, one colour beside black. */
export const linocut: Style = {
  name: 'linocut',
  aliases: ['lino', 'block-print', 'woodcut', '木刻', '版画'],
  label: { en: 'Linocut', 'zh-CN': '麻胶版画' },
  description: {
    en: 'Bold carved shapes and gouge marks, black and one strong colour.',
    'zh-CN': '刀痕有力的大块面，黑色加一种强烈的颜色。',
  },
  prompt: {
    before: 'Bold two-colour linocut print of',
    after: 'carved gouge marks, uneven ink, strong silhouettes, handmade paper',
    avoid: 'text, watermark, gradients, photograph, fine detail',
  },
  palettes: [
    { paper: '#f3ecdc', ink: '#17181c', accent: '#d0391f', tones: ['#d9cfb9', '#7b7466', '#2b2a2a'] },
    { paper: '#f1efe6', ink: '#14233b', accent: '#c6501f', tones: ['#cfd3cf', '#5f7189', '#24395a'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700, capitals: true },
  cover: 'band',
  captions: { ink: '#fff8e8', lit: '#ffb38a', outline: '#17181c' },
  transition: 'cut',
  music: 'folk',
}
