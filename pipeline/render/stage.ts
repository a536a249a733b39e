import { loadKernel } from './load-kernel.ts'

/** A window of a picture that fills the frame: its centre and the picture's pixels per pixel of the frame. */
export interface View {
  cx: number
  cy: number
  scale: number
}

/** A picture as planes of signed bytes (value - 128), padded by `PAD` on every side; chroma at half size. */
export interface Planes {
  width: number
  height: number
  y: Int8Array
  u: Int8Array
  v: Int8Array
}

/** A picture that the kernel can draw. */
export interface Loaded {
  width: number
  height: number
  address: number
}

/** A drawing to lay over frames: planes of colour times alpha, and of 255 - alpha; x, y even, width a multiple of 32, height even. */
export interface Strip {
  x: number
  y: number
  width: number
  height: number
  colour: readonly [Uint8Array, Uint8Array, Uint8Array]
  keep: readonly [Uint8Array, Uint8Array]
}

/** Black border around each plane: the kernel reads past the frame's edge in steps of 16. */
export const PAD = 32
/** The kernel gathers 8 outputs out of 16 bytes, so no view may be wider than this. */
const WIDEST_SCALE = 1.4

const PHASES = 1024
const TAPS = 6
const SPARE = 64

// One memory a thread, kept from clip to clip: collecting a hundred megabytes a clip would come too late.
const memory = new WebAssembly.Memory({ initial: 1 })
const kernel = loadKernel(memory)
const lanczos = lanczosTable()

function growTo(bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / 65_536)
  if (missing > 0) memory.grow(missing)
}

/** Pictures that stay in the memory: a clip's own, as it is and as it is built, the next, and a section's card or one of the clip before. */
const KEPT = 4
const kept = new Map<string, Loaded & { end: number }>()
/** Of the stage that the pictures were shrunk for. */
let keptFor = ''

/** Bytes of one stored plane's row. */
export const strideOf = (width: number): number => width + 2 * PAD

/**
 * The frame kernel with its memory: `slots` frames in yuv420p, `width` x `height` (both even), and the last pictures that
 * were shown. A thread has one memory, so the stage made before is spoilt by making another.
 */
