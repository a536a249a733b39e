import { along, fade, mix } from './marks/colour.ts'
import { lay, layer } from './marks/layer.ts'
import { field } from './marks/random.ts'
import { fillShape } from './marks/silhouette.ts'
import { cover, grain, tile } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, sun, horizon } = sketch
  const unit = Math.min(width, height) / 100
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  const noise = field(random, 4, 64)
  const dry = tile(512, '#000000', (x, y) => Math.max(0, noise(x / 8, y / 32) - 0.56) * 3)
  // Without a sun the frame is all words or a figure: the shapes keep to a corner.
  const heart = sun ?? { x: width * 0.95, y: height * 0.1, radius: unit * 16 }
  const back = layer(sketch, (sheet) => {
    // Two kidney shapes, the decade's own.
    for (const [dx, dy, size, tone] of [
      [0.2, -0.35, 1.5, 0],
      [-0.55, 0.35, 1.05, 1],
    ] as const) {
      sheet.fillStyle = palette.tones[tone] ?? palette.accent
      kidney(sheet, heart.x + dx * heart.radius, heart.y + dy * heart.radius, heart.radius * size, random() * 0.8 - 0.4)
    }
    for (let star = 0; star < 7; star++)
      burst(
        sheet,
        width * (0.04 + random() * 0.92),
        horizon * (0.06 + random() * 0.5),
        unit * (1.2 + random() * 2.4),
        fade(mix(palette.paper, palette.ink, 0.34), 0.9),
      )
    for (const shape of sketch.shapes)
      if (shape.layer === 'scenery' && shape.tone !== 'line')
        fillShape(sheet, shape, shape.tone === 'light' ? palette.paper : along(palette.tones.slice(1), shape.depth))
    cover(sheet, dry, 'destination-out', 0.6)
  })
  lay(context, back)
  // Colour slipped out from under its line.
  const fill = layer(sketch, (sheet) => {
    for (const shape of sketch.shapes)
      if (shape.layer === 'motif' && shape.tone !== 'line')
        fillShape(
          sheet,
          shape,
          { main: palette.tones[3] ?? palette.ink, shade: palette.tones[2] ?? palette.ink, light: palette.paper, accent: palette.accent }[
            shape.tone
          ],
        )
    cover(sheet, dry, 'destination-out', 0.5)
  })
  context.save()
  context.translate(unit * 0.9, unit * 0.5)
  lay(context, fill)
  context.restore()
  context.strokeStyle = palette.ink
  context.lineJoin = context.lineCap = 'round'
  for (const shape of sketch.shapes) {
    if (shape.layer !== 'motif') continue
    context.lineWidth = unit * 0.38
    context.stroke(shape.path)
  }
  grain(context, random, 0.1, palette.ink, '#ffffff')
}

function kidney(sheet: Parameters<Paint>[0], x: number, y: number, size: number, turn: number): void {
  sheet.save()
  sheet.translate(x, y)
  sheet.rotate(turn)
  sheet.scale(size, size)
  sheet.beginPath()
  sheet.moveTo(-0.95, 0.1)
  sheet.bezierCurveTo(-1.05, -0.7, -0.3, -0.85, 0.1, -0.5)
  sheet.bezierCurveTo(0.4, -0.25, 0.75, -0.75, 1, -0.3)
  sheet.bezierCurveTo(1.2, 0.3, 0.6, 0.7, 0, 0.6)
  sheet.bezierCurveTo(-0.4, 0.55, -0.9, 0.7, -0.95, 0.1)
  sheet.fill()
  sheet.restore()
}

function burst(sheet: Parameters<Paint>[0], x: number, y: number, size: number, colour: string): void {
  sheet.strokeStyle = colour
  sheet.lineWidth = size * 0.09
  sheet.beginPath()
  for (let ray = 0; ray < 8; ray++) {
    const reach = ray % 2 === 0 ? size : size * 0.55
    const [dx, dy] = [Math.cos((ray * Math.PI) / 4) * reach, Math.sin((ray * Math.PI) / 4) * reach]
    sheet.moveTo(x, y)
    sheet.lineTo(x + dx, y + dy)
  }
  sheet.stroke()
}

/** Kidney shapes, starbursts and colour off the line. */
export const midCentury: Style = {
  name: 'mid-century',
  aliases: ['1950s', 'retro', 'atomic', '中世纪现代'],
  label: { en: 'Mid-century', 'zh-CN': '五十年代' },
  description: { en: 'Kidney shapes, starbursts and dry colour slipped off its line.', 'zh-CN': '五十年代的肾形、星芒与错位的干刷色块。' },
  prompt: {
    before: 'Mid-century modern illustration of',
    after: '1950s picture-book shapes, mustard, teal and coral, dry-brush texture, colour slightly off its line',
    avoid: 'text, watermark, photograph, gradients, 3d',
  },
  palettes: [
    { paper: '#f5ecd7', ink: '#2a2a2c', accent: '#c9472b', tones: ['#e9c46a', '#d98d4b', '#5c9a93', '#2f6b6f'] },
    { paper: '#eef0e4', ink: '#2b2b31', accent: '#b9452f', tones: ['#d5dd9a', '#8fb996', '#e0a64e', '#4a7a8c'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700 },
  cover: 'stack',
  captions: { ink: '#fffaf0', lit: '#ffcc70', outline: '#26282b' },
  transition: 'wipe',
  music: 'jazz',
}
