import { fade, mix } from './marks/colour.ts'
import { glow, lay, layer, ramp } from './marks/layer.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette) => {
  const { width, height, horizon, sun } = sketch
  const unit = Math.min(width, height) / 100
  const [, violet = '#7a3cff', cyan = '#28d7ff'] = palette.tones
  context.fillStyle = ramp(
    context,
    [0, 0],
    [0, height],
    [mix(palette.paper, '#000000', 0.5), palette.paper, mix(palette.paper, violet, 0.22), mix(palette.paper, '#000000', 0.45)],
  )
  context.fillRect(0, 0, width, height)
  if (sun !== undefined) {
    context.fillStyle = glow(context, sun.x, sun.y, sun.radius * 2.4, [fade(palette.accent, 0.5), fade(violet, 0.2), fade(violet, 0)])
    context.fillRect(0, 0, width, height)
    const disc = layer(sketch, (sheet) => {
      sheet.fillStyle = ramp(sheet, [0, sun.y - sun.radius], [0, sun.y + sun.radius], ['#ffd36b', palette.accent, violet])
      sheet.beginPath()
      sheet.arc(sun.x, sun.y, sun.radius, 0, Math.PI * 2)
      sheet.fill()
      sheet.globalCompositeOperation = 'destination-out'
      for (let bar = 0; bar < 7; bar++)
        sheet.fillRect(0, sun.y + sun.radius * (0.06 + bar * 0.14), width, sun.radius * (0.018 + bar * 0.011))
    })
    lay(context, disc, { alpha: 0.9 })
  }
  floor(context, sketch, cyan, palette.paper, unit)
  const tube = (tone: string) => (tone === 'accent' ? palette.accent : tone === 'shade' ? violet : tone === 'light' ? '#fff3c9' : cyan)
  for (const shape of sketch.shapes) {
    if (shape.layer !== 'motif') continue
    if (shape.tone === 'main' || shape.tone === 'shade') {
      context.fillStyle = fade(mix(palette.paper, '#000000', 0.35), 0.88)
      context.fill(shape.path)
    }
  }
  const tubes = layer(sketch, (sheet) => {
    sheet.lineJoin = sheet.lineCap = 'round'
    for (const shape of sketch.shapes) {
      if (shape.layer !== 'motif') continue
      sheet.strokeStyle = tube(shape.tone)
      sheet.lineWidth = unit * 0.55
      sheet.stroke(shape.path)
    }
  })
  // Twice blurred light under a white-hot core.
  context.save()
  context.globalCompositeOperation = 'lighter'
  context.filter = `blur(${unit * 2.2}px)`
  context.drawImage(tubes, 0, 0)
  context.filter = `blur(${unit * 0.7}px)`
  context.drawImage(tubes, 0, 0)
  context.restore()
  context.drawImage(tubes, 0, 0)
  context.save()
  context.globalAlpha = 0.75
  context.strokeStyle = '#ffffff'
  context.lineWidth = unit * 0.16
  for (const shape of sketch.shapes) if (shape.layer === 'motif') context.stroke(shape.path)
  context.restore()
  context.fillStyle = ramp(context, [0, horizon + unit * 12], [0, height], [fade(palette.paper, 0), fade('#000000', 0.6)])
  context.fillRect(0, 0, width, height)
}

function floor(
  context: Parameters<Paint>[0],
  { shapes, width, height, horizon }: Parameters<Paint>[1],
  line: string,
  paper: string,
  unit: number,
): void {
  for (const shape of shapes) {
    if (shape.layer === 'motif') continue
    if (shape.layer === 'sky') {
      context.fillStyle = fade('#ffffff', 0.8)
      context.fill(shape.path)
    } else if (shape.tone === 'main' && shape.depth < 0.9) {
      context.fillStyle = mix(paper, '#000000', 0.25 + shape.depth * 0.2)
      context.fill(shape.path)
      context.strokeStyle = fade(line, 0.5)
      context.lineWidth = unit * 0.16
      context.stroke(shape.path)
    } else if (shape.tone === 'light') {
      context.fillStyle = fade(line, 0.5)
      context.fill(shape.path)
    }
  }
  const foot = horizon + unit * 4
  context.fillStyle = mix(paper, '#000000', 0.35)
  context.fillRect(0, foot, width, height)
  context.strokeStyle = fade(line, 0.42)
  context.lineWidth = unit * 0.18
  context.beginPath()
  for (let row = 0; row < 12; row++) {
    const y = foot + (height - foot) * (row / 11) ** 2
    context.moveTo(0, y)
    context.lineTo(width, y)
  }
  for (let column = -24; column <= 24; column++) {
    context.moveTo(width / 2 + column * unit * 5, foot)
    context.lineTo(width / 2 + column * unit * 22, height)
  }
  context.stroke()
}

/** Tubes of light over a dark grid. */
export const neon: Style = {
  name: 'neon',
  aliases: ['synthwave', 'cyberpunk', 'retrowave', '霓虹'],
  label: { en: 'Neon', 'zh-CN': '霓虹' },
  description: { en: 'Glowing tubes and a striped sun over a dark grid.', 'zh-CN': '暗色网格上的发光灯管与条纹落日。' },
  prompt: {
    before: 'Neon synthwave scene of',
    after: 'glowing light tubes, dark grid floor, striped setting sun, cyan and magenta haze',
    avoid: 'readable text, signs, watermark, daylight, pastel',
  },
  palettes: [
    { paper: '#120c2b', ink: '#f6f2ff', accent: '#ff5fa8', tones: ['#1f1546', '#8a4dff', '#35dcff'] },
    { paper: '#07172b', ink: '#eef8ff', accent: '#ff7a59', tones: ['#0f2848', '#4d6bff', '#3df0d0'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700, glow: true },
  cover: 'band',
  captions: { ink: '#ffffff', lit: '#ff8fc4', outline: '#0b0720' },
  transition: 'cut',
  music: 'pulse',
}
