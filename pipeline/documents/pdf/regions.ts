import type { TextBlock } from './blocks.ts'
import { areaOf, type Box, grown, intersection, meets, union } from './box.ts'
import type { Mark } from './marks.ts'
import { isCaption, type Typography } from './paragraphs.ts'
import type { Segment } from './segments.ts'

/** A figure's place on a page, with its caption where it has one. */
export interface Region extends Box {
  caption: string
}

const CELL = 4
const REACH = 2
const LEAST_SHARE = 0.02
const LEAST_SIDE = 56

/** Finds the figures of a page among its marks and text: whole, alone, and apart from prose, tables and ornaments. */
export function regionsOf(marks: Mark[], blocks: TextBlock[], type: Typography, width: number, height: number): Region[] {
  const paper = width * height
  const captions = blocks.filter((block) => isCaption(textOf(block)))
  const prose = blocks.filter((block) => !captions.includes(block) && isProse(block, type))
  const drawn = marks.filter((mark) => areaOf(mark) < paper * 0.8 && !isRule(mark, width) && !isGround(mark, prose))
  const islands = islandsOf(drawn, width, height)
    .flatMap((island) => apart(island, captions))
    .map((island) => ({ ...withLabels(island, blocks, prose, captions), marks: island.marks }))
  const found = islands.filter((island) => isFigure(island, prose, paper))
  const regions: Region[] = []
  for (const { marks: _, ...box } of found) {
    const caption = nearest(box, captions)
    const text = caption === undefined ? '' : textOf(caption)
    // Parts of one figure share its caption.
    const same = regions.find((region) => text !== '' && region.caption === text)
    if (same !== undefined) Object.assign(same, union(same, box))
    else if (!/^(?:table|tab\.|表|표|таблица|tabelle|tabla)/i.test(text)) regions.push({ ...box, caption: text })
  }
  return regions
    .map((region) => ({ ...trimmed(region, [...captions, ...prose]), caption: region.caption }))
    .filter((region) => areaOf(region) >= paper * LEAST_SHARE * 0.8)
}

// Two figures side by side nearly touch, but each has a caption below it.
function apart(island: Island, captions: TextBlock[]): Island[] {
  const below = captions.filter((caption) => caption.top > island.bottom - 12 && caption.top < island.bottom + 40).sort((a, b) => a.x - b.x)
  const [left, right] = below
  if (left === undefined || right === undefined || below.length !== 2 || left.right > right.x) return [island]
  const middle = (left.right + right.x) / 2
  const halves = [island.marks.filter((mark) => mark.right < middle + 8), island.marks.filter((mark) => mark.left > middle - 8)]
  return halves.flatMap((marks) => {
    const [first, ...rest] = marks
    return first === undefined ? [] : [{ ...rest.reduce<Box>(union, first), marks }]
  })
}

interface Island extends Box {
  marks: Mark[]
}

// Marks that touch or nearly touch, on a coarse grid.
function islandsOf(marks: Mark[], width: number, height: number): Island[] {
  const across = Math.ceil(width / CELL) + 1
  const down = Math.ceil(height / CELL) + 1
  const grid = new Int32Array(across * down)
  const cells = (box: Box, visit: (cell: number) => void) => {
    const right = Math.min(across - 1, Math.floor(box.right / CELL))
    const bottom = Math.min(down - 1, Math.floor(box.bottom / CELL))
    for (let y = Math.max(0, Math.floor(box.top / CELL)); y <= bottom; y++)
      for (let x = Math.max(0, Math.floor(box.left / CELL)); x <= right; x++) visit(y * across + x)
  }
  const cover = (cell: number) => {
    grid[cell] = -1
  }
  for (const mark of marks) cells(grown(mark, REACH * CELL), cover)
  let count = 0
  for (let start = 0; start < grid.length; start++) {
    if (grid[start] !== -1) continue
    count += 1
    const waiting = [start]
    grid[start] = count
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      const x = cell % across
      for (const next of [x > 0 ? cell - 1 : -1, x < across - 1 ? cell + 1 : -1, cell - across, cell + across]) {
        if (grid[next] !== -1) continue
        grid[next] = count
        waiting.push(next)
      }
    }
  }
  const islands = new Map<number, Island>()
  for (const mark of marks) {
    const cell =
      Math.min(down - 1, Math.max(0, Math.floor(mark.top / CELL))) * across +
      Math.min(across - 1, Math.max(0, Math.floor(mark.left / CELL)))
    const id = grid[cell] ?? 0
    const known = islands.get(id)
    if (known === undefined) islands.set(id, { left: mark.left, top: mark.top, right: mark.right, bottom: mark.bottom, marks: [mark] })
    else {
      Object.assign(known, union(known, mark))
      known.marks.push(mark)
    }
  }
  return [...islands.values()]
}

