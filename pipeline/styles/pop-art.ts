import { dots, greys, print } from './marks/screen.ts'
import { colourOf, fillShape } from './marks/silhouette.ts'
import { veil } from './marks/veil.ts'
import type { Paint, Style } from './style.ts'

const paint: Paint = (context, sketch, palette) => {
  const { width, height, sun, horizon } = sketch
  const unit = Math.min(width, height) / 1080
  context.fillStyle = palette.paper
  context.fillRect(0, 0, width, height)
  const centre = sun ?? { x: width * 0.75, y: horizon * 0.55 }
  context.save()
  context.fillStyle = palette.tones[1] ?? palette.accent
  for (let ray = 0; ray < 14; ray++) {
    const angle = (ray / 14) * Math.PI * 2 + 0.1
    context.globalAlpha = 0.34
    context.beginPath()
    context.moveTo(centre.x, centre.y)
    context.lineTo(centre.x + Math.cos(angle) * width * 1.5, centre.y + Math.sin(angle) * width * 1.5)
    context.lineTo(centre.x + Math.cos(angle + 0.2) * width * 1.5, centre.y + Math.sin(angle + 0.2) * width * 1.5)
    context.fill()
  }
  context.restore()
  print(
    context,
    greys({ ...sketch, shapes: [] }, () => 0, 0.02, 0.34),
    palette.tones[1] ?? palette.accent,
    dots(20 * unit, 45),
  )
  veil(context, sketch, palette.paper, 0.95)
  context.strokeStyle = palette.ink
  context.lineWidth = 7 * unit
  // Where a plan has no sun, its words or bars may stand there.
  if (sun !== undefined) {
    context.fillStyle = palette.accent
    context.beginPath()
    context.arc(sun.x, sun.y, sun.radius, 0, Math.PI * 2)
    context.fill()
    context.stroke()
  }
  for (const shape of sketch.shapes) {
    fillShape(
      context,
      shape,
      shape.layer === 'motif'
        ? shape.tone === 'main'
          ? (palette.tones[2] ?? palette.ink)
          : shape.tone === 'light'
            ? '#ffffff'
            : shape.tone === 'accent'
              ? (palette.tones[1] ?? palette.accent)
              : palette.ink
        : colourOf(palette, shape),
    )
    if (shape.tone === 'line') continue
    context.lineJoin = 'round'
    context.lineWidth = (shape.layer === 'motif' ? 7 : shape.tone === 'main' ? 5 : 2) * unit
    context.stroke(shape.path)
  }
}

/** Comic-book colour with thick outlines and Ben Day dots. */
export const popArt: Style = {
  name: 'pop-art',
  aliases: ['pop', 'comic', 'halftone', 'benday', '波普'],
  label: { en: 'Pop art', 'zh-CN': '波普' },
  description: { en: 'Comic-book colour, thick outlines, rays and printed dots.', 'zh-CN': '漫画色彩、粗黑轮廓、放射线和印刷网点。' },
  prompt: {
    before: 'Pop art comic panel of',
    after: 'thick black outlines, Ben Day dots, flat primary colours, radiating background',
    avoid: 'text, speech bubbles, watermark, photograph, muted colours',
  },
  palettes: [
    { paper: '#fff3c4', ink: '#141414', accent: '#c92a2a', tones: ['#ffd84d', '#f5b400', '#2f7fd3', '#1c5aa0'] },
    { paper: '#dff3f7', ink: '#141414', accent: '#c4225f', tones: ['#ffe27a', '#4cb8c4', '#f2a33a', '#176b87'] },
  ],
  paint,
  lettering: { face: 'sans', weight: 700, capitals: true },
  cover: 'label',
  captions: { ink: '#ffffff', lit: '#ffe14d', outline: '#000000', look: 'panel' },
  transition: 'wipe',
  music: 'bright',
}
