import type { PDFPageProxy } from 'pdfjs-dist'
import { type Box, intersection } from './box.ts'

/** Something drawn on a page that is not text: a picture, or a path that is filled or stroked. */
export interface Mark extends Box {
  kind: 'image' | 'path'
}

type Matrix = readonly [number, number, number, number, number, number]
const MOST_MARKS = 60_000
const END_PATH = 28

/** The pictures and paths of a page in the order they are drawn, clipped as they are drawn. */
export async function marksOf(page: PDFPageProxy): Promise<Mark[]> {
  const { OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const { fnArray, argsArray } = await page.getOperatorList()
  const viewport = page.getViewport({ scale: 1 })
  const paper: Box = { left: 0, top: 0, right: viewport.width, bottom: viewport.height }
  let state: { matrix: Matrix; clip: Box } = { matrix: viewport.transform as unknown as Matrix, clip: paper }
  const saved: (typeof state)[] = []
  const marks: Mark[] = []
  let clipping = false
  const images = new Set([
    OPS.paintImageXObject,
    OPS.paintInlineImageXObject,
    OPS.paintImageMaskXObject,
    OPS.paintImageMaskXObjectGroup,
    OPS.paintInlineImageXObjectGroup,
  ])
  const add = (kind: Mark['kind'], box: Box) => {
    const seen = intersection(box, state.clip)
    if (seen.right > seen.left && seen.bottom > seen.top && marks.length < MOST_MARKS) marks.push({ kind, ...seen })
  }
  for (const [index, operator] of fnArray.entries()) {
    const args = argsArray[index] as unknown[]
    if (operator === OPS.save) saved.push({ ...state })
    else if (operator === OPS.restore) state = saved.pop() ?? state
    else if (operator === OPS.transform) state.matrix = times(state.matrix, args as unknown as Matrix)
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push({ ...state })
      if (Array.isArray(args[0])) state.matrix = times(state.matrix, args[0] as unknown as Matrix)
    } else if (operator === OPS.paintFormXObjectEnd) state = saved.pop() ?? state
    else if (operator === OPS.clip || operator === OPS.eoClip) clipping = true
    else if (operator === OPS.constructPath) {
      const reach = args[2] as ArrayLike<number> | null
      if (reach === null || reach === undefined) continue
      const box = boxOf(state.matrix, reach[0] ?? 0, reach[1] ?? 0, reach[2] ?? 0, reach[3] ?? 0)
      if (clipping) state.clip = intersection(state.clip, box)
      clipping = false
      // A hairline has no area of its own.
      if (args[0] !== END_PATH) add('path', { left: box.left - 0.2, top: box.top - 0.2, right: box.right + 0.2, bottom: box.bottom + 0.2 })
    } else if (images.has(operator)) add('image', boxOf(state.matrix, 0, 0, 1, 1))
    else if (operator === OPS.shadingFill) add('path', state.clip)
  }
  return marks
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

function boxOf([a, b, c, d, e, f]: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const xs = [a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1].map((x) => x + e)
  const ys = [b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1].map((y) => y + f)
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}
