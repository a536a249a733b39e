import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { PDFDocument } from '@napi-rs/canvas'
import { ZipFile } from 'yazl'
import { readDocument } from '../pipeline/documents/read.ts'
import type { Ratio } from './ratio.ts'

const LINE = 'The tide came in over the flats before noon, and the boats that had lain on their sides all morning stood up one by one.'
const LINES = 40

interface Cost {
  seconds: number
  megabytes: number
}

/** What 100 pages cost as PDF and as EPUB, beside other programs in the same minute, and whether memory grows with pages. */
export async function benchDocuments(): Promise<Ratio[]> {
  const folder = await mkdtemp(join(tmpdir(), 'docreel-bench-'))
  try {
    const file = async (name: string, bytes: Uint8Array) => {
      await writeFile(join(folder, name), bytes)
      return join(folder, name)
    }
    const small = await ours(await file('50.pdf', pdfOf(50)))
    const long = await file('500.pdf', pdfOf(500))
    const large = await ours(long)
    const book = await ours(await file('500.epub', await epubOf(500)))
    const ratios: Ratio[] = [
      {
        name: 'memory of 500 pages',
        against: 'memory of 50 pages',
        value: large.megabytes / small.megabytes,
        unit: 'ratio',
        goal: '< 1.5',
        met: large.megabytes / small.megabytes < 1.5,
        details: { large: show(large), small: show(small) },
      },
      per100('PDF', large),
      per100('EPUB', book),
    ]
    const others = { pdftotext: ['pdftotext', [long, '-']], 'pdf-parse': [process.execPath, ['-e', PDF_PARSE, long]] } as const
    for (const [name, [command, args]] of Object.entries(others)) {
      const other = await program(command, [...args])
      if (other === undefined) continue
      ratios.push(per100(name, other), {
        name: 'reading 500 pages of PDF',
        against: name,
        value: large.seconds / other.seconds,
        unit: 'ratio',
        details: { ours: show(large), theirs: show(other) },
      })
    }
    return ratios
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function per100(name: string, { seconds, megabytes }: Cost): Ratio {
  return { name, against: '100 pages of 500', value: seconds / 5, unit: 'seconds', details: { megabytes } }
}

const PDF_PARSE =
  "import('pdf-parse').then(async ({ PDFParse }) => { const p = new PDFParse({ data: require('node:fs').readFileSync(process.argv[1]) }); await p.getText(); process.exit(0) })"

async function ours(path: string): Promise<Cost> {
  const started = performance.now()
  const { peakBytes } = await readDocument({ path, filename: path, signal: new AbortController().signal })
  return { seconds: (performance.now() - started) / 1_000, megabytes: Math.round(peakBytes / 1_048_576) }
}

// Undefined where the program is not installed or fails.
async function program(command: string, args: string[]): Promise<Cost | undefined> {
  const started = performance.now()
  const child = spawn(command, args, { stdio: 'ignore' })
  let megabytes = 0
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    megabytes = Math.max(megabytes, Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024))
  }, 20)
  const done = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
  clearInterval(watch)
  return done ? { seconds: (performance.now() - started) / 1_000, megabytes } : undefined
}

function pdfOf(pages: number): Uint8Array {
  const file = new PDFDocument()
  for (let page = 1; page <= pages; page++) {
    const context = file.beginPage(595, 842)
    context.font = '9px sans-serif'
    for (let line = 0; line < LINES; line++) context.fillText(`${page}.${line} ${LINE}`, 40, 60 + line * 18)
    file.endPage()
  }
  return file.close()
}

// A chapter of ten pages a file, as books are packed.
async function epubOf(pages: number): Promise<Uint8Array> {
  const xml = '<?xml version="1.0" encoding="UTF-8"?>'
  const names = Array.from({ length: pages / 10 }, (_, index) => `c${index + 1}`)
  const chapter = `<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>A day</h1>${`<p>${LINE}</p>`.repeat(LINES * 10)}</body></html>`
  const items = names.map((name) => `<item id="${name}" href="${name}.xhtml"/>`).join('')
  const spine = names.map((name) => `<itemref idref="${name}"/>`).join('')
  const zip = new ZipFile()
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name)
  add('mimetype', 'application/epub+zip')
  add('META-INF/container.xml', `${xml}<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>`)
  add('book.opf', `${xml}<package><metadata/><manifest>${items}</manifest><spine>${spine}</spine></package>`)
  for (const name of names) add(`${name}.xhtml`, xml + chapter)
  zip.end()
  return buffer(zip.outputStream)
}

function show({ seconds, megabytes }: Cost): string {
  return `${seconds.toFixed(2)} s, ${megabytes} MB`
}
