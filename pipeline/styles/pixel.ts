import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { along, mix, rgb } from './marks/colour.ts'
import { ramp } from './marks/layer.ts'
import { disc, fillShape } from './marks/silhouette.ts'
import type { Paint, Style } from './style.ts'

const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]

const paint: Paint = (context, sketch, palette) => {
  const { width, height, horizon } = sketch
  const size = Math.max(2, Math.round(Math.min(width, height) / 180))
  const canvas = createCanvas(Math.ceil(width / size), Math.ceil(height / size))
  const small = canvas.getContext('2d')
  small.scale(1 / size, 1 / size)
  small.fillStyle = ramp(
    small,
    [0, 0],
    [0, horizon],
    [palette.paper, palette.paper, mix(palette.paper, palette.tones[0] ?? palette.paper, 0.5), palette.tones[0] ?? palette.paper],
  )
  small.fillRect(0, 0, width, height)
  disc(small, sketch, palette.accent)
  const motif = {
    main: palette.tones[3] ?? palette.ink,
    shade: palette.tones[2] ?? palette.ink,
    light: palette.ink,
    accent: mix(palette.accent, '#ffffff', 0.1),
    line: palette.ink,
  }
  // Without a light behind them things are light themselves.
  if (sketch.sun === undefined) [motif.main, motif.light] = [motif.light, motif.main]
  for (const shape of sketch.shapes)
    fillShape(
      small,
      shape,
      shape.layer === 'motif'
        ? motif[shape.tone]
        : shape.tone === 'light'
          ? mix(along(palette.tones, shape.depth), '#ffffff', 0.4)
          : shape.layer === 'sky'
            ? palette.ink
            : along(palette.tones.slice(0, 4), 0.2 + shape.depth * 0.6),
    )
  const colours = [
    palette.paper,
    palette.ink,
    palette.accent,
    ...palette.tones,
    mix(palette.paper, palette.tones[0] ?? palette.paper, 0.5),
    mix(palette.tones[1] ?? palette.paper, '#ffffff', 0.4),
    '#ffffff',
  ].map(rgb)
  dither(canvas, colours)
  context.imageSmoothingEnabled = false
  context.drawImage(canvas, 0, 0, canvas.width * size, canvas.height * size)
  context.imageSmoothingEnabled = true
}

function dither(canvas: Canvas, colours: (readonly [number, number, number])[]): void {
  const context = canvas.getContext('2d')
  const image = context.getImageData(0, 0, canvas.width, canvas.height)
  const { data } = image
  const known = new Map<number, readonly [number, number, number]>()
  for (let at = 0; at < data.length; at += 4) {
    const pixel = at / 4
    const [x, y] = [pixel % canvas.width, Math.floor(pixel / canvas.width)]
    const shift = ((BAYER[(y % 4) * 4 + (x % 4)] ?? 0) / 16 - 0.47) * 34
    const wanted = [(data[at] ?? 0) + shift, (data[at + 1] ?? 0) + shift, (data[at + 2] ?? 0) + shift] as const
    const key = (Math.round(wanted[0] / 4) << 16) | (Math.round(wanted[1] / 4) << 8) | Math.round(wanted[2] / 4)
    let best = known.get(key)
    if (best === undefined) {
      let least = Number.POSITIVE_INFINITY
      for (const colour of colours) {
        const away = (colour[0] - wanted[0]) ** 2 * 0.3 + (colour[1] - wanted[1]) ** 2 * 0.59 + (colour[2] - wanted[2]) ** 2 * 0.11
        if (away < least) [least, best] = [away, colour]
      }
      known.set(key, best ?? [0, 0, 0])
    }
    data[at] = best?.[0] ?? 0
    data[at + 1] = best?.[1] ?? 0
    data[at + 2] = best?.[2] ?? 0
    data[at + 3] = 255
  }
  context.putImageData(image, 0, 0)
}

/** Large dithered pixels in few colours. */
export const pixel: Style = {
  name: 'pixel',
  aliases: ['pixel-art', '8-bit', 'retro-game', '像素'],
  label: { en: 'Pixel art', 'zh-CN': '像素' },
  description: { en: 'Large dithered pixels in few colours, like a good old game.', 'zh-CN': '少色抖动的大像素，像一款经典老游戏。' },
  prompt: {
    before: '16-bit pixel art scene of',
    after: 'limited palette, ordered dithering, crisp large pixels, side-scrolling game background',
    avoid: 'text, user interface, watermark, blur, photograph',
  },
  palettes: [
    { paper: '#1d2b53', ink: '#fff1e8', accent: '#ff9d3c', tones: ['#7e4a7c', '#3b7a8c', '#2a5568', '#12203a'] },
    { paper: '#20264a', ink: '#f4f0e0', accent: '#ffcf4a', tones: ['#c0586a', '#4f7f58', '#33604e', '#171c36'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700 },
  cover: 'label',
  captions: { ink: '#fff1e8', lit: '#ffc04a', outline: '#10182f', look: 'panel' },
  transition: 'cut',
  music: 'playful',
}
