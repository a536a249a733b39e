import { fade, mix } from './marks/colour.ts'
import { figuresBox } from './marks/figures.ts'
import { glow } from './marks/layer.ts'
import { grain } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height } = sketch
  const unit = Math.min(width, height) / 100
  context.fillStyle = glow(context, width * 0.45, height * 0.4, Math.max(width, height) * 0.8, [
    mix(palette.paper, '#ffffff', 0.06),
    palette.paper,
    mix(palette.paper, '#000000', 0.22),
  ])
  context.fillRect(0, 0, width, height)
  for (const [gap, opacity] of [
    [2.5, 0.07],
    [12.5, 0.16],
  ] as const) {
    context.strokeStyle = fade(palette.ink, opacity)
    context.lineWidth = Math.max(1, unit * 0.1)
    context.beginPath()
    for (let x = (width / 2) % (unit * gap); x < width; x += unit * gap) context.rect(x, -2, 0, height + 4)
    for (let y = (height / 2) % (unit * gap); y < height; y += unit * gap) context.rect(-2, y, width + 4, 0)
    context.stroke()
  }
  for (const shape of sketch.shapes) {
    const motif = shape.layer === 'motif'
    if (shape.tone !== 'line' && shape.tone !== 'light') {
      context.fillStyle = motif
        ? mix(palette.paper, palette.ink, shape.tone === 'accent' ? 0.3 : 0.1)
        : mix(palette.paper, '#000000', 0.06 + shape.depth * 0.16)
      context.fill(shape.path)
    } else if (motif && shape.tone === 'light') {
      context.fillStyle = palette.paper
      context.fill(shape.path)
    }
    context.strokeStyle = motif ? (shape.tone === 'accent' ? palette.accent : palette.ink) : fade(palette.ink, 0.34 + shape.depth * 0.25)
    context.lineWidth = unit * (motif ? 0.32 : 0.16)
    context.setLineDash(shape.layer === 'scenery' && shape.tone !== 'main' ? [unit, unit * 0.7] : [])
    context.stroke(shape.path)
  }
  context.setLineDash([])
  dimensions(context, sketch, palette, unit)
  grain(context, random, 0.06)
  context.strokeStyle = fade(palette.ink, 0.7)
  context.lineWidth = unit * 0.3
  context.strokeRect(unit * 2.4, unit * 2.4, width - unit * 4.8, height - unit * 4.8)
}

// Measures and axes around the thing: what makes a drawing a plan.
function dimensions(context: Parameters<Paint>[0], sketch: Parameters<Paint>[1], palette: Parameters<Paint>[2], unit: number): void {
  const box = figuresBox(sketch)
  const { sun } = sketch
  context.strokeStyle = fade(palette.ink, 0.6)
  context.lineWidth = unit * 0.16
  if (sun !== undefined) {
    context.setLineDash([unit * 2, unit * 0.8, unit * 0.4, unit * 0.8])
    context.beginPath()
    context.arc(sun.x, sun.y, sun.radius * 1.12, 0, Math.PI * 2)
    context.moveTo(sun.x - sun.radius * 1.35, sun.y)
    context.lineTo(sun.x + sun.radius * 1.35, sun.y)
    context.moveTo(sun.x, sun.y - sun.radius * 1.3)
    context.lineTo(sun.x, sun.y + sun.radius * 1.3)
    context.stroke()
    context.setLineDash([])
  }
  if (box === undefined || box.width < unit * 16) return
  const [x, y] = [box.x + box.width + unit * 3, box.y + box.height + unit * 2.4]
  context.beginPath()
  for (const [ax, ay, bx, by] of [
    [x, box.y, x, box.y + box.height],
    [x - unit, box.y, x + unit, box.y],
    [x - unit, box.y + box.height, x + unit, box.y + box.height],
    [box.x, y, box.x + box.width, y],
    [box.x, y - unit, box.x, y + unit],
    [box.x + box.width, y - unit, box.x + box.width, y + unit],
  ] as const) {
    context.moveTo(ax, ay)
    context.lineTo(bx, by)
  }
  context.stroke()
}

/** White lines on blue, measured. */
export const blueprint: Style = {
  name: 'blueprint',
  aliases: ['technical', 'plan', 'cyanotype', '蓝图'],
  label: { en: 'Blueprint', 'zh-CN': '蓝图' },
  description: { en: 'White construction lines and measures on blueprint paper.', 'zh-CN': '蓝晒纸上的白线、网格与尺寸标注。' },
  prompt: {
    before: 'Technical blueprint drawing of',
    after: 'white construction lines on blue paper, grid, axes, dimension lines, orthographic precision',
    avoid: 'readable text, watermark, colour other than blue and white, photograph',
  },
  palettes: [
    { paper: '#123c69', ink: '#eaf3ff', accent: '#ffd166', tones: ['#2a5a8c', '#1d4a7a', '#0d2c50'] },
    { paper: '#0f4a4f', ink: '#e9fbf7', accent: '#ffb86b', tones: ['#246a6e', '#175a5e', '#0a3336'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700 },
  cover: 'label',
  captions: { ink: '#ffffff', lit: '#ffd166', outline: '#0a2545' },
  transition: 'wipe',
  music: 'focus',
}
