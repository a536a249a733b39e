import { zipOf } from './zip-writer.ts'

/** What every sample says. */
export const heading = 'The harbour'
export const first = 'The lighthouse keeper wrote one short letter every winter and let the tide decide who answered him.'
export const second = 'In the spring the ferry brought the answers back, tied in bundles with tarred string.'

const xml = '<?xml version="1.0" encoding="UTF-8"?>'
const paragraphs = `<h1>${heading}</h1><p>${first}</p><p>${second}</p>`

/** A small file of every format, by its name in the list of formats. */
export const samples: Record<string, () => Uint8Array> = {
  txt: () => Buffer.from(`CHAPTER ONE\n\n${first}\n\n${second}\n`),
  markdown: () => Buffer.from(`# ${heading}\n\n${first}\n\n* ${second}\n\n[a link](https://example.org)\n`),
  html: () =>
    Buffer.from(
      `<!doctype html><html lang="en"><title>Letters</title><body><nav>Menu</nav>${paragraphs}<script>alert(1)</script></body></html>`,
    ),
  rtf: () => Buffer.from(`{\\rtf1\\ansi{\\stylesheet{\\s1 heading 1;}}\\pard\\s1 ${heading}\\par\\pard ${first}\\par ${second}\\par}`),
  fb2: () =>
    Buffer.from(
      `${xml}<FictionBook><description><title-info><book-title>Letters</book-title></title-info></description><body><section><title><p>${heading}</p></title><p>${first}</p><p>${second}</p></section></body></FictionBook>`,
    ),
  pdf: () => pdfOf([`BT /F1 24 Tf 72 700 Td (${heading}) Tj ET`, ...wrap(first, 660), ...wrap(second, 600)].join('\n')),
  docx: () =>
    zipOf([
      {
        name: '[Content_Types].xml',
        data: `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      },
      {
        name: '_rels/.rels',
        data: `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
      },
      {
        name: 'word/document.xml',
        data: docxBody(
          `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>${heading}</w:t></w:r></w:p><w:p><w:r><w:t>${first}</w:t></w:r></w:p><w:p><w:r><w:t>${second}</w:t></w:r></w:p>`,
        ),
      },
      {
        name: 'word/styles.xml',
        data: `${xml}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>`,
      },
      {
        name: 'word/_rels/document.xml.rels',
        data: `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
      },
    ]),
  pptx: () =>
    zipOf([
      { name: '[Content_Types].xml', data: '<Types/>' },
      {
        name: 'ppt/presentation.xml',
        data: `${xml}<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>`,
      },
      {
        name: 'ppt/_rels/presentation.xml.rels',
        data: `<Relationships><Relationship Id="r1" Type="x/slide" Target="slides/slide1.xml"/></Relationships>`,
      },
      {
        name: 'ppt/slides/slide1.xml',
        data: `${xml}<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree>${shape(heading, '<p:ph type="title"/>')}${shape(first)}</p:spTree></p:cSld></p:sld>`,
      },
      {
        name: 'ppt/slides/_rels/slide1.xml.rels',
        data: `<Relationships><Relationship Id="r1" Type="x/notesSlide" Target="../notesSlides/notes1.xml"/></Relationships>`,
      },
      {
        name: 'ppt/notesSlides/notes1.xml',
        data: `${xml}<p:notes xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree>${shape(second, '<p:ph type="body"/>')}</p:spTree></p:cSld></p:notes>`,
      },
    ]),
  odt: () =>
    zipOf([
      { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text' },
      {
        name: 'content.xml',
        data: `${xml}<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:h text:outline-level="1">${heading}</text:h><text:p>${first}</text:p><text:p>${second}</text:p></office:text></office:body></office:document-content>`,
      },
    ]),
  epub: () => epubOf(`<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${paragraphs}</body></html>`),
  mobi: () => palmBook(`<html><body>${paragraphs}</body></html>`, 6),
  azw3: () => palmBook(`<html><body>${paragraphs}</body></html>`, 8),
  doc: () => wordFile(`${heading}\r${first}\r${second}\r`),
}

/** The body of a Word document around its paragraphs. */
export function docxBody(inner: string): string {
  return `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${inner}</w:body></w:document>`
}

/** A book of one chapter, and whatever else an archive may hold. */
export function epubOf(chapter: string, more: Parameters<typeof zipOf>[0] = []): Buffer {
  return zipOf([
    { name: 'mimetype', data: 'application/epub+zip' },
    { name: 'META-INF/container.xml', data: `${xml}<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>` },
    {
      name: 'OPS/book.opf',
      data: `${xml}<package><metadata><dc:title xmlns:dc="d">Letters</dc:title></metadata><manifest><item id="c1" href="c1.xhtml"/></manifest><spine><itemref idref="c1"/></spine></package>`,
    },
    { name: 'OPS/c1.xhtml', data: chapter },
    ...more,
  ])
}

/** A PDF of one page with this content stream; `filter` says how the stream is packed. */
export function pdfOf(content: string | Uint8Array, filter = ''): Buffer {
  const stream = Buffer.from(content)
  const objects: Buffer[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    Buffer.concat([Buffer.from(`<< /Length ${stream.length} ${filter} >>\nstream\n`), stream, Buffer.from('\nendstream')]),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>',
  ].map((body, index) => Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(body as string), Buffer.from('\nendobj\n')]))
  const head = Buffer.from('%PDF-1.4\n')
  let at = head.length
  const places = objects.map((object) => {
    const place = at
    at += object.length
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const tail = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.concat([head, ...objects, Buffer.from(tail)])
}

/** A text at 12 points as lines from a height down. */
export function wrap(text: string, y: number): string[] {
  const lines = text.match(/.{1,60}(?:\s|$)/g) ?? []
  return lines.map((line, index) => `BT /F1 12 Tf 72 ${y - index * 15} Td (${line.trim()}) Tj ET`)
}

function shape(text: string, placeholder = ''): string {
  return `<p:sp><p:nvSpPr><p:nvPr>${placeholder}</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`
}

function palmBook(markup: string, version: number): Buffer {
  const text = Buffer.from(markup)
  const header = Buffer.alloc(16 + 232)
  header.writeUInt16BE(1, 0)
  header.writeUInt32BE(text.length, 4)
  header.writeUInt16BE(1, 8)
  header.write('MOBI', 16, 'latin1')
  header.writeUInt32BE(232, 20)
  header.writeUInt32BE(65001, 28)
  header.writeUInt32BE(version, 36)
  header.writeUInt32BE(0xffffffff, 192)
  const head = Buffer.alloc(78 + 16 + 2)
  head.write('BOOKMOBI', 60, 'latin1')
  head.writeUInt16BE(2, 76)
  head.writeUInt32BE(head.length, 78)
  head.writeUInt32BE(head.length + header.length, 86)
  return Buffer.concat([head, header, text])
}

// A compound file of two streams, each of eight sectors, so that nothing lives in the small-stream table.
function wordFile(text: string): Buffer {
  const word = Buffer.alloc(4_096)
  const start = 0x400
  const characters = Buffer.from(text, 'utf16le')
  characters.copy(word, start)
  word.writeUInt16LE(0xa5ec, 0)
  word.writeUInt16LE(0x00c1, 2)
  word.writeUInt16LE(0x0200, 0x0a)
  word.writeInt32LE(text.length, 0x4c)
  word.writeUInt32LE(0, 0x1a2)
  word.writeUInt32LE(21, 0x1a6)
  const table = Buffer.alloc(4_096)
  table.writeUInt8(2, 0)
  table.writeUInt32LE(16, 1)
  table.writeUInt32LE(text.length, 9)
  table.writeUInt32LE(start, 15)
  const sector = (numbers: number[]) => {
    const bytes = Buffer.alloc(512, 0xff)
    for (const [index, number] of numbers.entries()) bytes.writeUInt32LE(number >>> 0, index * 4)
    return bytes
  }
  const run = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => (index === count - 1 ? 0xfffffffe : from + index + 1))
  const directory = Buffer.concat([
    entryOf('Root Entry', 5, 0xfffffffe, 0),
    entryOf('WordDocument', 2, 2, 4_096),
    entryOf('1Table', 2, 10, 4_096),
    Buffer.alloc(128),
  ])
  const head = Buffer.alloc(512, 0xff)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head)
  head.fill(0, 8, 76)
  head.writeUInt16LE(9, 30)
  head.writeUInt16LE(6, 32)
  head.writeUInt32LE(1, 44)
  head.writeUInt32LE(1, 48)
  head.writeUInt32LE(4_096, 56)
  head.writeUInt32LE(0xfffffffe, 60)
  head.writeUInt32LE(0xfffffffe, 68)
  head.writeUInt32LE(0, 76)
  return Buffer.concat([head, sector([0xfffffffd, 0xfffffffe, ...run(2, 8), ...run(10, 8)]), directory, word, table])
}

function entryOf(name: string, type: number, start: number, size: number): Buffer {
  const bytes = Buffer.alloc(128)
  bytes.write(name, 'utf16le')
  bytes.writeUInt16LE((name.length + 1) * 2, 64)
  bytes.writeUInt8(type, 66)
  bytes.writeUInt32LE(start, 116)
  bytes.writeUInt32LE(size, 120)
  return bytes
}
