import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { UserError } from '../../lib/errors.ts'
import { covers } from '../../pipeline/providers/image/drawn/layouts/covers.ts'
import type { Frame } from '../../pipeline/providers/image/drawn/plan.ts'
import { readIdea } from '../../pipeline/providers/image/drawn/read-idea.ts'
import { drawnPictures } from '../../pipeline/providers/image/drawn.ts'
import type { PictureProvider } from '../../pipeline/providers/provider.ts'
import { contentBox } from '../../pipeline/render/layout.ts'
import { coverVariants } from '../../pipeline/schema.ts'
import { cover } from '../../pipeline/steps/cover.ts'
import { picture } from '../../pipeline/steps/picture.ts'
import { sceneOf, studio } from './studio.ts'

const look = { index: 1, title: 'Seas', language: 'en', style: 'ink-wash', width: 640, height: 360 }
const whale = sceneOf({ text: 'The whale sings for 20 hours.', keywords: ['whale', 'song'], heading: 'Voices' })

test('a scene is drawn at the frame size, the same bytes every time', async () => {
  const context = await studio()
  const [first, again] = [await picture.run({ ...look, scene: whale }, context), await picture.run({ ...look, scene: whale }, context)]
  const image = await loadImage(await context.blobs.read(first.image))
  expect([image.width, image.height]).toEqual([640, 360])
  expect(first).toMatchObject({ width: 640, height: 360, origin: 'drawn', provider: drawnPictures.id, warnings: [] })
  expect(again.image).toBe(first.image)
})

test('a figure is shown whole, in its own colours, inside the focus', async () => {
  const context = await studio()
  const canvas = createCanvas(900, 300)
  const paint = canvas.getContext('2d')
  paint.fillStyle = '#00ff00'
  paint.fillRect(0, 0, 900, 300)
  const figure = {
    image: await context.blobs.put(canvas.toBuffer('image/png')),
    caption: 'A long river',
    page: 3,
    width: 900,
    height: 300,
    section: 0,
  }
  const shown = await picture.run({ ...look, scene: { ...whale, figure } }, context)
  expect(shown).toMatchObject({ origin: 'figure', alt: 'A long river' })
  const sheet = createCanvas(640, 360).getContext('2d')
  sheet.drawImage(await loadImage(await context.blobs.read(shown.image)), 0, 0)
  const { data } = sheet.getImageData(0, 0, 640, 360)
  const green: { x: number; y: number }[] = []
  for (let at = 0; at < 640 * 360; at++) {
    const [red = 0, level = 0, blue = 0] = data.slice(at * 4, at * 4 + 3)
    if (level > 200 && red < 90 && blue < 90) green.push({ x: at % 640, y: Math.floor(at / 640) })
  }
  const xs = green.map(({ x }) => x)
  const ys = green.map(({ y }) => y)
  const [across, down] = [Math.max(...xs) - Math.min(...xs) + 1, Math.max(...ys) - Math.min(...ys) + 1]
  expect(across / down).toBeCloseTo(3, 1)
  expect(green.length).toBeGreaterThan(across * down * 0.98)
  const focus = shown.focus ?? { x: 1, y: 1, width: 0, height: 0 }
  expect(focus.x * 640).toBeLessThanOrEqual(Math.min(...xs))
  expect((focus.x + focus.width) * 640).toBeGreaterThanOrEqual(Math.max(...xs))
  const box = contentBox(640, 360)
  expect((focus.y + focus.height) * 360).toBeLessThanOrEqual(box.y + box.height + 1)
})

test('a refused prompt is tried once more in safe words, then drawn, and both are told', async () => {
  const prompts: string[] = []
  const prude = vendor(async ({ scene }) => {
    prompts.push(scene.prompt)
    throw new UserError('refused', 'no')
  })
  const drawn = await picture.run({ ...look, scene: { ...whale, prompt: 'blood in the water' } }, await studio(prude))
  expect(prompts).toHaveLength(2)
  expect(prompts[0]).toBe('blood in the water')
  expect(prompts[1]).not.toMatch(/blood/)
  expect(drawn).toMatchObject({ origin: 'drawn', provider: drawnPictures.id })
  expect(drawn.warnings.join()).toMatch(/refused/)
})

