// Draws every sheet of this folder again: node docs/gallery/make.ts
import { writeFile } from 'node:fs/promises'
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import { type LayoutName, layouts } from '../../pipeline/providers/image/drawn/choose-layout.ts'
import { drawCard } from '../../pipeline/providers/image/drawn/draw-card.ts'
import { drawCover } from '../../pipeline/providers/image/drawn/draw-cover.ts'
import { drawGallery } from '../../pipeline/providers/image/drawn/draw-gallery.ts'
import { layCaption } from '../../pipeline/render/caption-strips.ts'
import { CaptionSettings, captionStyle } from '../../pipeline/render/caption-style.ts'
import { columnsFor, cuesOf } from '../../pipeline/render/captions.ts'
import { type Aspect, aspects, coverSize, coverVariants, type FilmSettings, frameSize, type Scene } from '../../pipeline/schema.ts'
import { writtenWords } from '../../pipeline/speech/written-words.ts'
import { paletteOf } from '../../pipeline/styles/palette-of.ts'
import { styleNamed, styles } from '../../pipeline/styles/styles.ts'

type Captioned = { style: string; aspect: Aspect; language: string; words: string; wished: Partial<FilmSettings> }
type Sample = { kind?: 'opening' | 'scene' | 'ending'; text?: string; keywords?: string[]; heading?: string; credits?: Scene['credits'] }

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
  chapter: { heading: 'Chapter 2: The open water' },
  postcard: { keywords: ['Voyage', 'courage', 'ocean'], heading: 'The crossing' },
  vista: { keywords: ['Lighthouse', 'storm', 'coast'], heading: 'Night watch' },
  poster: { keywords: ['Mountain', 'snow'], heading: 'The high pass' },
  statement: { keywords: ['Silence', 'dawn', 'lake'], heading: 'An interlude' },
  spoken: {
    text: 'Nobody had asked what lies between two soundings, and so for three centuries nobody was told.',
    heading: 'What was missed',
  },
  number: { text: 'Nearly 4,500 kilometres of coast.', keywords: ['Coast', 'sea'], heading: 'How far it reaches' },
  dial: { text: 'Only 37 percent of the forest is left.', keywords: ['Forest', 'timber'], heading: 'What was cut down' },
  tally: { text: 'The survey took 250,000 soundings.', keywords: ['Ship', 'depth'], heading: 'How it was measured' },
  bars: {
    text: 'The Pacific holds 714 million cubic kilometres, the Atlantic 323 million cubic kilometres, the Arctic 19 million cubic kilometres.',
    keywords: ['Pacific', 'Atlantic'],
    heading: 'How much there is',
  },
  timeline: {
    text: 'In 1543 the sun stood still. In 1609 the orbits bent, and in 1687 an apple fell.',
    keywords: ['Gravity', 'orbit'],
    heading: 'Three books',
  },
  list: {
    text: 'It rests on memory, sleep, attention and habits.',
    keywords: ['Memory', 'Sleep', 'Attention', 'Habits'],
    heading: 'How the mind rests',
  },
  comparison: { keywords: ['Letters', 'Internet'], heading: 'Slow and fast' },
  map: { keywords: ['City', 'Market', 'School', 'Home', 'Bridge'], heading: 'What a town is made of' },
  ending: { kind: 'ending', heading: 'Rachel Carson, The Sea Around Us', credits: { pages: [3, 41], ai: false } },
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

