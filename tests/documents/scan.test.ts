import { createCanvas, GlobalFonts, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas'
import { expect, test, vi } from 'vitest'
import { reading, verdict } from './desk.ts'

// Recognising costs seconds a page, and more on a busy machine.
vi.setConfig({ testTimeout: 300_000 })

const [width, height] = [595, 842]
const english = [
  'The lighthouse keeper wrote one short letter every',
  'winter and let the tide decide who answered him.',
  'In the spring the ferry brought the answers back,',
  'tied in bundles with tarred string and a red knot.',
  'He read them all aloud to the gulls on the rail.',
]
const chinese = ['二十四节气是中国古代订立的一种', '用来指导农事的补充历法，把一年', '分成二十四段，每段约十五天，']

// Pages as a scanner gives them: one picture each, some the wrong way up.
function scanOf(pages: { lines: string[]; turned?: boolean }[]): Uint8Array {
  const file = new PDFDocument()
  for (const { lines, turned = false } of pages) {
    const sheet = createCanvas(width * 2, height * 2)
    const pen = sheet.getContext('2d')
    pen.fillStyle = '#fbfaf4'
    pen.fillRect(0, 0, sheet.width, sheet.height)
    if (turned) pen.setTransform(-1, 0, 0, -1, sheet.width, sheet.height)
    pen.fillStyle = '#222222'
    pen.font = '40px "scan test"'
    for (const [index, line] of lines.entries()) pen.fillText(line, 120, 560 + index * 62)
    const page = file.beginPage(width, height) as SKRSContext2D
    page.drawImage(sheet, 0, 0, width, height)
    file.endPage()
  }
  return file.close()
}

function useFont(name: string): void {
  GlobalFonts.registerFromPath(`node_modules/@fontsource/${name}`, 'scan test')
}

test('a scan is recognised, whichever way its pages lie, and its lines are one paragraph', async () => {
  useFont('noto-sans/files/noto-sans-latin-400-normal.woff2')
  const { document } = await reading(scanOf([{ lines: english }, { lines: english.toReversed(), turned: true }]), 'scan.pdf')
  const paragraphs = document.sections.flatMap((section) => section.paragraphs)
  expect(document).toMatchObject({ language: 'en', pages: 2 })
  expect(paragraphs[0]).toEqual({ page: 1, text: english.join(' ') })
  expect(paragraphs.filter(({ page }) => page === 2).map(({ text }) => text)).toEqual([english.toReversed().join(' ')])
})

test('a Chinese scan is recognised as Chinese', async () => {
  useFont('noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2')
  const { document } = await reading(scanOf([{ lines: chinese }]), '扫描.pdf')
  expect(document.language).toBe('zh')
  expect(document.sections.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text)).join('')).toContain('用来指导农事的补充历法')
})

test('pictures without words, and more pages than may be recognised, are refused', async () => {
  expect(await verdict(reading(scanOf([{ lines: [] }]), 'blank.pdf'))).toBe('no-text')
  const long = scanOf([{ lines: english }, { lines: english }])
  await expect(reading(long, 'long.pdf', { limits: { scannedPages: 1 } })).rejects.toMatchObject({
    code: 'too-large',
    message: expect.stringContaining('up to 1'),
  })
  expect(await verdict(reading(long, 'slow.pdf', { limits: { scanMilliseconds: 1 } }))).toBe('timeout')
})