function isRule(mark: Mark, width: number): boolean {
  const [w, h] = [mark.right - mark.left, mark.bottom - mark.top]
  return mark.kind === 'path' && ((h < 3 && w > width * 0.25) || (w < 3 && h > width * 0.5))
}

// A tint or a sheet of white behind prose.
function isGround(mark: Mark, prose: TextBlock[]): boolean {
  if (mark.kind === 'image' || areaOf(mark) < 4_000) return false
  return prose.map(boxOf).some((text) => areaOf(intersection(text, mark)) > areaOf(text) * 0.5)
}

function isFigure({ marks, ...box }: Island, prose: TextBlock[], paper: number): boolean {
  if (areaOf(box) < paper * LEAST_SHARE || box.right - box.left < LEAST_SIDE || box.bottom - box.top < LEAST_SIDE) return false
  const pictures = marks.filter((mark) => mark.kind === 'image').reduce((sum, mark) => sum + areaOf(mark), 0)
  if (pictures > areaOf(box) * 0.4) return true
  const shapes = marks.filter((mark) => mark.right - mark.left > 3 && mark.bottom - mark.top > 3).length
  const covered = prose.reduce((sum, block) => sum + areaOf(intersection(boxOf(block), box)), 0)
  // A frame or a tint around text is no figure, and lines between cells are a table.
  return shapes >= 5 && marks.length >= 8 && covered < areaOf(box) * 0.25
}

function isProse(block: TextBlock, type: Typography): boolean {
  const text = textOf(block)
  return block.size >= type.body * 0.94 && (block.lines.length > 2 || text.length > 60)
}

// Lettering belongs to the figure that it touches.
function withLabels(box: Box, blocks: TextBlock[], prose: TextBlock[], captions: TextBlock[]): Box {
  return blocks
    .filter((block) => !prose.includes(block) && !captions.includes(block) && block.lines.length < 4)
    .flatMap((block) => block.lines.map(lineBox))
    .filter((line) => meets(grown(box, 7), line))
    .reduce<Box>(union, { left: box.left, top: box.top, right: box.right, bottom: box.bottom })
}

function nearest(box: Box, captions: TextBlock[]): TextBlock | undefined {
  const near = captions.flatMap((caption) => {
    const place = boxOf(caption)
    const beside = place.right < box.left || place.left > box.right
    const below = place.top - box.bottom
    const above = box.top - place.bottom
    if (beside) return meets({ ...place, left: 0, right: 1e4 }, box) ? [{ caption, distance: 80 }] : []
    if (below > -12 && below < 70) return [{ caption, distance: Math.abs(below) }]
    return above > -12 && above < 45 ? [{ caption, distance: above + 20 }] : []
  })
  return near.sort((a, b) => a.distance - b.distance)[0]?.caption
}

// What stands above or below and belongs to the text is cut off.
function trimmed(box: Box, others: TextBlock[]): Box {
  const result: Box = { left: box.left - 3, top: box.top - 3, right: box.right + 3, bottom: box.bottom + 3 }
  const middle = (result.top + result.bottom) / 2
  const height = result.bottom - result.top
  for (const other of others.map(boxOf)) {
    if (!meets(result, other)) continue
    if (other.top > middle + height * 0.2) result.bottom = Math.min(result.bottom, other.top - 1)
    else if (other.bottom < middle - height * 0.2) result.top = Math.max(result.top, other.bottom + 3)
  }
  return result
}

function boxOf({ x, right, top, bottom, size }: TextBlock): Box {
  return { left: x, top, right, bottom: bottom + size * 0.25 }
}

function lineBox({ x, y, width, size }: Segment): Box {
  return { left: x, top: y - size, right: x + width, bottom: y + size * 0.25 }
}

function textOf({ lines }: TextBlock): string {
  return lines.map((line) => line.text.trim()).join(' ')
}
