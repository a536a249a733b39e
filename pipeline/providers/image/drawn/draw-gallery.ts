import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { styles } from '../../../styles/styles.ts'
import { galleryColumns } from './arrange-sheet.ts'
import { drawCard } from './draw-card.ts'
import { setText } from './set-text.ts'

const TILE = { width: 400, height: 225 }
const GAP = 20
const LABEL = 44

// Scenes that show what a style does with land, water, buildings and things.
const SAMPLES = [
  { keywords: ['Voyage', 'courage', 'ocean'], heading: 'The crossing' },
  { keywords: ['City', 'streets', 'light'], heading: 'Tall houses' },
  { keywords: ['Mountain', 'snow', 'silence'], heading: 'The high pass' },
  { keywords: ['Lighthouse', 'storm', 'coast'], heading: 'Night watch' },
  { keywords: ['Tree', 'forest', 'roots'], heading: 'What grows' },
  { keywords: ['Memory', 'mind', 'sleep'], heading: 'How we learn' },
]

/** Tiles of styles, numbered in the order of the list and named; all of them for an empty list. */
export function drawGallery(names: readonly string[]): Canvas {
  const shown = names.length === 0 ? styles : styles.filter(({ name }) => names.includes(name))
  const columns = galleryColumns(shown.length)
  const rows = Math.ceil(shown.length / columns)
  const canvas = createCanvas(GAP + columns * (TILE.width + GAP), GAP + rows * (TILE.height + LABEL + GAP))
  const context = canvas.getContext('2d')
  context.fillStyle = '#f6f4ef'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  for (const [place, style] of shown.entries()) {
    const number = styles.indexOf(style)
    const x = GAP + (place % columns) * (TILE.width + GAP)
    const y = GAP + Math.floor(place / columns) * (TILE.height + LABEL + GAP)
    const sample = SAMPLES[number % SAMPLES.length] ?? { keywords: [], heading: '' }
    const scene = { kind: 'scene' as const, seed: 0, text: '', holdSeconds: 0, atmosphere: [], prompt: '', ...sample }
    const request = { scene, index: 0, title: 'docreel', language: 'en', style: style.name, width: 640, height: 360 }
    const { canvas: card } = drawCard(request, { layout: 'postcard' })
    context.drawImage(card, x, y, TILE.width, TILE.height)
    const label = setText(
      {
        text: `${number + 1}  ${style.name}`,
        box: { x, y: y + TILE.height + 8, width: TILE.width, height: LABEL - 12 },
        size: 30,
        lines: 1,
        weight: 700,
        role: 'ink',
      },
      'en',
    )
    context.fillStyle = '#22252a'
    context.font = label.font
    for (const line of label.lines) context.fillText(line.text, line.x, line.y)
  }
  return canvas
}
