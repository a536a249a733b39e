import { readFile } from 'node:fs/promises'
import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import { bandsOf } from './pixels.ts'
import { resample } from './resample.ts'
import { type Loaded, PAD, type Planes, type Stage, strideOf } from './stage.ts'

/**
 * Decodes a picture for the stage, shrunk to about the frame's size where it is larger, so that no view needs more than one
 * of its pixels a pixel of the frame. JPEG, PNG and WebP. One to be changed is loaded afresh, under a name of its own.
 */
export async function loadPicture(stage: Stage, path: string, frame: { width: number; height: number }, name = path): Promise<Loaded> {
  const known = name === path ? stage.kept(path) : undefined
  if (known !== undefined) return known
  const image = await loadImage(await readFile(path))
  const { canvas, ...size } = shrink(image, frame)
  const picture = stage.keep(name, size, (planes) => fillPlanes(planes, canvas))
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

/** Copies rows into a plane, beginning with its `first`. */
function place(from: Int8Array | Uint8Array, width: number, to: Int8Array, { stride, at }: Place, first = 0): void {
  for (let row = 0; row * width < from.length; row++) to.set(from.subarray(row * width, (row + 1) * width), at + (first + row) * stride)
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
  const [width, half] = [canvas.width, Math.ceil(canvas.width / 2)]
  for (const band of bandsOf(canvas, 'opaque')) {
    place(band.y, width, y, luma, band.top)
    place(band.u, half, u, chroma, band.top / 2)
    place(band.v, half, v, chroma, band.top / 2)
  }
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
