import { Path2D } from '@napi-rs/canvas'
import type { Shape } from '../../../../styles/style.ts'
import { below, keptBelow, type Land, piece, ridge, type Scenery, swell } from './ground.ts'

/** Three ranges of mountains, one behind the other. */
export const mountains: Scenery = (land) => {
  const { width, height, horizon, random } = land
  const kept = keptBelow(land)
  return [0, 0.35, 0.7, 1].map((depth) => {
    const line = depth === 1 ? swell(random, 1.2) : ridge(random, 0.52)
    const base = horizon + depth * (height - horizon) * 0.42
    const reach = height * (0.24 - depth * 0.14)
    return piece(
      below(land, (t) => (depth === 1 ? base + line(t) * height * 0.012 : base - kept(t * width, line(t) * reach)), 160),
      depth,
    )
  })
}

/** Soft hills behind each other. */
export const hills: Scenery = (land) => {
  const { height, horizon, random } = land
  return [0.1, 0.4, 0.75, 1].map((depth) => {
    const line = swell(random, 0.7 + random() * 0.6)
    const base = horizon + depth * (height - horizon) * 0.45
    return piece(
      below(land, (t) => base + line(t) * height * 0.03 * (1.4 - depth)),
      depth,
    )
  })
}

/** Open water: a level horizon and long waves that widen towards the viewer. */
export const sea: Scenery = (land) => {
  const { width, height, horizon, random } = land
  const shapes: Shape[] = [
    piece(
      below(land, () => horizon),
      0.15,
    ),
  ]
  for (const depth of [0.35, 0.6, 0.85]) {
    const line = swell(random, 2 + (1 - depth) * 5)
    const base = horizon + depth ** 1.3 * (height - horizon) * 0.62
    shapes.push(
      piece(
        below(land, (t) => base + line(t) * height * 0.008 * (0.5 + depth)),
        depth,
      ),
    )
  }
  const glints = new Path2D()
  for (let index = 0; index < 22; index++) {
    const depth = random()
    const length = width * (0.015 + depth * 0.05)
    const [x, y] = [random() * width, horizon + height * 0.015 + depth ** 1.6 * (height - horizon) * 0.5]
    glints.moveTo(x, y)
    glints.quadraticCurveTo(x + length / 2, y - height * 0.006, x + length, y)
  }
  shapes.push(piece(glints, 0.2, 'light', height * 0.0026))
  return shapes.map((shape) =>
    shape.tone === 'light' ? { ...shape, path: shape.path.stroke({ width: height * 0.0028, miterLimit: 1 }) } : shape,
  )
}

/** Firs on low ground, small far away and tall in front, kept to the sides. */
export const forest: Scenery = (land) => {
  const { width, height, horizon, random } = land
  const kept = keptBelow(land)
  const shapes: Shape[] = []
  for (const depth of [0.15, 0.5, 0.9]) {
    const base = horizon + depth * (height - horizon) * 0.4
    const trees = new Path2D()
    const size = height * (0.05 + depth * 0.09)
    for (let x = -size * 0.2; x < width + size; x += size * (0.3 + random() * 0.34)) {
      const grown = size * (0.65 + random() * 0.6) * (depth === 0.9 ? 0.55 + 0.6 * Math.abs(x / width - 0.5) * 2 : 1)
      const tall = kept(x, grown)
      fir(trees, x, base + size * 0.1, tall)
    }
    trees.addPath(below(land, () => base))
    shapes.push(piece(trees, depth))
  }
  const path = below(land, (t) => horizon + (height - horizon) * 0.52 + Math.sin(t * 5) * height * 0.008)
  return [...shapes, piece(path, 1)]
}

function fir(path: Path2D, x: number, foot: number, tall: number): void {
  const half = tall * 0.21
  path.moveTo(x, foot - tall)
  for (const [out, down] of [
    [0.5, 0.34],
    [0.28, 0.34],
    [0.78, 0.66],
    [0.46, 0.66],
    [1, 1],
  ] as const) {
    path.lineTo(x + half * out, foot - tall * (1 - down))
  }
  for (const [out, down] of [
    [1, 1],
    [0.46, 0.66],
    [0.78, 0.66],
    [0.28, 0.34],
    [0.5, 0.34],
  ] as const) {
    path.lineTo(x - half * out, foot - tall * (1 - down))
  }
  path.closePath()
}

/** Dunes with a lit and a shaded side. */
export const desert: Scenery = (land) => {
  const { width, height, horizon, random } = land
  return [0.05, 0.35, 0.7, 1].flatMap((depth): Shape[] => {
    const base = horizon + depth * (height - horizon) * 0.42
    const crest = width * (0.15 + random() * 0.7)
    const rise = height * 0.075 * (1.15 - depth * 0.8)
    const top = (t: number) => base - rise * Math.exp(-(((t * width - crest) / (width * (t * width < crest ? 0.34 : 0.16))) ** 2))
    const lit = piece(below(land, top), depth)
    const shade = new Path2D()
    shade.moveTo(crest, base - rise)
    for (let step = 0; step <= 40; step++)
      shade.lineTo(crest + (step / 40) * width * 0.36, top((crest + (step / 40) * width * 0.36) / width))
    shade.bezierCurveTo(crest + width * 0.2, base + rise * 0.5, crest + width * 0.04, base + rise * 0.2, crest, base - rise)
    return depth === 1 ? [lit] : [lit, piece(shade, depth, 'shade')]
  })
}

/** Ploughed rows that run to a far point. */
export const field: Scenery = (land: Land) => {
  const { width, height, horizon, random } = land
  const far = hills({ ...land, horizon: horizon - height * 0.01 }).slice(0, 2)
  const ground = piece(
    below(land, () => horizon + height * 0.035),
    0.6,
  )
  const rows = new Path2D()
  const middle = width * (0.35 + random() * 0.3)
  const top = horizon + height * 0.035
  for (let row = -16; row <= 16; row++) {
    rows.moveTo(middle + row * width * 0.012, top)
    rows.lineTo(middle + row * width * 0.13, height)
    rows.lineTo(middle + (row + 0.5) * width * 0.13, height)
    rows.lineTo(middle + (row + 0.42) * width * 0.012, top)
    rows.closePath()
  }
  return [...far, ground, piece(rows, 0.9)]
}

/** A river that winds from the horizon to the viewer between two banks. */
export const river: Scenery = (land) => {
  const { width, height, horizon } = land
  const water = new Path2D()
  const at = (t: number) => width * (0.56 + Math.sin(t * 4.4) * 0.12 * (1 - t * 0.3) - t * 0.1)
  const wide = (t: number) => width * (0.008 + t ** 1.7 * 0.26)
  const y = (t: number) => horizon + height * 0.03 + t * (height - horizon)
  for (let step = 0; step <= 40; step++) water.lineTo(at(step / 40) - wide(step / 40), y(step / 40))
  for (let step = 40; step >= 0; step--) water.lineTo(at(step / 40) + wide(step / 40), y(step / 40))
  water.closePath()
  return [
    ...mountains(land).slice(0, 2),
    piece(
      below(land, () => horizon + height * 0.03),
      0.62,
    ),
    piece(water, 0.1, 'light'),
  ]
}
