import iconv from 'iconv-lite'
import { describe, expect, test, vi } from 'vitest'
import { formats } from '../../pipeline/documents/formats.ts'
import { parsing, reading, verdict } from './desk.ts'
import { first, heading, pdfOf, samples, second, wrap } from './samples.ts'

// Starting a parser is slow on a busy machine.
vi.setConfig({ testTimeout: 300_000 })

test('formats have names and extensions of their own', () => {
  const names = formats.map(({ name }) => name)
  const extensions = formats.flatMap(({ extensions }) => extensions)
  expect(new Set(names).size).toBe(names.length)
  expect(new Set(extensions).size).toBe(extensions.length)
  expect(extensions.every((extension) => /^[a-z0-9]+$/.test(extension))).toBe(true)
})

describe.each(formats.map((format) => ({ name: format.name, extension: format.extensions[0] ?? '' })))('$name', ({ name, extension }) => {
  const sample = () => {
    const make = samples[name]
    if (make === undefined) throw new Error(`give tests/documents/samples.ts a small ${name} file`)
    return make()
  }

  test('is read in order, with its heading and language', async () => {
    const document = await parsing(sample(), `letters.${extension}`)
    const texts = document.sections.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))
    expect(document.format).toBe(name)
    expect(texts.indexOf(first)).toBeGreaterThanOrEqual(0)
    expect(texts.indexOf(second)).toBeGreaterThan(texts.indexOf(first))
    expect(document.language).toBe('en')
    if (!['txt', 'doc', 'mobi'].includes(name)) expect(document.sections.map((section) => section.heading)).toContain(heading)
  })

  test('is known by its content under a strange name', async () => {
    if (name === 'txt' || name === 'markdown') return expect(await verdict(parsing(sample(), 'no extension'))).toBe('ok')
    expect((await parsing(sample(), 'attachment.bin')).format).toBe(name)
  })

  test('cut short it is read or refused with a reason', async () => {
    const whole = sample()
    const code = await verdict(parsing(whole.subarray(0, Math.floor(whole.length * 0.55)), `letters.${extension}`))
    expect(['ok', 'corrupt', 'empty', 'too-short', 'no-text']).toContain(code)
  })

  test('stops when asked', async () => {
    await expect(reading(sample(), `letters.${extension}`, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
  })
})

// The made-up Word file as Word 6 and 95 wrote it: a byte a letter, and its streams named in other letters.
test('an old Word file of before 1997 is read, in its code page', async () => {
  const text = '1.\tСкорее всего, мы вас никогда не обнаружим. Этот странный эксперимент - проверка дикой гипотезы.\r'
  const bytes = Buffer.from(samples.doc?.() ?? '')
  const name = bytes.indexOf(Buffer.from('WordDocument', 'utf16le'))
  bytes.write('WORDDOCUMENT', name, 'utf16le')
  const main = 512 * 3
  bytes.writeUInt16LE(104, main + 2)
  bytes.writeUInt32LE(0x400, main + 0x18)
  bytes.writeInt32LE(text.length, main + 0x34)
  iconv.encode(text, 'windows-1251').copy(bytes, main + 0x400)
  const document = await parsing(bytes, 'letters.doc')
  expect(document).toMatchObject({ format: 'doc', language: 'ru' })
  expect(document.sections[0]?.paragraphs[0]?.text).toBe(text.trim().replace('\t', ' '))
})

test('in a text, underlined lines are headings, and lines of signs alone are ornaments', async () => {
  const text = `      Songs of the Harbour
      ====================

Part one: the boats
-------------------
\u001b[32m${first}\u001b[m
%
* * *
${second}
`
  const document = await parsing(Buffer.from(text), 'songs.txt')
  expect(document.sections.map(({ heading, level }) => [heading, level])).toEqual([
    ['Songs of the Harbour', 1],
    ['Part one: the boats', 2],
  ])
  expect(document.sections[1]?.paragraphs.map(({ text }) => text)).toEqual([first, second])
})

test('a list in plain text is read item by item, and a dash at the start of a line is no item', async () => {
  const text = `${first}\n\nTo be packed:\n  * a lamp and enough\n    oil for it\n  * two ropes\n\nThe lamp\n- a gift - hung by the door.\n\n${second}\n`
  const document = await parsing(Buffer.from(text), 'list.txt')
  const texts = document.sections.flatMap(({ paragraphs }) => paragraphs.map((paragraph) => paragraph.text))
  expect(texts.slice(1, -1)).toEqual([
    'To be packed:',
    '* a lamp and enough oil for it',
    '* two ropes',
    'The lamp - a gift - hung by the door.',
  ])
})

test('in plain text a line that stands alone between paragraphs is a heading, and a name below the title is who wrote it', async () => {
  const prose = 'Once there was a girl who had nothing left but the clothes that she wore and a piece of bread.'
  const tales = await parsing(
    Buffer.from(`Old Tales\n\nThe Star Money\n\n${prose}\n\nThe Sweet Porridge\n\n${prose} Then it cooked.\n`),
    'a.txt',
  )
  expect(tales.sections.map(({ heading }) => heading)).toEqual(['Old Tales', 'The Star Money', 'The Sweet Porridge'])
  const story = await parsing(Buffer.from(`The Bet\n\nAnton Chekhov\n\n${prose}\n`), 'b.txt')
  expect([story.title || story.sections[0]?.heading, story.author]).toEqual(['The Bet', 'Anton Chekhov'])
})

test('a short line in a font of its own right above a paragraph is its heading', async () => {
  const lines = [...wrap(first, 700), 'BT /F2 12 Tf 72 640 Td (The evening boat) Tj ET', ...wrap(second, 625)]
  const document = await parsing(pdfOf(lines.join('\n')), 'letters.pdf')
  expect(document.sections.map((section) => section.heading)).toContain('The evening boat')
  expect(document.sections.at(-1)?.paragraphs.map(({ text }) => text)).toEqual([second])
})

test('a formula set large is no heading', async () => {
  const lines = `BT /F1 24 Tf 72 700 Td (${heading}) Tj ET BT /F1 12 Tf 72 660 Td (${first}) Tj ET BT /F1 24 Tf 72 620 Td (Ui = { x | f \\(x\\) = y }) Tj ET BT /F1 12 Tf 72 580 Td (${second}) Tj ET`
  const document = await parsing(pdfOf(lines), 'letters.pdf')
  expect(document.sections.map((section) => section.heading)).toEqual([heading])
})

test('a log of very many lines is read line by line, not refused as damaged', async () => {
  const lines = Array.from({ length: 150_000 }, (_, index) => `Boat ${index} came home`)
  const document = await parsing(Buffer.from(lines.join('\n')), 'boats.txt')
  expect(document.sections.flatMap(({ paragraphs }) => paragraphs).length).toBeGreaterThan(149_990)
})

test('an address is no title of a PDF: browsers write it down for want of one', async () => {
  const lines = wrap(`${first} ${second}`, 700).join('\n')
  for (const title of ['about:blank', 'https://example.org/print?id=7', 'file:///home/me/report.html']) {
    const bytes = Buffer.from(pdfOf(lines).toString('latin1').replace('/Root 1 0 R', `/Root 1 0 R /Info << /Title (${title}) >>`), 'latin1')
    expect((await parsing(bytes, 'town-report.pdf')).title).not.toMatch(/^(?:about|https?|file):/)
  }
})

test('a few words on a page are too few, not a picture of words', async () => {
  const page = pdfOf('BT /F1 24 Tf 72 700 Td (The lighthouse keeper wrote one) Tj ET')
  expect(await verdict(parsing(page, 'letters.pdf'))).toBe('too-short')
})
