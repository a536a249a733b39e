import { joinLines } from '../clean.ts'
import type { Aside, Block } from '../format.ts'
import type { TextBlock } from './blocks.ts'
import type { OutlineEntry } from './outline.ts'
import type { Segment } from './segments.ts'

// So many scraps on a page are the lettering of a figure.
const MANY_LABELS = 6

/** What the whole document says about its type: the size and font that prose is set in. */
export interface Typography {
  body: number
  font: string
  /** Sizes larger than prose, largest first: the levels of headings. */
  sizes: number[]
}

const CAPTION =
  /^(?:fig(?:ure|\.)?|table|tab\.|chart|plate|photo|abb(?:ildung|\.)|tabelle|рис(?:унок|\.)?|таблица|图|圖|図|表|그림|표|figura|tabla|tableau)(?:\s*[\d一二三四五六七八九十ⅠⅡⅢ]|\s+(?:[A-Z]|[IVXL]{2,4})(?!\p{L}))/iu
const NOTE = /^(?:\d{1,3}|[*†‡§¹²³⁴⁵⁶⁷⁸⁹])[\s.)]?\s*\S/u
const LEADERS = /(?:\.\s?){5,}\s*[\divxlc]+\s*$|…{2,}\s*\d+\s*$/i
const ENDS = /[.!?:;。！？：；…][)"'”’»」』）]?\s*$/
const BULLET = /^(?:[•▪●○■□◦‣⁃–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s/u

const MATHS = /[=∈∉∀∃≤≥≠⊆⊂∪∩→↦⇒⇔∞√∑∏∫{}|]|·\s·/u
const WORD = /^\p{L}{3,}\p{P}?$|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u

/** Reads the type of a document from the characters that are set in each size and font. */
export function typographyOf(pages: { segments: Segment[] }[]): Typography {
  const sizes = new Map<number, number>()
  const fonts = new Map<string, number>()
  for (const { segments } of pages) {
    for (const { size, font, text } of segments) {
      const rounded = Math.round(size * 2) / 2
      sizes.set(rounded, (sizes.get(rounded) ?? 0) + text.length)
      fonts.set(font, (fonts.get(font) ?? 0) + text.length)
    }
  }
  const most = <T>(counts: Map<T, number>, otherwise: T) => [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? otherwise
  const body = most(sizes, 10)
  const larger = [...sizes.keys()].filter((size) => size >= body * 1.14).sort((a, b) => b - a)
  return { body, font: most(fonts, ''), sizes: merged(larger) }
}

function merged(sizes: number[]): number[] {
  return sizes.filter((size, index) => index === 0 || (sizes[index - 1] ?? size) - size > size * 0.06)
}

/** A page's blocks as headings and paragraphs; a paragraph may go on in the one before it (`goesOn`). */
export function proseOf(
  blocks: TextBlock[],
  page: number,
  type: Typography,
  outline: OutlineEntry[],
  height: number,
): (Block & { goesOn?: boolean })[] {
  const result: (Block & { goesOn?: boolean })[] = []
  const labels = blocks.filter((block) => isLabel(block, type)).length
  for (const [nth, block] of blocks.entries()) {
    const text = block.lines.map((line) => line.text).reduce(joinLines)
    // A bullet that stands apart from its line says nothing.
    if (!/[\p{L}\p{N}]/u.test(text)) continue
    const level = headingLevel(block, text, type, outline, page, blocks[nth + 1])
    if (level > 0) {
      result.push({ kind: 'heading', text, level, page })
      continue
    }
    const aside = asideOf(block, text, type, height) ?? (labels >= MANY_LABELS && isLabel(block, type) ? 'table' : undefined)
    if (aside === 'table') result.push({ kind: 'paragraph', text: block.lines.map((line) => line.text.trim()).join(' '), page, aside })
    else if (aside !== undefined) result.push({ kind: 'paragraph', text, page, aside })
    else result.push(...splitParagraphs(block, page))
  }
  return result
}

/** True for the text under a figure or table; a word that only begins as one ("Photosynthesis") makes none. */
export function isCaption(text: string): boolean {
  return CAPTION.test(text.trim()) && text.length < 900
}

function isLabel(block: TextBlock, type: Typography): boolean {
  const text = block.lines[0]?.text.trim() ?? ''
  return block.lines.length === 1 && text.length < 36 && block.size < type.body * 0.94 && !ENDS.test(text)
}

function headingLevel(
  block: TextBlock,
  text: string,
  type: Typography,
  outline: OutlineEntry[],
  page: number,
  next: TextBlock | undefined,
): number {
  if (block.table) return 0
  const plain = bare(text)
  const entry = outline.find((candidate) => candidate.page === page && candidate.key === plain)
  if (entry !== undefined) return entry.level
  if (block.lines.length > 3 || text.length > 160 || !/\p{L}{2}/u.test(text) || LEADERS.test(text)) return 0
  if (CAPTION.test(text) || isFormula(text)) return 0
  const rank = type.sizes.findIndex((size) => block.size >= size * 0.97)
  // Bookmarks name chapters, hardly ever the work itself.
  if (outline.length > 0 && page === 1 && rank === 0) return 0.5
  if (rank >= 0 && block.size >= type.body * 1.14) return Math.min(6, (outline.length > 2 ? 1 : 0) + rank + 1)
  // Bold at the size of prose: another font, alone on its line, prose below it.
  const fonts = new Set(block.lines.map((line) => line.font))
  const stands = block.lines.length === 1 && !fonts.has(type.font) && block.size >= type.body * 0.96 && text.length < 90
  const prose = next?.lines[0]?.font === type.font && next.lines.length > 1
  return stands && prose && !/[.,;:，。；]\s*$/.test(text) && !BULLET.test(text.replace(/^\d+(?:\.\d+)+\.?/, ''))
    ? Math.min(6, type.sizes.length + 1)
    : 0
}

// Set large and apart as headings are, but nothing has it for a name.
function isFormula(text: string): boolean {
  const parts = text.trim().split(/\s+/)
  return MATHS.test(text) && parts.filter((part) => WORD.test(part)).length < parts.length * 0.4
}

/** A heading's text for comparing: no numbers in front, no spaces, no case. */
export function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/^\s*(?:chapter|section|part|appendix)?\s*[\dIVXA-Z]{0,4}(?:\.\d+)*[.:]?\s+/u, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

function asideOf(block: TextBlock, text: string, type: Typography, height: number): Aside | undefined {
  if (block.table || LEADERS.test(text)) return 'table'
  if (isCaption(text) && block.lines.length < 12) return 'caption'
  if (block.size <= type.body * 0.92 && block.top > height * 0.5 && NOTE.test(text.trim())) return 'note'
  return undefined
}

// An indent, a short line before, or a wider gap starts a paragraph.
function splitParagraphs(block: TextBlock, page: number): (Block & { goesOn?: boolean })[] {
  const width = block.right - block.x
  const drops = block.lines.slice(1).map((line, index) => line.y - (block.lines[index]?.y ?? line.y))
  const usual = drops.length === 0 ? block.size * 1.2 : ([...drops].sort((a, b) => a - b)[Math.floor(drops.length / 2)] ?? block.size * 1.2)
  const paragraphs: Segment[][] = []
  block.lines.forEach((line, index) => {
    const above = block.lines[index - 1]
    if (above === undefined) {
      paragraphs.push([line])
      return
    }
    const indent = line.rtl ? block.right - (line.x + line.width) : line.x - block.x
    const aboveIndent = above.rtl ? block.right - (above.x + above.width) : above.x - block.x
    const rest = above.rtl ? above.x - block.x : block.right - (above.x + above.width)
    const indented = indent > line.size * 0.8 && indent < width * 0.3 && aboveIndent < line.size * 0.5 && ENDS.test(above.text)
    const ended = rest > width * 0.12 && rest > line.size * 2 && ENDS.test(above.text)
    const gap = line.y - above.y > usual * 1.3 && line.y - above.y > usual + 1.5
    if (indented || ended || gap || BULLET.test(line.text)) paragraphs.push([line])
    else paragraphs.at(-1)?.push(line)
  })
  return paragraphs.map((lines, index) => ({
    kind: 'paragraph',
    text: lines.map((line) => line.text).reduce(joinLines),
    page,
    goesOn: index === 0 && block.lines.length > 0,
  }))
}

/** Puts together what a column's or page's end cut in two; notes, captions and figures in between stay where they are. */
export function mendBreaks(blocks: (Block & { goesOn?: boolean })[]): Block[] {
  const result: Block[] = []
  let open: Extract<Block, { kind: 'paragraph' }> | undefined
  for (const { goesOn = false, ...block } of blocks) {
    if (block.kind === 'heading') open = undefined
    if (block.kind !== 'paragraph' || block.aside !== undefined) {
      result.push(block)
      continue
    }
    if (goesOn && open !== undefined && breaksOff(open.text) && startsInside(block.text)) {
      open.text = joinLines(open.text, block.text)
      continue
    }
    open = block
    result.push(block)
  }
  return result
}

function breaksOff(text: string): boolean {
  return text.length > 60 && !ENDS.test(text)
}

function startsInside(text: string): boolean {
  return /^[\p{Ll}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Arabic}\p{sc=Hebrew}，、。]/u.test(text) && !BULLET.test(text)
}
