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
    return { pages: 0, blocks: paragraphsOf(decodeText(bytes)) }
  },
}

function paragraphsOf(text: string): Block[] {
  const blocks: Block[] = []
  for (const part of text.replace(/\r\n?/g, '\n').split(/\n[ \t\f]*\n/)) {
    const lines = part.split('\n').filter((line) => line.trim() !== '')
    if (lines.length === 0) continue
    const wrapped = isWrapped(lines)
    const first = lines[0] ?? ''
    if (lines.length === 1 && (blocks.length === 0 ? isTitle(first) : isHeading(first)))
      blocks.push({ kind: 'heading', text: first, level: 1 })
    else if (wrapped) blocks.push({ kind: 'paragraph', text: lines.reduce(joinLines) })
    else for (const line of lines) blocks.push({ kind: 'paragraph', text: line })
  }
  return blocks
}

// Lines of an editor's width belong together; a poem's or a list's don't matter much, a paragraph a line does.
function isWrapped(lines: string[]): boolean {
  if (lines.length === 1) return true
  const widths = lines.map((line) => line.replace(/[\u2e80-\u9fff\uff00-\uffef]/g, 'ww').length)
  return Math.max(...widths) <= 100
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
  const sample = decodeText(bytes.subarray(0, 8_192)).replace(/\0{16,}|\s/g, '')
  const controls = sample.match(/\p{Cc}|\ufffd/gu)?.length ?? 0
  return controls <= sample.length / 100
}