/** Captions in every place, look and kind of letters, in several scripts. */
const captioned: [style: string, aspect: Aspect, language: string, words: string, wished: Partial<FilmSettings>][] = [
  ['ink-wash', '16:9', 'en', 'The river rises in the mountains, and carries everything that the snow has loosened.', {}],
  ['pop-art', '16:9', 'ru', 'Река начинается в горах и несёт с собой всё, что растопил снег.', {}],
  ['watercolor', '16:9', 'hi', 'नदी पहाड़ों में जन्म लेती है और बर्फ़ का सब कुछ बहा ले जाती है।', { captionSize: 'large', captionLook: 'panel' }],
  ['night-sky', '16:9', 'zh', '河流发源于群山之间，带走了雪所松动的一切。', { captionPlace: 'top' }],
  ['blueprint', '16:9', 'ko', '강은 산에서 시작되어 눈이 녹인 모든 것을 실어 나른다.', { captionPlace: 'middle', captionFont: 'serif' }],
  ['linocut', '16:9', 'ar', 'ينبع النهر من الجبال ويحمل كل ما أذابه الثلج.', { captionSize: 'small', captionLook: 'panel' }],
  ['cut-paper', '9:16', 'en', 'The river rises in the mountains, and carries everything that the snow has loosened.', {}],
  ['neon', '9:16', 'ja', '川は山から生まれ、雪がとかしたすべてを運んでいく。', { captionPlace: 'middle' }],
  ['mosaic', '9:16', 'th', 'แม่น้ำเกิดบนภูเขาและพัดพาทุกสิ่งที่หิมะละลายไปด้วย', { captionPlace: 'top', captionLook: 'panel' }],
  ['swiss', '9:16', 'he', 'הנהר נולד בהרים ונושא את כל מה שהשלג הפשיר.', {}],
  ['pixel', '9:16', 'el', 'Το ποτάμι γεννιέται στα βουνά και παρασύρει ό,τι έλυσε το χιόνι.', {}],
  ['romantic', '9:16', 'zh', '河流发源于群山之间，带走了雪所松动的一切。', { captionSize: 'large' }],
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

await save('as-said', sheet(asSaid(['spoken', 'list', 'bars', 'timeline']), 4, 440), 82)

const captions = (wanted: Aspect) =>
  captioned.flatMap(([style, aspect, language, words, wished]) =>
    aspect === wanted ? [caption({ style, aspect, language, words, wished })] : [],
  )
await save('captions', sheet(captions('16:9'), 3, 560), 82)
await save('captions-9x16', sheet(captions('9:16'), 6, 290), 82)
await save('over-pictures', sheet(await overPictures(), 4, 440), 82)

/** Cards as they are built while they are told: before anything is said, twice on the way, and whole. */
function asSaid(names: readonly LayoutName[]): Canvas[] {
  return names.flatMap((layout, index) => {
    const style = ['watercolor', 'blueprint', 'ink-wash', 'night-sky'][index] ?? ''
    const request = {
      scene: { ...base, ...samples[layout] },
      index: 0,
      title: 'A Short History of the Sea',
      language: 'en',
      style,
      ...small,
    }
    const { canvas: whole, reveals } = drawCard(request, { layout })
    if (reveals === undefined) throw new Error(`${layout} says not all that it shows`)
    const { before, parts } = reveals
    return [0, 1 / 3, 2 / 3, 1].map((share) => {
      const canvas = createCanvas(small.width, small.height)
      const context = canvas.getContext('2d')
      context.drawImage(before, 0, 0)
      for (const { box } of parts.slice(0, Math.round(parts.length * share))) {
        const { x, y, width, height } = box
        context.drawImage(whole, x, y, width, height, x, y, width, height)
      }
      return canvas
    })
  })
}

/** A picture under the second half of its words, one of them lit. */
function caption({ style, aspect, language, words, wished }: Captioned): Canvas {
  const settings = CaptionSettings.parse(wished)
  const size = half(aspect)
  const scene = { ...base, ...samples.postcard }
  const captionPlace = settings.captionPlace
  const request = { scene, index: 0, title: 'A Short History of the Sea', language: 'en', style, captionPlace, ...size }
  const { canvas } = drawCard(request, { layout: 'postcard' })
  const spoken = writtenWords(words, language).map((text, index) => ({ text, start: index * 0.35, end: index * 0.35 + 0.3 }))
  const look = captionStyle(settings, styleNamed(style), paletteOf(styleNamed(style), request.title))
  const [cue] = cuesOf(spoken, language, columnsFor(size, look.size))
  if (cue === undefined) throw new Error('nothing was said')
  const lit = Math.min(2, cue.lines.flat().length - 1)
  const { ink, lit: bright } = look.colours
  layCaption(cue, { ...look, language, ...size }).paint(canvas.getContext('2d'), (word) => (word === lit ? bright : ink))
  return canvas
}

/** Openings, endings and covers on a picture that was not drawn for words. */
async function overPictures(): Promise<Canvas[]> {
  const scene = { ...base, ...samples.vista }
  const request = { scene, index: 0, title: 'A Short History of the Sea', language: 'en', style: 'van-gogh' }
  const picture = (size: { width: number; height: number }) =>
    drawCard({ ...request, ...size }, { layout: 'vista', words: false }).canvas.toBuffer('image/jpeg', 92)
  const ground = await loadImage(picture(small))
  const ends = (['opening', 'ending'] as const).map(
    (kind) => drawCard({ ...request, scene: { ...base, ...samples[kind], page: 12 }, ...small }, { ground }).canvas,
  )
  const size = coverSize('16:9')
  const titles = { title: 'The Sea Around Us', subtitle: 'How the oceans made the world we live in', language: 'en', style: 'van-gogh' }
  const laid = (['poster', 'band', 'corner', 'stack', 'spine', 'label'] as const).map((variant) =>
    drawCover({ ...titles, variant, ground: picture(size), ...size }),
  )
  return [...ends, ...(await Promise.all(laid))]
}

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
