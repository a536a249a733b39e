import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { plainText } from '../../commands/command-line/read.ts'
import { UserError } from '../../lib/errors.ts'
import { type Reading, readDocument } from '../../pipeline/documents/read.ts'
import type { Document } from '../../pipeline/schema.ts'
import { parsing } from './desk.ts'

// Too large for this repository: it stands beside it where it is there at all.
const corpus = join(import.meta.dirname, '../../../shared/corpus')
const present = existsSync(join(corpus, 'score.mjs'))
if (!present) console.warn('SKIPPED: no document corpus in ../shared/corpus, so reading is tested on small samples only')

interface Row {
  file: string
  language: string
  allowed: string[]
}
interface Score {
  total: number
  found: number
  inOrder: number
  refusable: boolean
  handled: boolean
  leaks: string[]
}
type Result = { kind: 'text'; text: string } | { kind: 'error'; code: string; message: string }

// What a process costs is looked at where it could cost much; the rest is parsed here, which saves minutes of starting processes.
const LARGE = 500_000
const AT_THE_DOOR = /^refuse:(?:password|drm|corrupt|empty|wrong-type)$/
// Recognising these takes a minute of CPU, and scan.test.ts proves it on scans of its own; one real one is read always.
const SCANS = ['docs/pdf-font-no-mapping.pdf', 'docs/pdf-scan-docling.pdf', 'docs/pdf-scan-rotated.pdf', 'docs/pdf-text-as-curves.pdf']
const skipped = present && process.env.CORPUS !== 'all' ? SCANS : []
if (skipped.length > 0) console.warn(`SKIPPED: ${skipped.length} scans of the document corpus; CORPUS=all reads them too`)

// Counted by eye on the rendered pages: the page of each figure, with a caption and without.
const figurePages: { file: string; captioned: number[]; bare?: number[] }[] = [
  { file: 'pdf-en-2col-circuitscape.pdf', captioned: [2, 4, 5] },
  { file: 'pdf-en-faa-handbook-page.pdf', captioned: [1, 1] },
  { file: 'pdf-en-folk-tales.pdf', captioned: [], bare: [2, 11, 13, 19, 33, 37, 41, 47, 49] },
  { file: 'pdf-en-jose-pyqint.pdf', captioned: [2, 3, 4] },
  { file: 'pdf-en-jose-sediment.pdf', captioned: [1, 3] },
  { file: 'pdf-en-jose-snik-graph.pdf', captioned: [1, 2, 3, 4, 4] },
  { file: 'pdf-zh-cncf-security.pdf', captioned: [9, 10, 12, 17, 18], bare: [2] },
  { file: 'pdf-zh-tex-proposal.pdf', captioned: [5, 6, 10, 12, 18] },
]

// Read once, with their figures, for the text and for the figures.
const illustrated = new Map<string, Promise<Reading> | undefined>(figurePages.map(({ file }) => [`docs/${file}`, undefined]))

