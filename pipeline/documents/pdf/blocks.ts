import { isCaption } from './paragraphs.ts'
import type { PageText, Segment } from './segments.ts'

/** Lines that stand under one another in one type size: a part of a column, a heading, a table's rows, a caption. */
export interface TextBlock {
  lines: Segment[]
  x: number
  right: number
  /** Of the first line's upper edge and the last line's baseline. */
  top: number
  bottom: number
  size: number
  table: boolean
}

/**
 * The blocks of a page in reading order: within a column from top to bottom, between columns as the file has them, which
 * is nearly always right, and right where geometry can only guess.
 */
export function blocksOf({ segments }: PageText): TextBlock[] {
  const blocks: TextBlock[] = []
  for (const row of rowsOf(segments)) {
    if (row.length > 1) blocks.push(blockOf(row, true))
    else for (const line of row) addLine(blocks, line)
  }
  return inOrder(mergeTables(blocks))
}

// Cells of a table follow each other in the file and stand on one baseline; columns of prose don't.
function rowsOf(segments: Segment[]): Segment[][] {
  const rows: Segment[][] = []
  for (const segment of segments) {
    const row = rows.at(-1)
    const last = row?.at(-1)
    if (row !== undefined && last !== undefined && Math.abs(last.y - segment.y) < segment.size * 0.4 && apart(last, segment))
      row.push(segment)
    else rows.push([segment])
  }
  return rows.flatMap((row) => (isTableRow(row) ? [row] : row.map((segment) => [segment])))
}

function apart(a: Segment, b: Segment): boolean {
  return b.x >= a.x + a.width || a.x >= b.x + b.width
}

function isTableRow(row: Segment[]): boolean {
  if (row.length < 2) return false
  const mean = row.reduce((sum, { text }) => sum + text.trim().length, 0) / row.length
  return mean < 28
}

function addLine(blocks: TextBlock[], line: Segment): void {
  for (let index = blocks.length - 1; index >= Math.max(0, blocks.length - 6); index--) {
    const block = blocks[index]
    if (block !== undefined && !block.table && follows(block, line)) {
      block.lines.push(line)
      block.x = Math.min(block.x, line.x)
      block.right = Math.max(block.right, line.x + line.width)
      block.bottom = line.y
      return
    }
  }
  blocks.push(blockOf([line], false))
}

function follows(block: TextBlock, line: Segment): boolean {
  const last = block.lines.at(-1)
  if (last === undefined) return false
  const drop = line.y - last.y
  const size = Math.max(last.size, line.size)
  if (drop < -size * 0.1 || drop > size * 1.95) return false
  if (Math.abs(last.size - line.size) > size * 0.14) return false
  // A caption and the prose below or above it are often set in sizes that are hardly apart.
  if (Math.abs(last.size - line.size) > size * 0.04 && (isCaption(block.lines[0]?.text ?? '') || isCaption(line.text))) return false
  if (block.lines.length === 1 && isTitleOf(last, line)) return false
  const overlap = Math.min(block.right, line.x + line.width) - Math.max(block.x, line.x)
  return overlap > Math.min(block.right - block.x, line.width) * 0.4
}

// A short line in a font of its own, right above what it is the title of.
function isTitleOf(title: Segment, line: Segment): boolean {
  return title.font !== line.font && title.width < line.width * 0.7 && /\p{L}[)\d]*\s*$/u.test(title.text)
}

function blockOf(lines: Segment[], table: boolean): TextBlock {
  const size = Math.max(...lines.map((line) => line.size))
  const y = lines.map((line) => line.y)
  return {
    lines,
    x: Math.min(...lines.map((line) => line.x)),
    right: Math.max(...lines.map((line) => line.x + line.width)),
    top: Math.min(...y) - size,
    bottom: Math.max(...y),
    size,
    table,
  }
}

// One row alone is a line with a wide gap; rows together are a table.
function mergeTables(blocks: TextBlock[]): TextBlock[] {
  return blocks.map((block, index) => {
    if (!block.table) return block
    const beside = [blocks[index - 1], blocks[index + 1]].some(
      (other) => other?.table === true && Math.abs(other.bottom - block.bottom) < block.size * 4,
    )
    return { ...block, table: beside }
  })
}

function inOrder(blocks: TextBlock[]): TextBlock[] {
  if (blocks.length > 400) return blocks
  const before = blocks.map((block) => new Set(blocks.flatMap((other, index) => (other !== block && isAbove(other, block) ? [index] : []))))
  const waiting = new Set(blocks.keys())
  const ordered: TextBlock[] = []
  while (waiting.size > 0) {
    const next = [...waiting].find((index) => ![...(before[index] ?? [])].some((other) => waiting.has(other))) ?? [...waiting][0]
    if (next === undefined) break
    waiting.delete(next)
    const block = blocks[next]
    if (block !== undefined) ordered.push(block)
  }
  return ordered
}

function isAbove(a: TextBlock, b: TextBlock): boolean {
  const overlap = Math.min(a.right, b.right) - Math.max(a.x, b.x)
  return overlap > Math.min(a.right - a.x, b.right - b.x) * 0.5 && a.bottom <= b.top + b.size * 0.3 && a.top < b.top
}
