import { expect, test, vi } from 'vitest'
import { reading } from './desk.ts'
import { first, pdfOf, second } from './samples.ts'

vi.setConfig({ testTimeout: 120_000 })

const text = (x: number, y: number, words: string, size = 12) => `BT /F1 ${size} Tf ${x} ${y} Td (${words}) Tj ET`

test('a figure drawn on a page tells what is written in it, and where', async () => {
  const prose = [first, second, first].flatMap((words) => words.match(/.{1,80}(?:\s|$)/g) ?? [])
  const boxes = Array.from({ length: 12 }, (_, index) => `${110 + (index % 4) * 100} ${430 + Math.floor(index / 4) * 70} 94 64 re S`)
  const page = [
    ...prose.map((line, index) => text(72, 740 - index * 15, line.trim())),
    ...boxes,
    text(115, 592, 'Boiler', 9),
    text(415, 452, 'Steam pipe', 9),
    text(72, 400, 'Figure 1. An engine with its boiler.', 10),
  ]
  const { document } = await reading(pdfOf(page.join('\n')), 'engine.pdf')
  const [figure] = document.figures
  expect(figure?.caption).toBe('Figure 1. An engine with its boiler.')
  const [boiler, pipe] = ['Boiler', 'Steam pipe'].map((name) => figure?.labels?.find((label) => label.text === name))
  expect(boiler?.x).toBeLessThan(0.1)
  expect(boiler?.y).toBeLessThan(0.3)
  expect(pipe?.x).toBeGreaterThan(0.75)
  expect(pipe?.y).toBeGreaterThan(0.75)
  for (const { x, y, width, height } of figure?.labels ?? []) expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1.02)
})
