import { stripVTControlCharacters } from 'node:util'
import { joinLines } from '../clean.ts'
import { decodeText } from '../encoding.ts'
import type { Block, Format } from '../format.ts'

/** Plain text in any usual encoding; hard-wrapped lines become paragraphs again. */
export const txt: Format = {
  name: 'txt',
  label: 'text',
  extensions: ['txt', 'text', 'log', 'asc'],
  sniff: ({ bytes }) => isText(bytes),
  async read(bytes) {
    return { pages: 0, blocks: paragraphsOf(textOf(bytes)) }
  },
}

// What a terminal would have shown: colours are no text.
function textOf(bytes: Uint8Array): string {
  return stripVTControlCharacters(decodeText(bytes))
}

function paragraphsOf(text: string): Block[] {
  const blocks: Block[] = []
  for (const { lines, underline } of partsOf(text.replace(/\r\n?/g, '\n').split('\n'))) {
    const first = lines[0] ?? ''
    const heads = underline !== undefined || (lines.length === 1 && (blocks.length === 0 ? isTitle(first) : isHeading(first)))
    if (heads) blocks.push({ kind: 'heading', text: first.trim(), level: underline === undefined || underline === '=' ? 1 : 2 })
    else if (isWrapped(lines)) for (const item of itemsOf(lines)) blocks.push({ kind: 'paragraph', text: item.reduce(joinLines) })
    else for (const line of lines) blocks.push({ kind: 'paragraph', text: line })
  }
  return blocks
}

interface Part {
  lines: string[]
  /** What a line alone is underlined with. */
  underline?: string
}

/** Runs of lines between lines without a letter or digit, which are empty or mere ornament; an underlined line is a part of its own. */
function partsOf(lines: readonly string[]): Part[] {
  const parts: Part[] = [{ lines: [] }]
  for (const [index, line] of lines.entries()) {
    const underline = /^\s*([=\-~^*_#])\1{2,}\s*$/.exec(lines[index + 1] ?? '')?.[1]
    if (!/[\p{L}\p{N}]/u.test(line)) parts.push({ lines: [] })
    else if (underline !== undefined && isTitle(line)) parts.push({ lines: [line], underline }, { lines: [] })
    else parts.at(-1)?.lines.push(line)
  }
  return parts.filter(({ lines }) => lines.length > 0)
}

// Lines of an editor's width belong together; a poem's or a list's don't matter much, a paragraph a line does.
function isWrapped(lines: string[]): boolean {
  if (lines.length === 1) return true
  const widths = lines.map((line) => line.replace(/[\u2e80-\u9fff\uff00-\uffef]/g, 'ww').length)
  return Math.max(...widths) <= 100
}

const BULLET = /^\s*[*+•‣▪◦·-]\s+(?=\S)/u

/** A list's lines by its items; one dash where a line happens to begin is no list. */
function itemsOf(lines: readonly string[]): string[][] {
  const starts = lines.flatMap((line, index) => (BULLET.test(line) ? [index] : []))
  if (starts[0] !== 0 && starts.length < 2) return [[...lines]]
  return [0, ...starts.filter((start) => start > 0)].map((start, place, all) => lines.slice(start, all[place + 1]))
}

function isTitle(line: string): boolean {
  return line.trim().length < 80 && !/[.,;:。，；：]$/.test(line.trim())
}

function isHeading(line: string): boolean {
  const text = line.trim()
  if (text.length > 60 || /[.,;:!?。，；：！？]$/.test(text)) return false
  return (
    /^(chapter|part|book|section)\s+[\divxlc]+/i.test(text) ||
    /^第[一二三四五六七八九十百\d]+[章节回部]/.test(text) ||
    (text === text.toUpperCase() && /\p{Lu}{3}/u.test(text))
  )
}

// Text has next to no control characters; UTF-16 is judged once it is decoded.
function isText(bytes: Uint8Array): boolean {
  const sample = textOf(bytes.subarray(0, 8_192)).replace(/\0{16,}|\s/g, '')
  const controls = sample.match(/\p{Cc}|\ufffd/gu)?.length ?? 0
  return controls <= sample.length / 100
}
