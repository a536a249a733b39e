// AssemblyScript, compiled by asconfig.json to kernel.wasm (relaxed SIMD) and kernel-plain.wasm; both give the same bytes.
// Pictures come as signed bytes (value - 128), padded by 32 on every side; frames go out as planar bytes. Colour is BT.709 of
// limited range.

const TAPS: i32 = 6
const PHASES: f64 = 1024

function gather(bytes: v128, indices: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(bytes, indices)
  return i8x16.swizzle(bytes, indices)
}

function scale(a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i16x8.relaxed_q15mulr_s(a, b)
  return i16x8.q15mulr_sat_s(a, b)
}

/** For `count` outputs (a multiple of 8) at start + step * i: a first source column a group, and byte indices and weights a tap. */
export function columns(filter: usize, bases: usize, taps: usize, start: f64, step: f64, count: i32): void {
  for (let group = 0; group < count; group += 8) {
    const first = <i32>Math.floor(start + step * <f64>group) - 2
    store<i32>(bases, first)
    bases += 4
    for (let lane = 0; lane < 8; lane++) {
      const position = start + step * <f64>(group + lane)
      const whole = Math.floor(position)
      const weights = filter + <usize>(<i32>Math.round((position - whole) * PHASES) * TAPS * 2)
      const offset = <i32>whole - 2 - first
      for (let tap = 0; tap < TAPS; tap++) {
        const at = taps + <usize>(tap * 32 + lane * 2)
        store<u8>(at, 0x80) // picks zero: the byte lands in the high half of its lane, times 256
        store<u8>(at + 1, <u8>(offset + tap))
        store<i16>(at + 16, load<i16>(weights + <usize>(tap * 2)))
      }
    }
    taps += TAPS * 32
  }
}

/** For `count` output rows at start + step * i: the first source row and six weights, 16 bytes a row. */
export function rows(filter: usize, table: usize, start: f64, step: f64, count: i32): void {
  for (let row = 0; row < count; row++) {
    const position = start + step * <f64>row
    const whole = Math.floor(position)
    const weights = filter + <usize>(<i32>Math.round((position - whole) * PHASES) * TAPS * 2)
    store<i32>(table, <i32>whole - 2)
    for (let tap = 0; tap < TAPS; tap++) store<i16>(table + 4 + <usize>(tap * 2), load<i16>(weights + <usize>(tap * 2)))
    table += 16
  }
}

/** Draws one plane; `width` is rounded up to 16 and spills into the next row, so rows and planes are drawn in order. */
export function plane(
  to: usize,
  width: i32,
  height: i32,
  from: usize,
  stride: i32,
  bases: usize,
  taps: usize,
  table: usize,
  ring: usize,
): void {
  const across = (width + 15) & ~15
  const pitch = <usize>(across * 2)
  let done = load<i32>(table) - 1
  for (let y = 0; y < height; y++) {
    const first = load<i32>(table)
    while (done < first + TAPS - 1) {
      const upper = ring + <usize>((done + 1) & 7) * pitch
      const lower = ring + <usize>((done + 2) & 7) * pitch
      horizontal(upper, lower, from + <usize>((done + 1) * stride), stride, bases, taps, across)
      done += 2
    }
    const r0 = ring + <usize>(first & 7) * pitch
    const r1 = ring + <usize>((first + 1) & 7) * pitch
    const r2 = ring + <usize>((first + 2) & 7) * pitch
    const r3 = ring + <usize>((first + 3) & 7) * pitch
    const r4 = ring + <usize>((first + 4) & 7) * pitch
    const r5 = ring + <usize>((first + 5) & 7) * pitch
    const w0 = v128.load16_splat(table, 4)
    const w1 = v128.load16_splat(table, 6)
    const w2 = v128.load16_splat(table, 8)
    const w3 = v128.load16_splat(table, 10)
    const w4 = v128.load16_splat(table, 12)
    const w5 = v128.load16_splat(table, 14)
    for (let x: usize = 0; x < pitch; x += 32) {
      const low = vertical(r0 + x, r1 + x, r2 + x, r3 + x, r4 + x, r5 + x, w0, w1, w2, w3, w4, w5)
      const high = vertical(r0 + x + 16, r1 + x + 16, r2 + x + 16, r3 + x + 16, r4 + x + 16, r5 + x + 16, w0, w1, w2, w3, w4, w5)
      v128.store(to + (x >> 1), i8x16.narrow_i16x8_u(low, high))
    }
    to += <usize>width
    table += 16
  }
}

