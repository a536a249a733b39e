import { expect, test } from 'vitest'
import { UserError } from '../../lib/errors.ts'
import { drawCard } from '../../pipeline/providers/image/drawn/draw-card.ts'
import { CaptionSettings, captionStyle } from '../../pipeline/render/caption-style.ts'
import { contrast, hex } from '../../pipeline/styles/marks/colour.ts'
import { styleNamed, styles } from '../../pipeline/styles/styles.ts'
import { sceneOf } from './studio.ts'

const size = { width: 480, height: 270 }
const scene = sceneOf({ text: 'The ship crossed.', keywords: ['Voyage', 'courage', 'ocean'], heading: 'The crossing', page: 4 })
const request = (style: string, title = 'Seas') => ({ scene, index: 0, title, language: 'en', style, ...size })

test('there are thirty, the ten of the original among them, and no name means two', () => {
  expect(styles).toHaveLength(30)
  const names = styles.flatMap(({ name, aliases }) => [name, ...aliases])
  expect(new Set(names).size).toBe(names.length)
  for (let number = 1; number <= 10; number++) expect(styleNamed(`style${String(number).padStart(2, '0')}`).name).toBeTruthy()
})

test('a style is found by name, alias and in any case; an unknown one names its neighbours', () => {
  expect(styleNamed(' Ink-Wash ').name).toBe('ink-wash')
  expect(styleNamed('STYLE04').name).toBe('city-geometry')
  expect(styleNamed('水墨').name).toBe('ink-wash')
  expect(styleNamed('art deco').name).toBe('art-deco')
  expect(() => styleNamed('inkwsh')).toThrow(UserError)
  expect(() => styleNamed('inkwsh')).toThrow(/ink-wash/)
})

for (const style of styles) {
  test(`${style.name}: says what it is in both languages and can be read`, () => {
    expect(style.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    for (const words of [style.label, style.description]) {
      expect(words.en).toMatch(/[a-z]/)
      expect(words['zh-CN']).toMatch(/\p{Script=Han}/u)
    }
    for (const part of Object.values(style.prompt)) expect(part.length).toBeGreaterThan(8)
    for (const palette of style.palettes) {
      expect(palette.tones.length).toBeGreaterThanOrEqual(2)
      expect(contrast(palette.ink, palette.paper)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(palette.accent, palette.paper), `${palette.accent} on ${palette.paper}`).toBeGreaterThanOrEqual(3)
    }
    for (const captionLook of CaptionSettings.shape.captionLook.unwrap().options) {
      for (const palette of style.palettes) {
        const { ink, lit, ground } = captionStyle(CaptionSettings.parse({ captionLook }), style, palette).colours
        expect(contrast(ink, ground)).toBeGreaterThanOrEqual(7)
        expect(contrast(lit, ground)).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  test(`${style.name}: draws the same picture twice, and keeps the ground calm under the words`, () => {
    const [one, two] = [drawCard(request(style.name), { layout: 'postcard' }), drawCard(request(style.name), { layout: 'postcard' })]
    expect(one.canvas.data().equals(two.canvas.data())).toBe(true)
    const bare = drawCard(request(style.name), { layout: 'postcard', words: false })
    const palette = [...style.palettes].sort((a, b) => nearness(b) - nearness(a))[0] ?? style.palettes[0]
    const context = bare.canvas.getContext('2d')
    let [readable, all] = [0, 0]
    for (const { box, lines } of bare.words) {
      if (lines.length === 0) continue
      const { data } = context.getImageData(
        Math.round(box.x),
        Math.round(box.y),
        Math.max(1, Math.round(box.width)),
        Math.max(1, Math.round(box.height)),
      )
      for (let at = 0; at < data.length; at += 4) {
        all++
        if (contrast(palette.ink, hex([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0])) >= 4.5) readable++
      }
    }
    expect(readable / all).toBeGreaterThan(0.96)

    // The picture's own corner tells which of the palettes the film was given.
    function nearness({ paper }: { paper: string }): number {
      const first = bare.words.find(({ lines }) => lines.length > 0)?.box ?? { x: 0, y: 0 }
      const [red = 0, green = 0, blue = 0] = bare.canvas.getContext('2d').getImageData(Math.round(first.x), Math.round(first.y), 1, 1).data
      return -contrast(hex([red, green, blue]), paper)
    }
  })
}