export function createStage(width: number, height: number, slots: number) {
  const frameBytes = (width * height * 3) / 2
  const across = (size: number) => Math.ceil(size / 16) * 16
  let end = 1024
  const take = (bytes: number): number => {
    const at = end
    end = aligned(end + bytes)
    return at
  }

  const filter = take((PHASES + 1) * TAPS * 2)
  const luma = { bases: take(across(width) / 2), taps: take(across(width) * TAPS * 4), rows: take(height * 16) }
  const chroma = { bases: take(across(width / 2) / 2), taps: take(across(width / 2) * TAPS * 4), rows: take(height * 8) }
  const ring = take(across(width) * 2 * 8)
  const frames = Array.from({ length: slots }, () => take(frameBytes + SPARE))
  const strip = take(width * height * 2.75 + SPARE)
  growTo(end)
  if (keptFor !== `${width} ${height} ${slots}`) kept.clear()
  keptFor = `${width} ${height} ${slots}`

  new Int16Array(memory.buffer, filter, lanczos.length).set(lanczos)
  let laid: Strip | undefined

  return {
    frame: (slot: number): Uint8Array => new Uint8Array(memory.buffer, at(slot), frameBytes),

    /** A picture that was shown lately, by its name: in its own clip, in the join before and in the join after. */
    kept(name: string): Loaded | undefined {
      const picture = kept.get(name)
      if (picture !== undefined) kept.delete(name) && kept.set(name, picture)
      return picture
    },

    /** Makes room for a picture, which `fill` then writes; it stays until `KEPT` others were shown after it. */
    keep(name: string, { width, height }: { width: number; height: number }, fill: (planes: Planes) => void): Loaded {
      kept.delete(name)
      if (kept.size === KEPT) kept.delete(kept.keys().next().value ?? '')
      const sizes = planeSizes(width, height)
      const bytes = aligned(sizes.reduce((sum, plane) => sum + plane.bytes, SPARE))
      let address = end
      for (const other of [...kept.values()].sort((a, b) => a.address - b.address)) {
        if (other.address - address >= bytes) break
        address = other.end
      }
      const picture = { width, height, address, end: address + bytes }
      growTo(picture.end)
      const [y, u, v] = planesOf(picture)
      fill({ width, height, y, u, v })
      kept.set(name, picture)
      return picture
    },

    /** A picture's stored planes, to be changed; good until another picture is loaded. */
    planes: planesOf,

    /** Draws the view of a picture into a slot; positions stay fractions of a pixel down to 1/1024. */
    draw(slot: number, picture: Loaded, { cx, cy, scale }: View): void {
      if (scale > WIDEST_SCALE) throw new RangeError(`a view of ${scale} source pixels a pixel: shrink the picture first`)
      // Pixel centres are at +0.5; chroma samples sit on the left of their pair of columns, between their two rows.
      const left = cx - (width / 2) * scale
      const top = cy - (height / 2) * scale
      kernel.columns(filter, luma.bases, luma.taps, left + 0.5 * scale - 0.5, scale, across(width))
      kernel.rows(filter, luma.rows, top + 0.5 * scale - 0.5, scale, height)
      kernel.columns(filter, chroma.bases, chroma.taps, (left + 0.5 * scale) / 2 - 0.5, scale, across(width / 2))
      kernel.rows(filter, chroma.rows, (top + scale) / 2 - 0.5, scale, height / 2)
      const sizes = planeSizes(picture.width, picture.height)
      let to = at(slot)
      let from = picture.address
      sizes.forEach(({ stride, bytes: length }, index) => {
        const { bases, taps, rows } = index === 0 ? luma : chroma
        const [across, down] = index === 0 ? [width, height] : [width / 2, height / 2]
        kernel.plane(to, across, down, from + PAD * stride + PAD, stride, bases, taps, rows, ring)
        to += across * down
        from += length
      })
    },

    /** Mixes two slots into the first: 0 leaves `a`, 1 gives `b`. */
    fade(a: number, b: number, amount: number): void {
      kernel.fade(at(a), at(a), at(b), Math.round(amount * 256), frameBytes)
    },

    /** Brings a slot nearer to black: 0 leaves it, 1 is black. */
    dim(slot: number, amount: number): void {
      const weight = Math.round(amount * 256)
      kernel.dim(at(slot), 16, weight, width * height)
      kernel.dim(at(slot) + width * height, 128, weight, frameBytes - width * height)
    },

    /** Lays a strip over a slot; a slot keeps no trace of which strip was used before. */
    over(slot: number, given: Strip): void {
      const { x, y, width: w, height: h, colour, keep } = given
      const [luma, chroma] = [w * h, (w * h) / 4]
      const [keepY, keepC] = [strip + luma + 2 * chroma, strip + 2 * luma + 2 * chroma]
      if (laid !== given) {
        let to = strip
        for (const plane of [...colour, ...keep]) {
          new Uint8Array(memory.buffer, to, plane.length).set(plane)
          to += plane.length
        }
        laid = given
      }
      const half = width / 2
      const u = at(slot) + width * height
      const within = (y / 2) * half + x / 2
      kernel.over(at(slot) + y * width + x, width, strip, keepY, w, h)
      kernel.over(u + within, half, strip + luma, keepC, w / 2, h / 2)
      kernel.over(u + half * (height / 2) + within, half, strip + luma + chroma, keepC, w / 2, h / 2)
    },
  }

  function at(slot: number): number {
    const address = frames[slot]
    if (address === undefined) throw new RangeError(`no slot ${slot}`)
    return address
  }
}

// Views of the memory end when it grows.
function planesOf({ width, height, address }: Loaded): [y: Int8Array, u: Int8Array, v: Int8Array] {
  const [luma, half] = planeSizes(width, height).map(({ bytes }) => bytes) as [number, number, number]
  const plane = (at: number, bytes: number) => new Int8Array(memory.buffer, address + at, bytes)
  return [plane(0, luma), plane(luma, half), plane(luma + half, half)]
}

export type Stage = ReturnType<typeof createStage>

function aligned(address: number): number {
  return Math.ceil(address / 64) * 64
}

/** Row length and bytes of the three stored planes of a picture. */
export function planeSizes(width: number, height: number): { stride: number; bytes: number }[] {
  const size = (w: number, h: number) => ({ stride: strideOf(w), bytes: strideOf(w) * (h + 2 * PAD) })
  const half = size(Math.ceil(width / 2), Math.ceil(height / 2))
  return [size(width, height), half, half]
}

/** Lanczos-3 at 1,025 phases of a pixel, 6 weights each that sum to 2^14 exactly. */
export function lanczosTable(): Int16Array {
  const table = new Int16Array((PHASES + 1) * TAPS)
  const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))
  for (let phase = 0; phase <= PHASES; phase++) {
    const raw = Array.from({ length: TAPS }, (_, tap) => {
      const x = tap - 2 - phase / PHASES
      return Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0
    })
    const total = raw.reduce((sum, weight) => sum + weight, 0)
    const weights = raw.map((weight) => Math.round((weight / total) * 16_384))
    const nearest = phase < PHASES / 2 ? 2 : 3
    weights[nearest] = (weights[nearest] ?? 0) + 16_384 - weights.reduce((sum, weight) => sum + weight, 0)
    table.set(weights, phase * TAPS)
  }
  return table
}
