import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rightToLeft } from '../../pipeline/documents/pdf/right-to-left.ts'
import { parsing } from './desk.ts'
import { epubOf, pdfOf } from './samples.ts'

const prose = 'Most of the salt went by the lower branch, which followed the river past eleven mills.'

test('marks of notes are not spoken, and notes are no prose: old books', async () => {
  const chapter = `<html><body><p>${prose}<sup><a href="#fn2" id="r2">2</a></sup></p>
    <div class="footnotes footnotes-end-of-document"><ol><li id="fn2"><p>Three of the mills still turn.<a href="#r2">\u21a9\ufe0e</a></p></li></ol></div></body></html>`
  const document = await parsing(epubOf(chapter), 'road.epub')
  expect(document.sections.flatMap(({ paragraphs }) => paragraphs)).toEqual([
    { text: prose },
    { text: 'Three of the mills still turn.', aside: 'note' },
  ])
})

test('marks of notes are not spoken: FictionBook', async () => {
  const book = `<?xml version="1.0" encoding="windows-1251"?><FictionBook xmlns:l="l"><body><section><p>${prose}<a l:href="#n2" type="note">[2]</a></p></section></body>
    <body name="notes"><section id="n2"><title><p>2</p></title><p>Three of the mills still turn.</p></section></body></FictionBook>`
  const document = await parsing(Buffer.from(book), 'road.fb2')
  expect(document.sections.flatMap(({ paragraphs }) => paragraphs)).toEqual([
    { text: prose },
    { text: 'Three of the mills still turn.', aside: 'note' },
  ])
})

test('marks of notes are not spoken, powers are: PDF', async () => {
  const show = (x: number, y: number, size: number, text: string) => `BT /F1 ${size} Tf ${x} ${y} Td (${text}) Tj ET`
  const page = [
    show(72, 700, 12, 'The salt went past eleven mills.'),
    show(243, 705, 7, '2'),
    show(72, 685, 12, 'It grew as x'),
    show(136, 690, 7, '2'),
    show(144, 685, 12, 'does in every year of the trade.'),
  ].join('\n')
  const document = await parsing(pdfOf(page), 'road.pdf')
  expect(document.sections[0]?.paragraphs.map(({ text }) => text).join(' ')).toMatch(/eleven mills\. It grew as x\s?2 does/)
})

// Made by LibreOffice.
test('a table of an old Word file is no prose, also where a cell is empty', async () => {
  const document = await parsing(readFileSync(join(import.meta.dirname, 'table.doc')), 'table.doc')
  expect(
    document.sections.flatMap(({ paragraphs }) => paragraphs.filter(({ aside }) => aside === 'table').map(({ text }) => text)),
  ).toEqual(['Year · Boats · Tons of herring landed', '1821 · 44 · 1,200', '1822 · 1,311'])
})

test('a line of Hebrew that was written as it is seen is read from the right', () => {
  const run = (text: string, x: number, width: number) => ({ text, x, width, size: 12 })
  const seen = [run('את', 77, 106), run(' ', 183, 4), run('(', 187, 4), run('כך', 191, 41), run(')', 232, 5), run(' ', 237, 4)]
  const line = [...seen, run('שנה', 241, 21), run(' ', 262, 4), run('2000', 266, 31), run(' ', 297, 3), run('לפני', 300, 232)]
  expect(rightToLeft(line)).toBe('לפני 2000 שנה (כך) את')
  expect(rightToLeft([run('the word שלום', 0, 90), run(' in English', 90, 60)])).toBeUndefined()
})
