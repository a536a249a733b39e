import { readFile } from 'node:fs/promises'
import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import { resample } from './resample.ts'
import { type Loaded, PAD, type Planes, type Stage, strideOf } from './stage.ts'

// BT.709, limited range, 16 bits of fraction.
const Y = [11_966, 40_254, 4_064] as const
const U = [-6_595, -22_189, 28_784] as const
const V = [28_784, -26_145, -2_639] as const

/**
 * Decodes a picture for the stage, shrunk to about the frame's size where it is larger, so that no view needs more than one
 * of its pixels a pixel of the frame. JPEG, PNG and WebP.
 */
export async function loadPicture(stage: Stage, path: string, frame: { width: number; height: number }): Promise<Loaded> {
  const known = stage.kept(path)
  if (known !== undefined) return known
  const image = await loadImage(await readFile(path))
  const { canvas, ...size } = shrink(image, frame)
  const picture = stage.keep(path, size, (planes) => fillPlanes(planes, canvas))
  release(canvas)
  image.src = Buffer.alloc(0)
  return picture
}

/** Turns a canvas into planes, brought to their size where it is larger. */
export function fillPlanes(planes: Planes, canvas: Canvas): void {
  const { width, height } = planes
  const [luma, chroma] = [within(width), within(Math.ceil(width / 2))]
  if (canvas.width === width && canvas.height === height) {
    rgbToPlanes(canvas, planes, luma, chroma)
  } else {
    const [w, h] = [Math.ceil(canvas.width / 2), Math.ceil(canvas.height / 2)]
    const full = { y: new Int8Array(canvas.width * canvas.height), u: new Int8Array(w * h), v: new Int8Array(w * h) }
    rgbToPlanes(canvas, full, { stride: canvas.width, at: 0 }, { stride: w, at: 0 })
    const [toWidth, toHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)]
    place(resample(full.y, canvas.width, canvas.height, width, height), width, planes.y, luma)
    place(resample(full.u, w, h, toWidth, toHeight), toWidth, planes.u, chroma)
    place(resample(full.v, w, h, toWidth, toHeight), toWidth, planes.v, chroma)
  }
  fillBorder(planes.y, width, height)
  for (const plane of [planes.u, planes.v]) fillBorder(plane, Math.ceil(width / 2), Math.ceil(height / 2))
}

/** Gives a canvas's pixels back at once: V8 doesn't see their eight megabytes, and would let them wait. */
export function release(canvas: Canvas): void {
  canvas.width = 1
  canvas.height = 1
}

/** Where a plane's pixels lie in its bytes: from one row to the next, and the first. */
interface Place {
  stride: number
  at: number
}

function within(width: number): Place {
  const stride = strideOf(width)
  return { stride, at: PAD * stride + PAD }
}

function place(from: Int8Array, width: number, to: Int8Array, { stride, at }: Place): void {
  for (let row = 0; row * width < from.length; row++) to.set(from.subarray(row * width, (row + 1) * width), at + row * stride)
}

/** Halves with Skia (an exact 2 x 2 mean) while that leaves enough, and says what size the planes should be brought to. */
function shrink(image: Image, frame: { width: number; height: number }): { canvas: Canvas; width: number; height: number } {
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
  if (source !== image) return { canvas: source as Canvas, width, height }
  const canvas = createCanvas(w, h)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff' // what shines through a transparent picture
  context.fillRect(0, 0, w, h)
  context.drawImage(image, 0, 0)
  return { canvas, width, height }
}

function rgbToPlanes(canvas: Canvas, { y, u, v }: Pick<Planes, 'y' | 'u' | 'v'>, luma: Place, chroma: Place): void {
  const { width, height } = canvas
  const context = canvas.getContext('2d')
  const BAND = 64 // rows at a time, so that no second copy of a large picture is held
  for (let top = 0; top < height; top += BAND) {
    const rows = Math.min(BAND, height - top)
    const { data } = context.getImageData(0, top, width, rows)
    for (let row = 0; row < rows; row += 2) {
      for (let column = 0; column < width; column += 2) {
        // An odd edge counts its last row or column twice.
        const right = column + 1 < width ? 1 : 0
        const down = row + 1 < rows ? 1 : 0
        const at = row * width + column
        const [a, b, c, d] = [at * 4, (at + right) * 4, (at + down * width) * 4, (at + down * width + right) * 4]
        const to = luma.at + (top + row) * luma.stride + column
        const below = to + down * luma.stride
        y[to] = lumaOf(data, a)
        y[to + right] = lumaOf(data, b)
        y[below] = lumaOf(data, c)
        y[below + right] = lumaOf(data, d)
        const red = sum(data, a, b, c, d)
        const green = sum(data, a + 1, b + 1, c + 1, d + 1)
        const blue = sum(data, a + 2, b + 2, c + 2, d + 2)
        const half = chroma.at + ((top + row) >> 1) * chroma.stride + (column >> 1)
        u[half] = (U[0] * red + U[1] * green + U[2] * blue + 131_072) >> 18
        v[half] = (V[0] * red + V[1] * green + V[2] * blue + 131_072) >> 18
      }
    }
  }
}

type Pixels = Uint8ClampedArray

function lumaOf(data: Pixels, at: number): number {
  return ((Y[0] * (data[at] as number) + Y[1] * (data[at + 1] as number) + Y[2] * (data[at + 2] as number) + 32_768) >> 16) + 16 - 128
}

function sum(data: Pixels, a: number, b: number, c: number, d: number): number {
  return (data[a] as number) + (data[b] as number) + (data[c] as number) + (data[d] as number)
}

/** Repeats a stored plane's outermost pixels into its border; `width` and `height` are those within. */
function fillBorder(plane: Int8Array, width: number, height: number): void {
  const stride = strideOf(width)
  for (let row = PAD; row < PAD + height; row++) {
    const first = row * stride + PAD
    plane.fill(plane[first] as number, first - PAD, first)
    plane.fill(plane[first + width - 1] as number, first + width, first + width + PAD)
  }
  const last = (PAD + height - 1) * stride
  for (let row = 0; row < PAD; row++) {
    plane.copyWithin(row * stride, PAD * stride, (PAD + 1) * stride)
    plane.copyWithin((PAD + height + row) * stride, last, last + stride)
  }
}
