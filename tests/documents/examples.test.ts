import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { imageSize } from '../../pipeline/documents/image-size.ts'
import { parsing, reading } from './desk.ts'

// Each reading starts a process, which is slow on a busy machine.
vi.setConfig({ testTimeout: 300_000 })

const example = (name: string) => readFileSync(join(import.meta.dirname, '../../examples', name))

test('the tides: chapters, pages, prose mended across pages, four figures with captions', async () => {
  const { document, figures } = await reading(example('how-tides-work.pdf'), 'how-tides-work.pdf')
  expect(document).toMatchObject({
    format: 'pdf',
    title: 'The Clock in the Sea: How Tides Work',
    author: 'The docreel authors',
    language: 'en',
    pages: 5,
  })
  expect(document.sections.map(({ heading }) => heading)).toEqual([
    'The Clock in the Sea',
    'A pull that is not the same everywhere',
    'When the Sun joins in',
    'Why no two coasts agree',
    'The brass computer',
    'A brake on the spinning Earth',
  ])
  const prose = document.sections.flatMap(({ paragraphs }) => paragraphs.filter(({ aside }) => aside === undefined))
  const broken = prose.find(({ text }) => text.startsWith('At new moon'))
  expect(broken).toMatchObject({ page: 1, text: expect.stringContaining('the two effects add up. High waters are higher') })
  expect(prose.some(({ text }) => /^(?:The Clock in the Sea|\d+)$/.test(text))).toBe(false)
  expect(document.figures.map(({ page, caption }) => [page, caption.slice(0, 9)])).toEqual([
    [2, 'Figure 1.'],
    [2, 'Figure 2.'],
    [3, 'Figure 3.'],
    [4, 'Figure 4.'],
  ])
  for (const [index, figure] of document.figures.entries()) {
    expect(imageSize(figures[index] ?? new Uint8Array())).toMatchObject({ width: figure.width, height: figure.height })
    expect(figure.width).toBeGreaterThan(1_000)
  }
})

test('the solar terms: Chinese, its chapters and both figures', async () => {
  const { document } = await reading(example('二十四节气.pdf'), '二十四节气.pdf')
  expect(document).toMatchObject({ language: 'zh', pages: 3, title: '二十四节气：写在天上的日历' })
  expect(document.sections).toHaveLength(5)
  expect(document.figures.map(({ page, caption }) => [page, caption.slice(0, 2)])).toEqual([
    [2, '图一'],
    [3, '图二'],
  ])
})

test('the whistlers: hard-wrapped lines become paragraphs', async () => {
  const { document } = await reading(example('the-whistlers-of-la-gomera.txt'), 'the-whistlers-of-la-gomera.txt')
  const paragraphs = document.sections.flatMap((section) => section.paragraphs)
  expect(document).toMatchObject({ format: 'txt', language: 'en', pages: 0, title: 'The Whistlers of La Gomera' })
  expect(paragraphs).toHaveLength(6)
  expect(paragraphs[0]?.text).toContain('two neighbours may live within sight of each other')
})

test('chosen chapters only', async () => {
  const { document } = await reading(example('how-tides-work.pdf'), 'how-tides-work.pdf', { chapters: '3-4' })
  expect(document.sections.map(({ heading }) => heading)).toEqual(['Why no two coasts agree', 'The brass computer'])
  expect(document.figures.map(({ section, caption }) => [section, caption.slice(0, 9)])).toEqual([
    [0, 'Figure 3.'],
    [1, 'Figure 4.'],
  ])
  await expect(parsing(example('how-tides-work.pdf'), 'how-tides-work.pdf', { chapters: '9', figures: false })).rejects.toThrow(
    'Choose from 1 to 5',
  )
})
