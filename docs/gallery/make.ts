// Draws every sheet of this folder again: node docs/gallery/make.ts
import { writeFile } from 'node:fs/promises'
import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { type LayoutName, layouts } from '../../pipeline/providers/image/drawn/choose-layout.ts'
import { drawCard } from '../../pipeline/providers/image/drawn/draw-card.ts'
import { drawCover } from '../../pipeline/providers/image/drawn/draw-cover.ts'
import { drawGallery } from '../../pipeline/providers/image/drawn/draw-gallery.ts'
import { type Aspect, aspects, frameSize } from '../../pipeline/schema.ts'
import { coverVariants } from '../../pipeline/styles/style.ts'
import { styles } from '../../pipeline/styles/styles.ts'

type Sample = { kind?: 'opening' | 'scene' | 'ending'; text?: string; keywords?: string[]; heading?: string }

const base = {
  kind: 'scene' as const,
  seed: 0,
  text: '',
  holdSeconds: 0,
  heading: '',
  keywords: [] as string[],
  atmosphere: [],
  prompt: '',
  page: 12,
}

const samples: Record<LayoutName, Sample> = {
  opening: {
    kind: 'opening',
    text: 'The sea, once it casts its spell, holds one in its net of wonder forever.',
    keywords: ['sea', 'wonder'],
  },
  postcard: { keywords: ['Voyage', 'courage', 'ocean'], heading: 'The crossing' },
  vista: { keywords: ['Lighthouse', 'storm', 'coast'], heading: 'Night watch' },
  poster: { keywords: ['Mountain', 'snow'], heading: 'The high pass' },
  statement: { keywords: ['Silence', 'dawn', 'lake'], heading: 'An interlude' },
  number: { text: 'Nearly 4,500 kilometres of coast.', keywords: ['Coast', 'sea'], heading: 'How far it reaches' },
  dial: { text: 'Only 37 percent of the forest is left.', keywords: ['Forest', 'timber'], heading: 'What was cut down' },
  timeline: {
    text: 'In 1543 the sun stood still. In 1609 the orbits bent, and in 1687 an apple fell.',
    keywords: ['Gravity', 'orbit'],
    heading: 'Three books',
  },
  list: { keywords: ['Memory', 'Sleep', 'Attention', 'Habits'], heading: 'How the mind rests' },
  comparison: { keywords: ['Letters', 'Internet'], heading: 'Slow and fast' },
  map: { keywords: ['City', 'Market', 'School', 'Home', 'Bridge'], heading: 'What a town is made of' },
  ending: { kind: 'ending', heading: 'Rachel Carson, The Sea Around Us' },
}

const scripts: [language: string, title: string, heading: string, keywords: string[]][] = [
  ['en', 'Seas', 'The crossing', ['Voyage', 'courage', 'ocean']],
  ['ru', 'Моря', 'Переход', ['Путешествие', 'мужество', 'океан']],
  ['el', 'Θάλασσες', 'Το πέρασμα', ['Ταξίδι', 'θάρρος', 'ωκεανός']],
  ['ar', 'البحار', 'العبور', ['رحلة', 'شجاعة', 'محيط']],
  ['he', 'ימים', 'החצייה', ['מסע', 'אומץ', 'אוקיינוס']],
  ['hi', 'समुद्र', 'पार करना', ['यात्रा', 'साहस', 'महासागर']],
  ['th', 'ทะเล', 'การข้าม', ['การเดินทาง', 'ความกล้าหาญ', 'มหาสมุทร']],
  ['zh', '海洋简史', '第三章 远航', ['航海', '季风', '香料贸易']],
  ['ja', '海の歴史', '航海', ['航海', '季節風', '香辛料']],
  ['ko', '바다의 역사', '항해', ['항해', '용기', '대양']],
]

const small = { width: 1280, height: 720 }
const names = Object.keys(layouts) as LayoutName[]

await save('styles', drawGallery([]), 82)
await save(
  'layouts',
  sheet(
    names.map((layout, index) => card(layout, styles[(index * 7 + 3) % styles.length]?.name, small)),
    4,
    440,
  ),
  82,
)
for (const aspect of aspects.slice(1))
  await save(
    `layouts-${aspect.replace(':', 'x')}`,
    sheet(
      names.map((layout, index) => card(layout, styles[(index * 11 + 5) % styles.length]?.name, half(aspect))),
      6,
      290,
    ),
    82,
  )
await save(
  'scripts',
  sheet(
    scripts.map(
      ([language, title, heading, keywords], index) =>
        drawCard(
          {
            scene: { ...base, heading, keywords },
            index,
            title,
            language,
            style: styles[(index * 3 + 1) % styles.length]?.name ?? '',
            ...small,
          },
          { layout: 'postcard' },
        ).canvas,
    ),
    5,
    360,
  ),
  82,
)
await save(
  'covers',
  sheet(
    await Promise.all(
      coverVariants.map((variant, index) =>
        drawCover({
          title: 'The Sea Around Us',
          subtitle: 'How the oceans made the world we live in',
          language: 'en',
          variant,
          style: styles[(index * 4 + 2) % styles.length]?.name ?? '',
          ...small,
        }),
      ),
    ),
    3,
    560,
  ),
  82,
)

function card(layout: LayoutName, style = 'ink-wash', size = small): Canvas {
  return drawCard(
    { scene: { ...base, ...samples[layout] }, index: 0, title: 'A Short History of the Sea', language: 'en', style, ...size },
    { layout },
  ).canvas
}

function half(aspect: Aspect): { width: number; height: number } {
  return frameSize({ aspect, resolution: 720 })
}

function sheet(pictures: readonly Canvas[], columns: number, width: number): Canvas {
  const gap = 14
  const first = pictures[0] ?? createCanvas(1, 1)
  const height = Math.round((width * first.height) / first.width)
  const canvas = createCanvas(gap + columns * (width + gap), gap + Math.ceil(pictures.length / columns) * (height + gap))
  const context = canvas.getContext('2d')
  context.fillStyle = '#f6f4ef'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  for (const [index, picture] of pictures.entries())
    context.drawImage(picture, gap + (index % columns) * (width + gap), gap + Math.floor(index / columns) * (height + gap), width, height)
  return canvas
}

async function save(name: string, canvas: Canvas, quality: number): Promise<void> {
  await writeFile(new URL(`./${name}.jpg`, import.meta.url), canvas.toBuffer('image/jpeg', quality))
}
