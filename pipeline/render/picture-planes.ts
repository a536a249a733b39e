import { readFile } from 'node:fs/promises'
import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import { resample } from './resample.ts'
import { PAD, type Planes, planeSizes } from './stage.ts'

// BT.709, limited range, 16 bits of fraction.
const Y = [11_966, 40_254, 4_064] as const
const U = [-6_595, -22_189, 28_784] as const
const V = [28_784, -26_145, -2_639] as const

/**
 * Decodes a picture for the kernel, shrunk to about `cover` pixels where it is larger, so that no view needs more than
 * one of its pixels a pixel of the frame. JPEG, PNG and WebP.
 */
export async function loadPlanes(path: string, frame: { width: number; height: number }): Promise<Planes> {
  const image = await loadImage(await readFile(path))
  return canvasToPlanes(...shrink(image, frame))
}

/** A picture's planes at `width` x `height`, as near as `loadPlanes` takes them. */
export function canvasToPlanes(canvas: Canvas, width: number, height: number): Planes {
  const full = rgbToPlanes(canvas)
  if (canvas.width === width && canvas.height === height) return pad(full, width, height)
  const half = {
    from: [Math.ceil(canvas.width / 2), Math.ceil(canvas.height / 2)],
    to: [Math.ceil(width / 2), Math.ceil(height / 2)],
  } as const
  return pad(
    {
      y: resample(full.y, canvas.width, canvas.height, width, height),
      u: resample(full.u, ...half.from, ...half.to),
      v: resample(full.v, ...half.from, ...half.to),
    },
    width,
    height,
  )
}

/** Halves with Skia (an exact 2 x 2 mean) while that leaves enough, and says what size the planes should be brought to. */
function shrink(image: Image, frame: { width: number; height: number }): [Canvas, number, number] {
  const ratio = Math.min(image.width / frame.width, image.height / frame.height)
  const target = ratio > 1.05 ? 1 / ratio : 1
  const width = Math.round(image.width * target)
  const height = Math.round(image.height * target)
  let source: Image | Canvas = image
  let [w, h] = [image.width, image.height]
  while (w >= width * 2 && h >= height * 2) {
    const smaller = createCanvas(Math.floor(w / 2), Math.floor(h / 2))
    smaller.getContext('2d').drawImage(source, 0, 0, Math.floor(w / 2) * 2, Math.floor(h / 2) * 2, 0, 0, smaller.width, smaller.height)
    source = smaller
    ;[w, h] = [smaller.width, smaller.height]
  }
  if (source !== image) return [source as Canvas, width, height]
  const canvas = createCanvas(w, h)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff' // what shines through a transparent picture
  context.fillRect(0, 0, w, h)
  context.drawImage(image, 0, 0)
  return [canvas, width, height]
}

function rgbToPlanes(canvas: Canvas): { y: Int8Array; u: Int8Array; v: Int8Array } {
  const { width, height } = canvas
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)]
  const y = new Int8Array(width * height)
  const u = new Int8Array(halfWidth * halfHeight)
  const v = new Int8Array(halfWidth * halfHeight)
  const context = canvas.getContext('2d')
  const BAND = 64 // rows at a time, so that no second copy of a large picture is held
  for (let top = 0; top < height; top += BAND) {
    const rows = Math.min(BAND, height - top)
    const { data } = context.getImageData(0, top, width, rows)
    for (let row = 0; row < rows; row += 2) {
      for (let column = 0; column < width; column += 2) {
        // An odd edge counts its last row or column twice.
        const right = column + 1 < width ? 1 : 0
        const down = row + 1 < rows ? width : 0
        const at = row * width + column
        const [a, b, c, d] = [at * 4, (at + right) * 4, (at + down) * 4, (at + down + right) * 4]
        const to = top * width + at
        y[to] = luma(data, a)
        y[to + right] = luma(data, b)
        y[to + down] = luma(data, c)
        y[to + down + right] = luma(data, d)
        const red = sum(data, a, b, c, d)
        const green = sum(data, a + 1, b + 1, c + 1, d + 1)
        const blue = sum(data, a + 2, b + 2, c + 2, d + 2)
        const half = ((top + row) >> 1) * halfWidth + (column >> 1)
        u[half] = (U[0] * red + U[1] * green + U[2] * blue + 131_072) >> 18
        v[half] = (V[0] * red + V[1] * green + V[2] * blue + 131_072) >> 18
      }
    }
  }
  return { y, u, v }
}

type Pixels = Uint8ClampedArray

function luma(data: Pixels, at: number): number {
  return ((Y[0] * (data[at] as number) + Y[1] * (data[at + 1] as number) + Y[2] * (data[at + 2] as number) + 32_768) >> 16) + 16 - 128
}

function sum(data: Pixels, a: number, b: number, c: number, d: number): number {
  return (data[a] as number) + (data[b] as number) + (data[c] as number) + (data[d] as number)
}

function pad({ y, u, v }: { y: Int8Array; u: Int8Array; v: Int8Array }, width: number, height: number): Planes {
  const sizes = planeSizes(width, height)
  const padded = [y, u, v].map((plane, index) => {
    const [w, h] = index === 0 ? [width, height] : [Math.ceil(width / 2), Math.ceil(height / 2)]
    const { stride, bytes } = sizes[index] ?? { stride: 0, bytes: 0 }
    const out = new Int8Array(bytes)
    for (let row = 0; row < h + 2 * PAD; row++) {
      const from = Math.min(Math.max(row - PAD, 0), h - 1) * w
      out.fill(plane[from] as number, row * stride, row * stride + PAD)
      out.set(plane.subarray(from, from + w), row * stride + PAD)
      out.fill(plane[from + w - 1] as number, row * stride + PAD + w, (row + 1) * stride)
    }
    return out
  })
  const [py, pu, pv] = padded as [Int8Array, Int8Array, Int8Array]
  return { width, height, y: py, u: pu, v: pv }
}