test("a vendor's picture of another shape is cropped to fill the frame", async () => {
  const square = createCanvas(512, 512)
  const bytes = square.toBuffer('image/png')
  const context = await studio(
    vendor(async () => ({ image: bytes, origin: 'generated', alt: 'a square', warnings: ['seed not honoured'] })),
  )
  const shown = await picture.run({ ...look, scene: whale }, context)
  const image = await loadImage(await context.blobs.read(shown.image))
  expect([image.width, image.height]).toEqual([640, 360])
  expect(shown).toMatchObject({ origin: 'generated', provider: 'vendor', warnings: ['seed not honoured'] })
})

test('unreadable bytes from a vendor become a drawing with a warning', async () => {
  const shown = await picture.run(
    { ...look, scene: whale },
    await studio(vendor(async () => ({ image: new Uint8Array(9), origin: 'generated', alt: '', warnings: [] }))),
  )
  expect(shown.origin).toBe('drawn')
  expect(shown.warnings).toHaveLength(1)
})

test('other failures stay what they are', async () => {
  const broke = vendor(async () => {
    throw new UserError('vendor', 'no credit')
  })
  await expect(picture.run({ ...look, scene: whale }, await studio(broke))).rejects.toThrow('no credit')
})

test('a cover is drawn, and put on a generated picture', async () => {
  const context = await studio()
  const drawn = await picture.run({ ...look, scene: whale }, context)
  const words = { title: 'The Whale', subtitle: 'What sings below', language: 'en' }
  const titles = { ...words, variant: 'poster' as const, style: 'ink-wash', width: 640, height: 360 }
  const first = await cover.run({ ...titles, picture: drawn }, context)
  const second = await cover.run({ ...titles, picture: { ...drawn, origin: 'generated' } }, context)
  for (const made of [first, second]) {
    const image = await loadImage(await context.blobs.read(made.image))
    expect([image.width, image.height]).toEqual([640, 360])
  }
  expect(second.image).not.toBe(first.image)
})

test('a short scene that names nothing to draw is written line by line as it is said, in place of captions', async () => {
  const text = 'Nobody had asked for it, and so for three hundred years nobody was told what had been lost.'
  const said = sceneOf({ text, layout: 'spoken' })
  const context = await studio()
  const shown = await picture.run({ ...look, scene: said }, context)
  const parts = shown.reveals?.parts.map(({ text }) => text) ?? []
  expect(shown.quoted).toBe(true)
  expect(parts.length).toBeGreaterThan(1)
  expect(parts.join(' ')).toBe(text)

  const long = await picture.run({ ...look, scene: { ...said, text: `${text} ${text} ${text}` } }, context)
  expect(long.quoted).toBe(false)
  const named = await picture.run({ ...look, scene: { ...whale, layout: 'spoken' } }, context)
  expect(named.quoted).toBe(false)
})

test.each(['opening', 'ending'] as const)('on a made picture an %s has its words; a cover stands on the bare one', async (kind) => {
  const bytes = createCanvas(640, 360).toBuffer('image/png')
  const context = await studio(vendor(async () => ({ image: bytes, origin: 'generated', alt: 'night', warnings: [] })))
  const shown = await picture.run({ ...look, scene: { ...whale, kind } }, context)
  const [worded, bare] = await Promise.all([shown.image, shown.bare ?? shown.image].map(paleIn))
  expect(bare).toBe(0)
  expect(worded).toBeGreaterThan(1_000)
  expect(shown.quoted).toBe(kind === 'opening')
  expect(shown.focus?.height).toBeGreaterThan(0.1)
  expect((await picture.run({ ...look, scene: whale }, context)).bare).toBeUndefined()

  /** Pixels that are not black. */
  async function paleIn(id: typeof shown.image): Promise<number> {
    const sheet = createCanvas(640, 360).getContext('2d')
    sheet.drawImage(await loadImage(await context.blobs.read(id)), 0, 0)
    return sheet.getImageData(0, 0, 640, 360).data.filter((level, at) => at % 4 === 0 && level > 60).length
  }
})

