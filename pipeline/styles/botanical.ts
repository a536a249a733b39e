import { along, fade, mix } from './marks/colour.ts'
import { lay, layer } from './marks/layer.ts'
import { fillShape } from './marks/silhouette.ts'
import { fibres, grain, mottle } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, sun } = sketch
  const unit = Math.min(width, height) / 100
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  mottle(context, random, palette.tones[1] ?? palette.ink, 0.12, 190)
  fibres(context, random, palette.ink, 120, unit * 2.4)
  if (sun !== undefined) {
    context.fillStyle = fade(palette.tones[0] ?? palette.accent, 0.6)
    context.beginPath()
    context.arc(sun.x, sun.y, sun.radius * 1.05, 0, Math.PI * 2)
    context.fill()
  }
  for (const shape of sketch.shapes) {
    if (shape.layer !== 'scenery' || shape.tone !== 'main') continue
    context.fillStyle = fade(along(palette.tones, 0.15 + shape.depth * 0.3), 0.5)
    context.fill(shape.path)
    context.strokeStyle = fade(palette.ink, 0.45)
    context.lineWidth = unit * 0.14
    context.stroke(shape.path)
  }
  // Pressed sprigs rise along the foot and hang in the corner away from the words.
  const words = sketch.quiet[0]
  const right = words === undefined || words.x < width * 0.4
  for (let index = 0; index < 13; index++) {
    const x = (index + random() * 0.8) * (width / 12.4)
    sprig(context, x, height + unit * 3, -Math.PI / 2 + (random() - 0.5) * 0.7, unit * (20 + random() * 12), palette, random, unit)
  }
  for (let index = 0; index < 3; index++)
    sprig(
      context,
      right ? width + unit * 2 : -unit * 2,
      unit * (index * 12 - 6),
      right ? Math.PI * (0.78 + index * 0.09) : Math.PI * (0.22 - index * 0.09),
      unit * (30 - index * 5),
      palette,
      random,
      unit,
    )
  const wash = layer(sketch, (sheet) => {
    for (const shape of sketch.shapes) {
      if (shape.layer !== 'motif' || shape.tone === 'line') continue
      fillShape(
        sheet,
        shape,
        { main: palette.tones[2] ?? palette.ink, shade: palette.tones[3] ?? palette.ink, light: palette.paper, accent: palette.accent }[
          shape.tone
        ],
      )
    }
  })
  context.save()
  context.translate(unit * 0.5, unit * 0.4)
  lay(context, wash, { alpha: 0.9 })
  context.restore()
  context.strokeStyle = palette.ink
  context.lineJoin = context.lineCap = 'round'
  for (const shape of sketch.shapes) {
    if (shape.layer !== 'motif') continue
    context.lineWidth = shape.tone === 'line' ? Math.max(unit * 0.3, (shape.stroke ?? 2) * 0.5) : unit * 0.3
    context.stroke(shape.path)
  }
  grain(context, random, 0.08, palette.ink, '#ffffff')
}

function sprig(
  context: Parameters<Paint>[0],
  x: number,
  y: number,
  angle: number,
  long: number,
  palette: Parameters<Paint>[2],
  random: () => number,
  unit: number,
): void {
  const colour = mix(along(palette.tones, 0.35 + random() * 0.65), palette.paper, 0.06)
  const [bend, pairs, berries] = [(random() - 0.5) * 0.9, 5 + Math.floor(random() * 5), random() < 0.3]
  context.save()
  context.lineCap = 'round'
  for (let step = 0; step <= pairs; step++) {
    const t = step / pairs
    const turn = angle + bend * t
    const [px, py] = [x + Math.cos(angle + (bend * t) / 2) * long * t, y + Math.sin(angle + (bend * t) / 2) * long * t]
    const size = long * 0.24 * (1.1 - t * 0.7)
    for (const side of step === pairs ? [0] : [-1, 1]) {
      const out = turn + side * 0.85
      const [tx, ty] = [px + Math.cos(out) * size, py + Math.sin(out) * size]
      context.fillStyle = berries && side !== 0 ? palette.accent : colour
      context.beginPath()
      if (berries && side !== 0) context.arc(px + Math.cos(out) * size * 0.5, py + Math.sin(out) * size * 0.5, unit * 0.75, 0, Math.PI * 2)
      else {
        context.moveTo(px, py)
        context.quadraticCurveTo(px + Math.cos(out - 0.55) * size * 0.62, py + Math.sin(out - 0.55) * size * 0.62, tx, ty)
        context.quadraticCurveTo(px + Math.cos(out + 0.55) * size * 0.62, py + Math.sin(out + 0.55) * size * 0.62, px, py)
      }
      context.globalAlpha = 0.88
      context.fill()
      context.globalAlpha = 0.5
      context.strokeStyle = palette.ink
      context.lineWidth = unit * 0.1
      context.beginPath()
      context.moveTo(px, py)
      context.lineTo(px + (tx - px) * 0.85, py + (ty - py) * 0.85)
      context.stroke()
    }
  }
  context.globalAlpha = 0.85
  context.strokeStyle = mix(colour, palette.ink, 0.35)
  context.lineWidth = unit * 0.26
  context.beginPath()
  context.moveTo(x, y)
  context.quadraticCurveTo(
    x + Math.cos(angle + bend * 0.25) * long * 0.5,
    y + Math.sin(angle + bend * 0.25) * long * 0.5,
    x + Math.cos(angle + bend * 0.5) * long,
    y + Math.sin(angle + bend * 0.5) * long,
  )
  context.stroke()
  context.restore()
}

/** Pressed leaves and an inked plate. */
export const botanical: Style = {
  name: 'botanical',
  aliases: ['herbarium', 'plants', 'garden', '植物图谱'],
  label: { en: 'Botanical plate', 'zh-CN': '植物图谱' },
  description: { en: 'Pressed sprigs around an inked and tinted plate.', 'zh-CN': '压制的枝叶环绕，墨线淡彩的图版。' },
  prompt: {
    before: 'Vintage botanical plate featuring',
    after: 'fine ink outline with tinted wash, pressed leaves, cream paper, naturalist precision',
    avoid: 'readable labels, text, watermark, photograph, neon colours',
  },
  palettes: [
    { paper: '#f6f0df', ink: '#2b3327', accent: '#b5482f', tones: ['#e3dcae', '#a9b780', '#6f8d5b', '#3f6148'] },
    { paper: '#f3efe6', ink: '#2d2f3a', accent: '#a8485e', tones: ['#e6d8cc', '#b4b89a', '#7f957f', '#4a6663'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 700 },
  cover: 'label',
  captions: { ink: '#fffaf0', lit: '#ffc2a0', outline: '#233022' },
  transition: 'fade',
  music: 'tender',
}