describe.skipIf(!present)('the corpus', () => {
  test('is read in order, refused with the right reason, named in its language, within the limits', { timeout: 1_800_000 }, async () => {
    const { readManifest, scoreRow, normalise } = (await import(pathToFileURL(join(corpus, 'score.mjs')).href)) as {
      readManifest(path: string): Row[]
      scoreRow(row: Row, result: Result, strict: boolean): Score
      normalise(text: string): string
    }
    const manifest = readManifest(join(corpus, 'manifest.tsv'))
    const rows = manifest.filter(({ file }) => !skipped.includes(file))
    const scores: Score[] = []
    const remarks: string[] = []
    const check = async (row: Row, outcome: Outcome) => {
      const result: Result = outcome.kind === 'text' ? { kind: 'text', text: normalise(plainText(outcome.document)) } : outcome
      const score = scoreRow(row, result, true)
      scores.push(score)
      if (score.leaks.length > 0) remarks.push(`${row.file}: leaks ${score.leaks}`)
      if (score.refusable ? !score.handled : score.inOrder < score.total)
        remarks.push(`${row.file}: ${score.inOrder}/${score.total} ${result.kind === 'error' ? result.code : ''}`)
      if (outcome.kind !== 'text') return
      if (outcome.peakBytes > 600 * 1_048_576) remarks.push(`${row.file}: ${outcome.peakBytes} bytes`)
      if (row.file.startsWith('docs/') && row.allowed[0] === 'ok' && row.language.slice(0, 2) !== outcome.document.language)
        remarks.push(`${row.file}: ${outcome.document.language} for ${row.language}`)
    }
    const jailed = ({ file, allowed: [first = ''] }: Row) =>
      !AT_THE_DOOR.test(first) &&
      (file.startsWith('hostile/') || first !== 'ok' || illustrated.has(file) || statSync(join(corpus, file)).size > LARGE)
    const waiting = rows.filter(jailed)
    const worker = async () => {
      for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) await check(row, await read(row.file))
    }
    const here = async () => {
      for (const row of rows.filter((row) => !jailed(row))) await check(row, await parseHere(row.file))
    }
    await Promise.all([worker(), worker(), here()])
    const sum = (pick: (score: Score) => number) => scores.reduce((all, score) => all + pick(score), 0)
    expect(remarks).toEqual([])
    expect(scores).toHaveLength(rows.length)
    expect(sum(({ found }) => found)).toBe(sum(({ total }) => total))
    expect(existsSync('/tmp/corpus-escape.txt')).toBe(false)
    expect(readdirSync(join(corpus, 'docs')).length + readdirSync(join(corpus, 'hostile')).length).toBe(manifest.length)
  })
})

describe.skipIf(!present)('figures', () => {
  test.each(figurePages)('$file has every figure once', { timeout: 300_000 }, async ({ file, captioned, bare = [] }) => {
    const { document } = await withFigures(`docs/${file}`)
    const pages = (named: boolean) => document.figures.filter(({ caption }) => (caption !== '') === named).map(({ page }) => page)
    expect({ captioned: pages(true), bare: pages(false) }).toEqual({ captioned, bare })
  })

  test('side by side each is whole and alone', { timeout: 300_000 }, async () => {
    const { document } = await withFigures('docs/pdf-en-faa-handbook-page.pdf')
    // Each frame is 237 points wide on the page, 163 and 273 high.
    for (const [index, shape] of [237 / 163, 237 / 273].entries()) {
      const { width = 0, height = 1 } = document.figures[index] ?? {}
      expect(width / height / shape).toBeCloseTo(1, 1)
    }
  })
})

/** Reads a file with its figures; asked again, it gives what was read. */
function withFigures(file: string): Promise<Reading> {
  const keep = async () => `blob:${'0'.repeat(64)}` as Document['figures'][number]['image']
  const path = join(corpus, file)
  const reading = illustrated.get(file) ?? readDocument({ path, filename: file, signal: new AbortController().signal, keep })
  illustrated.set(file, reading)
  return reading
}

type Outcome = { kind: 'text'; document: Document; peakBytes: number } | { kind: 'error'; code: string; message: string }

async function read(file: string): Promise<Outcome> {
  if (illustrated.has(file)) return outcomeOf(() => withFigures(file))
  const path = join(corpus, file)
  return outcomeOf(() => readDocument({ path, filename: path, signal: new AbortController().signal }))
}

async function parseHere(file: string): Promise<Outcome> {
  const bytes = readFileSync(join(corpus, file))
  return outcomeOf(async () => ({ document: await parsing(bytes, file, { figures: false }), peakBytes: 0 }))
}

async function outcomeOf(reading: () => Promise<{ document: Document; peakBytes: number }>): Promise<Outcome> {
  try {
    return { kind: 'text', ...(await reading()) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { kind: 'error', code: error.code, message: error.message }
  }
}