test('a cover on the busiest picture stays within the 2 MB of the strictest place', async () => {
  const context = await studio()
  const [width, height] = [1080, 1920]
  const canvas = createCanvas(width, height)
  const pixels = canvas.getContext('2d').createImageData(width, height)
  let state = 7
  for (let at = 0; at < pixels.data.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    pixels.data[at] = at % 4 === 3 ? 255 : state >>> 24
  }
  canvas.getContext('2d').putImageData(pixels, 0, 0)
  const image = await context.blobs.put(canvas.toBuffer('image/jpeg', 95))
  const noise = { image, width, height, origin: 'generated' as const, seed: 0, alt: '', provider: 'v', warnings: [] }
  const request = {
    title: 'Noise',
    subtitle: '',
    language: 'en',
    variant: 'corner' as const,
    style: 'swiss',
    width,
    height,
    picture: noise,
  }
  const made = await cover.run(request, context)
  expect((await context.blobs.read(made.image)).byteLength).toBeLessThanOrEqual(2_000_000)
})

test("a person's own picture fills the frame; an unreadable one is told", async () => {
  const context = await studio()
  const media = await context.blobs.put(createCanvas(300, 300).toBuffer('image/png'))
  const own = { media, kind: 'picture' as const, fit: 'crop' as const }
  const shown = await picture.run({ ...look, scene: { ...whale, own } }, context)
  const image = await loadImage(await context.blobs.read(shown.image))
  expect([image.width, image.height, shown.origin]).toEqual([640, 360, 'own'])
  const broken = await context.blobs.put(new Uint8Array(40))
  await expect(picture.run({ ...look, scene: { ...whale, own: { ...own, media: broken } } }, context)).rejects.toThrow(UserError)
})

test('another take of a scene is another picture in another layout', async () => {
  const context = await studio()
  const takes = await Promise.all([0, 1].map((take) => picture.run({ ...look, scene: { ...whale, take } }, context)))
  expect(takes[0]?.image).not.toBe(takes[1]?.image)
})

for (const variant of coverVariants) {
  test(`cover ${variant}: holds a long title in Latin and Han, tall and wide`, () => {
    for (const [width, height] of [
      [480, 270],
      [270, 480],
    ] as const) {
      for (const [language, title] of [
        ['en', 'Donaudampfschifffahrtsgesellschaften and the very long history of everything that ever floated on water'],
        ['zh', '航海与香料贸易以及季风如何改变了整个世界的漫长历史'],
      ] as const) {
        const box = { x: 21, y: 21, width: width - 42, height: height - 42 }
        const frame: Frame = {
          width,
          height,
          box,
          unit: 2.7,
          stacked: height > width,
          language,
          lettering: { face: 'sans', weight: 700 },
          random: () => 0.5,
        }
        const idea = readIdea({ scene: whale, index: 0, title, language, style: 'swiss', width, height })
        for (const { box: words } of covers[variant](title, 'A subtitle of some length that has to go somewhere too', frame, idea).plan
          .words) {
          expect(words.x).toBeGreaterThanOrEqual(0)
          expect(words.y).toBeGreaterThanOrEqual(0)
          expect(words.x + words.width).toBeLessThanOrEqual(width)
          expect(words.y + words.height).toBeLessThanOrEqual(height)
        }
      }
    }
  })
}

function vendor(draw: PictureProvider['draw']): PictureProvider {
  return { id: 'vendor', draw }
}
