import { deflateSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { parsing, reading, verdict } from './desk.ts'
import { docxBody, epubOf, first, pdfOf, samples, second } from './samples.ts'
import { zipOf } from './zip-writer.ts'

// Each reading starts a process, which is slow on a busy machine.
vi.setConfig({ testTimeout: 300_000 })

const chapter = `<html><body><p>${first}</p></body></html>`
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1_048_576, 0x20)

test('an archive that unpacks to too much is refused before it is unpacked', async () => {
  const bomb = epubOf(chapter, [{ name: 'OPS/c2.xhtml', data: zeros(60) }])
  expect(bomb.length).toBeLessThan(200_000)
  await expect(parsing(bomb, 'book.epub')).rejects.toMatchObject({ code: 'too-large', message: expect.stringContaining('unpacks') })
})

test('an archive that lies about sizes is stopped while it unpacks', async () => {
  const book = zipOf([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text' },
    { name: 'content.xml', data: zeros(60), claims: { size: 1_000 } },
  ])
  expect(['corrupt', 'too-large']).toContain(await verdict(parsing(book, 'letter.odt')))
})

test('ten thousand entries are too many', async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({ name: `x${index}`, data: '' }))
  expect(await verdict(parsing(epubOf(chapter, many), 'book.epub'))).toBe('too-large')
})

test('names that climb out and links are refused', async () => {
  expect(await verdict(parsing(epubOf(chapter, [{ name: '../../escape.txt', data: 'x' }]), 'book.epub'))).toBe('unsafe')
  expect(await verdict(parsing(epubOf(chapter, [{ name: 'link', data: '/etc/passwd', claims: { mode: 0o120777 } }]), 'book.epub'))).toBe(
    'unsafe',
  )
})

test('an external entity gives nothing away', async () => {
  const entity = `<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><FictionBook><body><section><p>${first}</p><p>&x;</p></section></body></FictionBook>`
  expect(await verdict(parsing(Buffer.from(entity), 'book.fb2'))).toBe('unsafe')
})

test('a deep markup is refused, not recursed into', async () => {
  const deep = docxBody(`${'<w:sdt><w:sdtContent>'.repeat(40_000)}<w:p/>${'</w:sdtContent></w:sdt>'.repeat(40_000)}`)
  const bytes = zipOf([
    ...['[Content_Types].xml', 'word/document.xml'].map((name, index) => ({ name, data: index === 0 ? '<Types/>' : deep })),
  ])
  expect(['corrupt', 'too-large', 'empty']).toContain(await verdict(parsing(bytes, 'deep.docx')))
})

test('what is longer than any word is left out: looking for patterns in it would take for ever', async () => {
  const key = 'aGVsbG8'.repeat(40_000)
  const document = await parsing(Buffer.from(`${first}\n\nThe key is ${key} and here the text goes on.\n\n${second}`), 'notes.txt')
  const said = document.sections.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text)).join('\n')
  expect(said).toContain('The key is and here the text goes on.')
  expect(Math.max(...said.split(/\s/).map((word) => word.length))).toBeLessThan(40)
  const chinese = '潮水每天涨落两次，港口里的船随着水面升起又落下。'.repeat(40)
  const unspaced = await parsing(Buffer.from(`${chinese}\n`), 'notes.txt')
  expect(unspaced.sections[0]?.paragraphs[0]?.text).toBe(chinese)
  expect(await verdict(parsing(Buffer.from('a'.repeat(1_000_000)), 'notes.txt'))).toBe('empty')
})

test('a page that unpacks without end costs its own process only', async () => {
  const flood = pdfOf(deflateSync(Buffer.concat([Buffer.from(`BT /F1 12 Tf (${first}) Tj ET\n`), zeros(300)])), '/Filter /FlateDecode')
  expect(flood.length).toBeLessThan(600_000)
  const before = process.memoryUsage().rss
  const code = await verdict(reading(flood, 'flood.pdf', { limits: { memoryBytes: 300 * 1_048_576 } }))
  expect(code).toBe('too-large')
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1_048_576)
})

test('what takes too long is stopped', async () => {
  expect(await verdict(reading(samples.pdf?.() ?? new Uint8Array(), 'slow.pdf', { limits: { milliseconds: 1 } }))).toBe('timeout')
})

test('an abort ends the reading with its own reason', async () => {
  const abort = new AbortController()
  setTimeout(() => abort.abort(new Error('the person went away')), 30)
  await expect(reading(samples.epub?.() ?? new Uint8Array(), 'a.epub', { signal: abort.signal })).rejects.toThrow('the person went away')
})

test('what is inside must fit the name', async () => {
  const program = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(4_000, 1)])
  expect(await verdict(parsing(program, 'report.pdf'))).toBe('wrong-type')
  expect(await verdict(parsing(program, 'report.txt'))).toBe('wrong-type')
  expect(await verdict(parsing(samples.html?.() ?? new Uint8Array(), 'page.docx'))).toBe('wrong-type')
  expect(await verdict(parsing(zipOf([{ name: 'a.txt', data: first }]), 'letter.docx'))).toBe('wrong-type')
  expect(await verdict(reading(new Uint8Array(), 'nothing.pdf'))).toBe('empty')
  expect(await verdict(parsing(Buffer.from('  \n\n  '), 'blank.txt'))).toBe('empty')
  expect(await verdict(parsing(Buffer.from('Hello.'), 'short.txt'))).toBe('too-short')
  expect(await verdict(reading(Buffer.alloc(2_000, 0x61), 'big.txt', { limits: { fileBytes: 1_000 } }))).toBe('too-large')
})

test('names are for display: they neither lead anywhere nor change what is read', async () => {
  // A path, a null, a line end, a turn of direction and far too many letters, all in one.
  for (const name of [`../../etc/a\0b\ntwo lines \u202etxt.exe ${'n'.repeat(300)}.txt`, '-rf.txt']) {
    const { document } = await reading(Buffer.from(`${first}\n\n${second}`), name)
    expect(document.title).not.toMatch(/[\p{Cc}\u202e/]/u)
    expect(document.title.length).toBeLessThanOrEqual(120)
  }
})

test('a picture that claims to be huge costs nothing', async () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000186a0000186a00802000000', 'hex')
  const page = Buffer.from(`<!doctype html><html><p>${first}</p><img src="data:image/png;base64,${png.toString('base64')}"></html>`)
  expect((await parsing(page, 'page.html')).drawn).toBe(0)
})

test('declarations of a document type are neither obeyed nor spoken', async () => {
  const page = `<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>${first}</p></body></html>`
  const { sections } = await parsing(epubOf(page), 'laughs.epub')
  expect(sections.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))).toEqual([first])
})

test('a picture that claims to be longer than its file hides no text', async () => {
  const letter = `{\\rtf1\\ansi {\\pict\\bin2000000000 abc} ${first}\\par}`
  const { sections } = await parsing(Buffer.from(letter), 'letter.rtf')
  expect(sections[0]?.paragraphs.map(({ text }) => text)).toEqual([first])
})
