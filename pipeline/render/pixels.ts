import type { Canvas } from '@napi-rs/canvas'
import { loadKernel } from './load-kernel.ts'

/** Rows of a canvas that are turned into planes at a time, so that no second copy of a large picture is held. */
const BAND = 64

const memory = new WebAssembly.Memory({ initial: 1 })
const kernel = loadKernel(memory)

/** A band of a canvas as planes, good until the next: luma and alpha have its width, chroma half of it, rounded up. */
interface Band {
  top: number
  rows: number
  y: Uint8Array
  u: Uint8Array
  v: Uint8Array
  /** 255 - alpha, of luma and of chroma; where the canvas is no opaque one. */
  keep: readonly [Uint8Array, Uint8Array]
}

/**
 * Goes over a canvas from top to bottom as planes in BT.709, limited range: of an `opaque` one as signed bytes (value - 128), of
 * what is `drawn` on nothing as colour times alpha.
 */
export function* bandsOf(canvas: Canvas, kind: 'opaque' | 'drawn'): Generator<Band> {
  const { width, height } = canvas
  const context = canvas.getContext('2d')
  const half = Math.ceil(width / 2)
  for (let top = 0; top < height; top += BAND) {
    const rows = Math.min(BAND, height - top)
    const [luma, chroma] = [width * rows, half * Math.ceil(rows / 2)]
    const pixels = 1024
    const y = pixels + luma * 4
    const [u, v, keepY, keepC] = [y + luma, y + luma + chroma, y + luma + 2 * chroma, y + 2 * luma + 2 * chroma]
    const missing = Math.ceil((keepC + chroma - memory.buffer.byteLength) / 65_536)
    if (missing > 0) memory.grow(missing)
    new Uint8Array(memory.buffer).set(context.getImageData(0, top, width, rows).data, pixels)
    if (kind === 'opaque') kernel.opaque(pixels, width, rows, y, u, v)
    else kernel.drawn(pixels, width, rows, y, u, v, keepY, keepC)
    const plane = (at: number, bytes: number) => new Uint8Array(memory.buffer, at, bytes)
    yield { top, rows, y: plane(y, luma), u: plane(u, chroma), v: plane(v, chroma), keep: [plane(keepY, luma), plane(keepC, chroma)] }
  }
}