// Two source rows, which share their weights, to 16-bit with 7 bits of fraction: bytes times 2^8, weights 2^14, product rounded
// down by 2^15.
function horizontal(to: usize, below: usize, from: usize, stride: i32, bases: usize, taps: usize, count: i32): void {
  for (let x = 0; x < count; x += 8) {
    const at = from + load<i32>(bases)
    const a = v128.load(at)
    const b = v128.load(at + <usize>stride)
    let indices = v128.load(taps)
    let weights = v128.load(taps, 16)
    let upper = scale(gather(a, indices), weights)
    let lower = scale(gather(b, indices), weights)
    indices = v128.load(taps, 32)
    weights = v128.load(taps, 48)
    upper = i16x8.add(upper, scale(gather(a, indices), weights))
    lower = i16x8.add(lower, scale(gather(b, indices), weights))
    indices = v128.load(taps, 64)
    weights = v128.load(taps, 80)
    upper = i16x8.add(upper, scale(gather(a, indices), weights))
    lower = i16x8.add(lower, scale(gather(b, indices), weights))
    indices = v128.load(taps, 96)
    weights = v128.load(taps, 112)
    upper = i16x8.add(upper, scale(gather(a, indices), weights))
    lower = i16x8.add(lower, scale(gather(b, indices), weights))
    indices = v128.load(taps, 128)
    weights = v128.load(taps, 144)
    upper = i16x8.add(upper, scale(gather(a, indices), weights))
    lower = i16x8.add(lower, scale(gather(b, indices), weights))
    indices = v128.load(taps, 160)
    weights = v128.load(taps, 176)
    upper = i16x8.add(upper, scale(gather(a, indices), weights))
    lower = i16x8.add(lower, scale(gather(b, indices), weights))
    v128.store(to, upper)
    v128.store(below, lower)
    to += 16
    below += 16
    bases += 4
    taps += TAPS * 32
  }
}

// Six rows to whole numbers: 6 bits of fraction left, half added, 128 put back.
function vertical(
  r0: usize,
  r1: usize,
  r2: usize,
  r3: usize,
  r4: usize,
  r5: usize,
  w0: v128,
  w1: v128,
  w2: v128,
  w3: v128,
  w4: v128,
  w5: v128,
): v128 {
  let sum = i16x8.add(scale(v128.load(r0), w0), scale(v128.load(r1), w1))
  sum = i16x8.add(sum, scale(v128.load(r2), w2))
  sum = i16x8.add(sum, scale(v128.load(r3), w3))
  sum = i16x8.add(sum, scale(v128.load(r4), w4))
  sum = i16x8.add(sum, scale(v128.load(r5), w5))
  return i16x8.shr_s(i16x8.add(sum, i16x8.splat(128 * 64 + 32)), 6)
}

/** to = a * (256 - weight) + b * weight, over 256, for `count` bytes rounded up to 16; `weight` 0..256. `to` may be `a` or `b`. */
export function fade(to: usize, a: usize, b: usize, weight: i32, count: i32): void {
  const wa = i16x8.splat(<i16>(256 - weight))
  const wb = i16x8.splat(<i16>weight)
  const half = i16x8.splat(128)
  for (let i: usize = 0; i < <usize>count; i += 16) {
    const va = v128.load(a + i)
    const vb = v128.load(b + i)
    const low = i16x8.add(i16x8.mul(i16x8.extend_low_i8x16_u(va), wa), i16x8.mul(i16x8.extend_low_i8x16_u(vb), wb))
    const high = i16x8.add(i16x8.mul(i16x8.extend_high_i8x16_u(va), wa), i16x8.mul(i16x8.extend_high_i8x16_u(vb), wb))
    v128.store(to + i, i8x16.narrow_i16x8_u(i16x8.shr_u(i16x8.add(low, half), 8), i16x8.shr_u(i16x8.add(high, half), 8)))
  }
}

/** to = to * (256 - weight) + level * weight, over 256, for `count` bytes rounded up to 16; `weight` 0..256. */
export function dim(to: usize, level: i32, weight: i32, count: i32): void {
  const keep = i16x8.splat(<i16>(256 - weight))
  const add = i16x8.splat(<i16>(level * weight + 128))
  for (let i: usize = 0; i < <usize>count; i += 16) {
    const under = v128.load(to + i)
    const low = i16x8.add(i16x8.mul(i16x8.extend_low_i8x16_u(under), keep), add)
    const high = i16x8.add(i16x8.mul(i16x8.extend_high_i8x16_u(under), keep), add)
    v128.store(to + i, i8x16.narrow_i16x8_u(i16x8.shr_u(low, 8), i16x8.shr_u(high, 8)))
  }
}

