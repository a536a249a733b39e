import { along, fade, mix } from './marks/colour.ts'
import { figures, figuresBox, lit, shadowed } from './marks/figures.ts'
import { glow, ramp } from './marks/layer.ts'
import { grain } from './marks/texture.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette, random) => {
  const { width, height, horizon } = sketch
  const unit = Math.min(width, height) / 100
  const thing = figuresBox(sketch)
  const heart = sketch.sun ?? { x: width * 0.7, y: height * 0.4, radius: unit * 20 }
  context.fillStyle = ramp(
    context,
    [0, 0],
    [width, height],
    [mix(palette.paper, '#000000', 0.25), palette.paper, mix(palette.paper, '#000000', 0.35)],
  )
  context.fillRect(0, 0, width, height)
  // A pool of window light on the wall, then the table in it.
  context.fillStyle = glow(context, heart.x, heart.y, heart.radius * 2.4, [
    fade(palette.tones[1] ?? palette.ink, 0.85),
    fade(palette.tones[1] ?? palette.ink, 0.3),
    fade(palette.paper, 0),
  ])
  context.fillRect(0, 0, width, height)
  for (const shape of sketch.shapes) {
    if (shape.layer !== 'scenery' || shape.tone !== 'main') continue
    context.save()
    context.filter = `blur(${(unit * 0.5 * (1.2 - shape.depth)).toFixed(1)}px)`
    const tone = mix(palette.paper, along(palette.tones, 0.2), 0.35 + 0.3 * (1 - shape.depth))
    context.fillStyle = glow(context, heart.x, horizon, width * 0.62, [
      mix(tone, palette.tones[1] ?? tone, 0.45),
      tone,
      mix(palette.paper, '#000000', 0.3),
    ])
    context.fill(shape.path)
    context.restore()
  }
  if (thing !== undefined) {
    context.fillStyle = glow(context, thing.x + thing.width * 0.62, thing.y + thing.height, thing.width * 0.75, [
      'rgba(0,0,0,0.6)',
      'rgba(0,0,0,0.2)',
      'rgba(0,0,0,0)',
    ])
    context.save()
    context.translate(0, (thing.y + thing.height) * 0.86)
    context.scale(1, 0.14)
    context.fillRect(0, 0, width, height * 8)
    context.restore()
    const things = figures(
      sketch,
      palette,
      (_, { tone }) =>
        ({
          main: palette.tones[2] ?? palette.ink,
          shade: mix(palette.tones[2] ?? palette.ink, '#000000', 0.35),
          light: palette.ink,
          accent: palette.accent,
          line: palette.ink,
        })[tone],
    )
    lit(things, thing, 0.5)
    shadowed(context, things, unit * 4, unit * 2.4, unit * 1.6, 'rgba(0,0,0,0.55)')
  }
  context.fillStyle = glow(context, width / 2, height / 2, Math.hypot(width, height) / 2, [
    'rgba(0,0,0,0)',
    'rgba(0,0,0,0.06)',
    'rgba(0,0,0,0.5)',
  ])
  context.fillRect(0, 0, width, height)
  grain(context, random, 0.08)
}

/** One thing on a table, one window. */
export const studioLight: Style = {
  name: 'studio-light',
  aliases: ['style02', 'photo', 'photography', 'minimal-photo', '极简摄影'],
  label: { en: 'Studio light', 'zh-CN': '光影摄影' },
  description: {
    en: 'One object in a dark room, lit from the side like an old still life.',
    'zh-CN': '暗室中的一件物品，侧光如古典静物。',
  },
  prompt: {
    before: 'Minimalist studio photograph of',
    after: 'single subject, dark plain background, one soft side light with deep baroque shadows, shallow depth of field, 85mm',
    avoid: 'text, watermark, clutter, illustration, bright flat light',
  },
  palettes: [
    { paper: '#1c1a18', ink: '#f1e7d6', accent: '#e8a24a', tones: ['#3a332c', '#8a6f4e', '#a88f6c'] },
    { paper: '#15191d', ink: '#e9edf0', accent: '#e3b45c', tones: ['#2b343b', '#5c7787', '#8fa5b1'] },
  ],
  paint,
  lettering: { face: 'serif', weight: 400 },
  cover: 'poster',
  captions: { ink: '#fbf4e6', lit: '#ffc67a', outline: '#0d0c0b' },
  transition: 'dip',
  music: 'calm',
}
