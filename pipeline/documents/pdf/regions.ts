import type { TextBlock } from './blocks.ts'
import { areaOf, type Box, grown, intersection, meets, union } from './box.ts'
import { apart, type Island, islandsOf } from './islands.ts'
import type { Mark } from './marks.ts'
import { isCaption, type Typography } from './paragraphs.ts'
import type { Segment } from './segments.ts'

/** A figure's place on a page, with its caption where it has one. */
export interface Region extends Box {
  caption: string
}

const LEAST_SHARE = 0.02
const LEAST_SIDE = 56
const LEAST_FRAMED = 0.1
const TABLE = /^(?:table|tab\.|表|표|таблица|tabelle|tabla)/i

/** Finds the figures of a page among its marks and text: whole, alone, and apart from prose, tables and ornaments. */
export function regionsOf(marks: Mark[], blocks: TextBlock[], type: Typography, width: number, height: number): Region[] {
  const paper = width * height
  const captions = blocks.filter((block) => isCaption(textOf(block)))
  const prose = blocks.filter((block) => !captions.includes(block) && isProse(block, type))
  const headings = blocks.filter((block) => !captions.includes(block) && isHeading(block, prose, type))
  const bands = bandsOf(marks, type)
  const drawn = marks.filter((mark) => areaOf(mark) < paper * 0.8 && !isRule(mark, width) && !bands.has(mark) && !isGround(mark, prose))
  const islands = islandsOf(drawn, width, height)
    .flatMap((island) => apart(island, captions))
    .map((island) => ({ ...withLabels(island, blocks, [...prose, ...captions, ...headings]), marks: island.marks }))
  const found = islands.filter((island) => isFigure(island, prose, paper))
  const regions: Region[] = []
  for (const { marks: _, ...box } of found) {
    const caption = nearest(box, captions)
    const text = caption === undefined ? '' : textOf(caption)
    // Parts of one figure share its caption.
    const same = regions.find((region) => text !== '' && region.caption === text)
    if (same !== undefined) Object.assign(same, union(same, box))
    else if (!TABLE.test(text)) regions.push({ ...box, caption: text })
  }
  return [...regions, ...framed(marks, captions, regions, prose, paper)]
    .map((region) => ({
      ...trimmed(region, [...captions, ...prose, ...headings.filter((block) => !holds(region, boxOf(block)))]),
      caption: region.caption,
    }))
    .filter((region) => areaOf(region) >= paper * LEAST_SHARE * 0.8)
}

// A caption without a figure: what is drawn between it and the prose above it, where that is much.
function framed(marks: Mark[], captions: TextBlock[], found: Region[], prose: TextBlock[], paper: number): Region[] {
  return captions.flatMap((block) => {
    const caption = textOf(block)
    if (TABLE.test(caption) || found.some((region) => region.caption === caption)) return []
    const above = prose.filter((other) => other.bottom < block.top && other.x < block.right && other.right > block.x)
    const top = Math.max(0, ...above.map(({ bottom }) => bottom))
    const inside = marks.filter(
      (mark) => mark.top >= top && mark.bottom <= block.top + 2 && mark.left >= block.x - 60 && mark.right <= block.right + 60,
    )
    const [first, ...rest] = inside
    if (first === undefined || inside.length < 20 || found.some((region) => meets(region, { ...boxOf(block), top }))) return []
    const box = rest.reduce<Box>(union, first)
    return areaOf(box) >= paper * LEAST_FRAMED ? [{ ...box, caption }] : []
  })
}

function isRule(mark: Mark, width: number): boolean {
  const [w, h] = [mark.right - mark.left, mark.bottom - mark.top]
  return mark.kind === 'path' && ((h < 3 && w > width * 0.25) || (w < 3 && h > width * 0.5))
}

// Stripes behind the lines of a listing or the rows of a table: wide, low, and many of one width.
function bandsOf(marks: Mark[], type: Typography): Set<Mark> {
  const stacks = new Map<string, Mark[]>()
  for (const mark of marks) {
    const [w, h] = [mark.right - mark.left, mark.bottom - mark.top]
    if (mark.kind === 'image' || w < h * 8 || h > type.body * 2.5) continue
    const key = `${Math.round(mark.left)} ${Math.round(mark.right)}`
    stacks.set(key, [...(stacks.get(key) ?? []), mark])
  }
  return new Set([...stacks.values()].filter((stack) => stack.length >= 4).flat())
}

// A tint or a sheet of white behind prose.
function isGround(mark: Mark, prose: TextBlock[]): boolean {
  if (mark.kind === 'image' || areaOf(mark) < 4_000) return false
  return prose.map(boxOf).some((text) => areaOf(intersection(text, mark)) > areaOf(text) * 0.5)
}

function isFigure({ marks, ...box }: Island, prose: TextBlock[], paper: number): boolean {
  if (areaOf(box) < paper * LEAST_SHARE || box.right - box.left < LEAST_SIDE || box.bottom - box.top < LEAST_SIDE) return false
  const pictures = marks.filter((mark) => mark.kind === 'image').reduce((sum, mark) => sum + areaOf(mark), 0)
  const covered = prose.reduce((sum, block) => sum + areaOf(intersection(boxOf(block), box)), 0)
  // A picture under a text is its ground.
  if (pictures > areaOf(box) * 0.4) return covered < areaOf(box) * 0.5
  const shapes = marks.filter((mark) => mark.right - mark.left > 3 && mark.bottom - mark.top > 3).length
  // A frame or a tint around text is no figure, and lines between cells are a table.
  return shapes >= 5 && marks.length >= 8 && covered < areaOf(box) * 0.25
}

function isProse(block: TextBlock, type: Typography): boolean {
  const text = textOf(block)
  return block.size >= type.body * 0.94 && (block.lines.length > 2 || text.length > 60)
}

// Flush with prose, and larger or in another font: what stands over a chart stands in its middle.
function isHeading(block: TextBlock, prose: TextBlock[], type: Typography): boolean {
  const large = block.size > type.body * 1.1 && block.lines.length < 4
  const bold = block.lines.length === 1 && block.size > type.body * 0.96 && block.lines[0]?.font !== type.font
  return (large || bold) && prose.some(({ x }) => Math.abs(x - block.x) < 3)
}

// Lettering belongs to the figure that it touches.
function withLabels(box: Box, blocks: TextBlock[], others: TextBlock[]): Box {
  return blocks
    .filter((block) => !others.includes(block) && block.lines.length < 4)
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

const holds = (outer: Box, inner: Box): boolean =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom

function boxOf({ x, right, top, bottom, size }: TextBlock): Box {
  return { left: x, top, right, bottom: bottom + size * 0.25 }
}

function lineBox({ x, y, width, size }: Segment): Box {
  return { left: x, top: y - size, right: x + width, bottom: y + size * 0.25 }
}

function textOf({ lines }: TextBlock): string {
  return lines.map((line) => line.text.trim()).join(' ')
}
