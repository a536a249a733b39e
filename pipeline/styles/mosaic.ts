import { createCanvas } from '@napi-rs/canvas'
import { along, fade, mix } from './marks/colour.ts'
import { glow, ramp } from './marks/layer.ts'
import { sampler } from './marks/repaint.ts'
import { colourOf, fillShape } from './marks/silhouette.ts'
import { mottle } from './marks/texture.ts'
import { onPanel, wordsBox } from './marks/veil.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon, sun } = sketch
  const unit = Math.min(width, height) / 100
  const scale = 0.5
  const canvas = createCanvas(Math.ceil(width * scale), Math.ceil(height * scale))
  const under = canvas.getContext('2d')
  under.scale(scale, scale)
  const [gold = '#d9b25c'] = palette.tones
  under.fillStyle = ramp(under, [0, 0], [0, horizon], [mix(gold, '#ffffff', 0.28), gold, mix(gold, '#ffffff', 0.2)])
  under.fillRect(0, 0, width, height)
  if (sun !== undefined) {
    under.fillStyle = glow(under, sun.x, sun.y, sun.radius, [mix(palette.accent, '#ffffff', 0.1), palette.accent])
    under.beginPath()
    under.arc(sun.x, sun.y, sun.radius, 0, Math.PI * 2)
    under.fill()
  }
  for (const shape of sketch.shapes)
    fillShape(
      under,
      shape,
      shape.layer === 'motif'
        ? {
            main: palette.tones[3] ?? palette.ink,
            shade: palette.tones[2] ?? palette.ink,
            light: '#fbf3df',
            accent: '#8f1f1a',
            line: palette.ink,
          }[shape.tone]
        : shape.tone === 'light'
          ? mix(gold, '#ffffff', 0.5)
          : along(palette.tones.slice(1), shape.depth),
    )
  const colour = sampler(canvas)
  context.fillStyle = mix(palette.paper, '#8d8474', 0.3)
  context.fillRect(0, 0, width, height)
  // Tesserae in rings around the light; each a little turned, a little other in colour.
  const size = unit * 1.5
  const heart = sun ?? { x: width * 0.75, y: horizon * 0.5 }
  const far = Math.hypot(Math.max(heart.x, width - heart.x), Math.max(heart.y, height - heart.y))
  for (let ring = 0.5; ring * size < far + size; ring++) {
    const radius = ring * size
    const count = Math.max(3, Math.floor((Math.PI * 2 * radius) / size))
    const start = random() * Math.PI
    for (let index = 0; index < count; index++) {
      const angle = start + (index / count) * Math.PI * 2
      const [x, y] = [heart.x + Math.cos(angle) * radius, heart.y + Math.sin(angle) * radius]
      if (x < -size || y < -size || x > width + size || y > height + size) continue
      const [red, green, blue] = colour(x * scale, y * scale)
      const light = 0.88 + random() * 0.24
      const lean = angle + (random() - 0.5) * 0.24
      const half = size * (0.4 + random() * 0.06)
      const [cos, sin] = [Math.cos(lean) * half, Math.sin(lean) * half]
      context.fillStyle = `rgb(${Math.min(255, red * light)},${Math.min(255, green * light)},${Math.min(255, blue * light)})`
      context.beginPath()
      context.moveTo(x + cos - sin, y + sin + cos)
      context.lineTo(x - cos - sin, y - sin + cos)
      context.lineTo(x - cos + sin, y - sin - cos)
      context.lineTo(x + cos + sin, y + sin - cos)
      context.fill()
    }
  }
  mottle(context, random, '#000000', 0.18, 150)
  const words = wordsBox(sketch, unit * 3.4)
  if (words === undefined) return
  context.save()
  context.shadowColor = 'rgba(0,0,0,0.4)'
  context.shadowBlur = unit * 1.5
  context.fillStyle = palette.paper
  context.fillRect(words.x, words.y, words.width, words.height)
  context.restore()
  context.strokeStyle = palette.tones[3] ?? palette.ink
  context.lineWidth = unit * 0.7
  context.strokeRect(words.x, words.y, words.width, words.height)
  context.strokeStyle = fade(palette.accent, 0.9)
  context.lineWidth = unit * 0.25
  context.strokeRect(words.x + unit, words.y + unit, words.width - unit * 2, words.height - unit * 2)
  for (const shape of onPanel(sketch, words)) fillShape(context, shape, colourOf(palette, shape))
}

/** Small stones in rings, on a gold ground. */
export const mosaic: Style = {
  name: 'mosaic',
  aliases: ['byzantine', 'tiles', 'tesserae', '马赛克'],
  label: { en: 'Mosaic', 'zh-CN': '马赛克' },
  description: { en: 'Small stones set in rings on a Byzantine gold ground.', 'zh-CN': '小石子一圈圈镶成，衬着拜占庭的金底。' },
  prompt: {
    before: 'Byzantine mosaic of',
    after: 'small glass and stone tesserae in rings, gold ground, visible grout, hieratic simple shapes',
    avoid: 'text, watermark, photograph, smooth shading',
  },
  palettes: [
    { paper: '#f4ead2', ink: '#1f2a3a', accent: '#b1431f', tones: ['#d9b15a', '#7aa79b', '#3f7a86', '#1f4a6e'] },
    { paper: '#f2ebda', ink: '#23291f', accent: '#a5451d', tones: ['#d3b668', '#9caf74', '#5f8a63', '#2c5a4f'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 700 },
  cover: 'label',
  captions: { ink: '#fff6e0', lit: '#ffc76b', outline: '#1a2230' },
  transition: 'fade',
  music: 'solemn',
}
