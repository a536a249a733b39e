import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parsing, reading, verdict } from './desk.ts'
import { docxBody, epubOf, first, second } from './samples.ts'
import { zipOf } from './zip-writer.ts'

// Each reading starts a process, which is slow on a busy machine.
vi.setConfig({ testTimeout: 300_000 })

const seen: string[] = []
const canary = createServer((request, response) => {
  seen.push(request.url ?? '')
  response.end('<svg xmlns="http://www.w3.org/2000/svg"/>')
})
beforeAll(() => new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve)))
afterAll(() => void canary.close())

const xml = '<?xml version="1.0" encoding="UTF-8"?>'
const prose = `<p>${first}</p><p>${second}</p>`

// Every way a document may ask for something from afar, to the same door: by name, by number, by another notation.
function asks(port: number): Record<string, () => Uint8Array> {
  const at = (path: string, host = '127.0.0.1') => `http://${host}:${port}/${path}`
  const html = `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xi="http://www.w3.org/2001/XInclude"><head><link rel="stylesheet" href="${at('css')}"/><base href="${at('')}"/></head><body>
    <img src="${at('img')}"/><img src="${at('number', '2130706433')}"/><img src="${at('v6', '[::ffff:127.0.0.1]')}"/><img src="relative.png"/><iframe src="${at('frame')}"></iframe>
    <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="${at('svg')}"/></svg><xi:include href="${at('include')}"/>
    <object data="${at('object')}"></object><video poster="${at('poster')}" src="${at('video')}"></video><script src="${at('script')}"></script>${prose}</body></html>`
  const relations = `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return {
    'page.html': () => Buffer.from(`<!doctype html>${html}`),
    'notes.md': () => Buffer.from(`# Tides\n\n${first}\n\n![far](${at('md')})\n\n<img src="${at('md-html')}">\n\n${second}\n`),
    'book.epub': () =>
      epubOf(html, [{ name: 'OPS/far.svg', data: `<svg xmlns="http://www.w3.org/2000/svg"><image href="${at('epub-svg')}"/></svg>` }]),
    'letter.docx': () =>
      zipOf([
        {
          name: '[Content_Types].xml',
          data: `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
        },
        {
          name: '_rels/.rels',
          data: `${relations}<Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
        },
        {
          name: 'word/document.xml',
          data: docxBody(
            `<w:p><w:r><w:t>${first}</w:t></w:r></w:p><w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip xmlns:r="${office}" r:link="far"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
          ),
        },
        {
          name: 'word/_rels/document.xml.rels',
          data: `${relations}<Relationship Id="far" Type="${office}/image" Target="${at('docx')}" TargetMode="External"/><Relationship Id="t" Type="${office}/attachedTemplate" Target="${at('template')}" TargetMode="External"/></Relationships>`,
        },
      ]),
    'letter.odt': () =>
      zipOf([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text' },
        {
          name: 'content.xml',
          data: `${xml}<office:document-content xmlns:office="o" xmlns:text="t" xmlns:draw="d" xmlns:xlink="x"><office:body><office:text><text:p>${first}<draw:frame><draw:image xlink:href="${at('odt')}"/></draw:frame></text:p></office:text></office:body></office:document-content>`,
        },
      ]),
    'book.fb2': () =>
      Buffer.from(
        `${xml}<?xml-stylesheet href="${at('sheet')}"?><!DOCTYPE FictionBook SYSTEM "${at('dtd')}"><FictionBook xmlns:l="l"><body><section><image l:href="${at('fb2')}"/>${prose}</section></body></FictionBook>`,
      ),
    'far.rtf': () =>
      Buffer.from(
        `{\\rtf1\\ansi {\\*\\template ${at('rtf')}}{\\field{\\*\\fldinst INCLUDEPICTURE "${at('rtf-picture')}"}{\\fldrslt x}} ${first}\\par}`,
      ),
  }
}

test('whatever a document asks for from afar, nothing leaves the house', async () => {
  const { port } = canary.address() as AddressInfo
  for (const [name, make] of Object.entries(asks(port))) expect([name, await verdict(parsing(make(), name))]).toEqual([name, 'ok'])
  expect(await verdict(reading(asks(port)['page.html']?.() ?? new Uint8Array(), 'page.html'))).toBe('ok')
  expect(seen).toEqual([])
  // The door was open all along.
  await fetch(`http://127.0.0.1:${port}/knock`)
  expect(seen).toEqual(['/knock'])
})