/** Lays a strip over a plane: to = colour + to * keep / 255; `colour` is premultiplied, `width` a multiple of 16. */
export function over(to: usize, stride: i32, colour: usize, keep: usize, width: i32, height: i32): void {
  const half = i16x8.splat(128)
  for (let y = 0; y < height; y++) {
    for (let x: usize = 0; x < <usize>width; x += 16) {
      const under = v128.load(to + x)
      const rest = v128.load(keep + x)
      let low = i16x8.add(i16x8.extmul_low_i8x16_u(under, rest), half)
      let high = i16x8.add(i16x8.extmul_high_i8x16_u(under, rest), half)
      low = i16x8.shr_u(i16x8.add(low, i16x8.shr_u(low, 8)), 8)
      high = i16x8.shr_u(i16x8.add(high, i16x8.shr_u(high, 8)), 8)
      v128.store(to + x, i8x16.add_sat_u(i8x16.narrow_i16x8_u(low, high), v128.load(colour + x)))
    }
    to += <usize>stride
    colour += <usize>width
    keep += <usize>width
  }
}

/** Luma (value - 128) of opaque RGBA pixels, and chroma of every square of four; an odd last column or row counts twice. */
export function opaque(pixels: usize, width: i32, rows: i32, y: usize, u: usize, v: usize): void {
  for (let row = 0; row < rows; row += 2) {
    const down: usize = row + 1 < rows ? <usize>width : 0
    for (let column = 0; column < width; column += 2) {
      const right: usize = column + 1 < width ? 1 : 0
      const at = <usize>(row * width + column)
      const a = pixels + (at << 2)
      const b = a + (right << 2)
      const c = a + (down << 2)
      const d = c + (right << 2)
      store<u8>(y + at, luma(a))
      store<u8>(y + at + right, luma(b))
      store<u8>(y + at + down, luma(c))
      store<u8>(y + at + down + right, luma(d))
      const red = <i32>load<u8>(a) + <i32>load<u8>(b) + <i32>load<u8>(c) + <i32>load<u8>(d)
      const green = <i32>load<u8>(a, 1) + <i32>load<u8>(b, 1) + <i32>load<u8>(c, 1) + <i32>load<u8>(d, 1)
      const blue = <i32>load<u8>(a, 2) + <i32>load<u8>(b, 2) + <i32>load<u8>(c, 2) + <i32>load<u8>(d, 2)
      store<u8>(u++, (-6595 * red - 22189 * green + 28784 * blue + 131072) >> 18)
      store<u8>(v++, (28784 * red - 26145 * green - 2639 * blue + 131072) >> 18)
    }
  }
}

function luma(pixel: usize): i32 {
  return ((11966 * <i32>load<u8>(pixel) + 40254 * <i32>load<u8>(pixel, 1) + 4064 * <i32>load<u8>(pixel, 2) + 32768) >> 16) + 16 - 128
}

/** What is drawn on nothing, RGBA with even sides, as `over` lays it: colour times alpha, and 255 - alpha, both also for chroma. */
export function drawn(pixels: usize, width: i32, rows: i32, y: usize, u: usize, v: usize, keepY: usize, keepC: usize): void {
  for (let row = 0; row < rows; row += 2) {
    for (let column = 0; column < width; column += 2) {
      let red: f64 = 0
      let green: f64 = 0
      let blue: f64 = 0
      let alpha: f64 = 0
      for (let corner = 0; corner < 4; corner++) {
        const at = <usize>((row + (corner >> 1)) * width + column + (corner & 1))
        const pixel = pixels + (at << 2)
        const a = <f64>load<u8>(pixel, 3) / 255
        const r = <f64>load<u8>(pixel)
        const g = <f64>load<u8>(pixel, 1)
        const b = <f64>load<u8>(pixel, 2)
        store<u8>(y + at, nearest((0.182586 * r + 0.614231 * g + 0.062007 * b + 16) * a))
        store<u8>(keepY + at, nearest(255 - a * 255))
        red += r * a
        green += g * a
        blue += b * a
        alpha += a
      }
      store<u8>(u++, nearest((-0.100644 * red - 0.338572 * green + 0.439216 * blue + 128 * alpha) / 4))
      store<u8>(v++, nearest((0.439216 * red - 0.398942 * green - 0.040274 * blue + 128 * alpha) / 4))
      store<u8>(keepC++, nearest(255 - (alpha / 4) * 255))
    }
  }
}

function nearest(value: f64): i32 {
  return <i32>(value + 0.5)
}
