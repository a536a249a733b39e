import type { TextBlock } from './blocks.ts'
import { type Box, grown, union } from './box.ts'
import type { Mark } from './marks.ts'

/** Marks that belong together, and the box around them. */
export interface Island extends Box {
  marks: Mark[]
}

const CELL = 4
const REACH = 2

/** Two figures side by side nearly touch, but each has a caption below it, and nothing crosses the gap between them. */
export function apart(island: Island, captions: TextBlock[]): Island[] {
  const below = captions.filter((caption) => caption.top > island.bottom - 12 && caption.top < island.bottom + 40).sort((a, b) => a.x - b.x)
  const [left, right] = below
  if (left === undefined || right === undefined || below.length !== 2 || left.right > right.x) return [island]
  const middle = gapIn(island.marks, (left.x + left.right) / 2, (right.x + right.right) / 2) ?? (left.right + right.x) / 2
  const halves = [island.marks.filter((mark) => mark.right < middle + 8), island.marks.filter((mark) => mark.left > middle - 8)]
  return halves.flatMap((marks) => {
    const [first, ...rest] = marks
    return first === undefined ? [] : [{ ...rest.reduce<Box>(union, first), marks }]
  })
}

// The middle of the widest upright strip between two places that no mark reaches into.
function gapIn(marks: Mark[], from: number, to: number): number | undefined {
  let gap = { width: 0, middle: 0 }
  let end = -Infinity
  for (const mark of marks.toSorted((a, b) => a.left - b.left)) {
    const middle = (end + mark.left) / 2
    if (mark.left - end > gap.width && middle > from && middle < to) gap = { width: mark.left - end, middle }
    end = Math.max(end, mark.right)
  }
  return gap.width === 0 ? undefined : gap.middle
}

/** Gathers marks that touch or nearly touch, on a coarse grid. */
export function islandsOf(marks: Mark[], width: number, height: number): Island[] {
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
