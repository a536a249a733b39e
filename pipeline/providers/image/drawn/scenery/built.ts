import { Path2D } from '@napi-rs/canvas'
import type { Shape } from '../../../../styles/style.ts'
import { below, keptBelow, piece, type Scenery, swell } from './ground.ts'

/** A skyline in two rows with lit windows. */
export const city: Scenery = (land) => {
  const { width, height, horizon, random } = land
  const kept = keptBelow(land)
  const shapes: Shape[] = []
  for (const depth of [0.2, 0.6]) {
    const base = horizon + depth * (height - horizon) * 0.12
    const [blocks, windows] = [new Path2D(), new Path2D()]
    for (let x = -width * 0.02; x < width; ) {
      const across = Math.max(width, height) * (0.022 + random() * 0.035)
      const aside = 0.45 + 0.75 * Math.abs((x + across / 2) / width - 0.5) * 2
      const tall = kept(x + across / 2, height * (0.05 + random() * 0.16) * aside * (1.15 - depth * 0.5))
      blocks.rect(x, base - tall, across, height)
      if (random() < 0.22) blocks.rect(x + across * 0.46, base - tall * 1.22, across * 0.08, tall)
      const cell = across / 5
      for (let row = base - tall + cell; row < base - cell; row += cell * 1.5) {
        for (let column = 1; column < 4; column += 1) {
          if (random() < 0.4) windows.rect(x + cell * (column + 0.15), row, cell * 0.62, cell * 0.8)
        }
      }
      x += across * (1 + random() * 0.12)
    }
    shapes.push(piece(blocks, depth), piece(windows, depth, 'light'))
  }
  return [
    ...shapes,
    piece(
      below(land, () => horizon + (height - horizon) * 0.11),
      1,
    ),
  ]
}

/** Stars above the rim of a world. */
export const space: Scenery = (land) => {
  const { width, height, horizon, random, quiet = [] } = land
  const stars = new Path2D()
  for (let index = 0; index < 90; index++) {
    const radius = height * (0.0009 + random() ** 3 * 0.0028)
    const [x, y] = [random() * width, random() * horizon]
    if (quiet.some((box) => x > box.x - radius * 9 && x < box.x + box.width + radius * 9 && y > box.y && y < box.y + box.height)) continue
    stars.moveTo(x + radius, y)
    stars.arc(x, y, radius, 0, Math.PI * 2)
  }
  const rim = new Path2D()
  const radius = width * 1.1
  rim.arc(width * 0.5, horizon + radius + height * 0.02, radius, 0, Math.PI * 2)
  const craters = new Path2D()
  for (let index = 0; index < 9; index++) {
    const [x, y] = [random() * width, horizon + height * (0.09 + random() * 0.22)]
    const [across, down] = [width * (0.012 + random() * 0.03), height * (0.006 + random() * 0.01)]
    craters.moveTo(x + across, y)
    craters.ellipse(x, y, across, down, 0, 0, Math.PI * 2)
    craters.closePath()
  }
  return [{ ...piece(stars, 0.5, 'main'), layer: 'sky' }, piece(rim, 0.7), piece(craters, 0.7, 'shade')]
}

/** A table in a quiet room, for things that are looked at indoors. */
export const room: Scenery = (land) => {
  const { width, height, horizon } = land
  const edge = new Path2D()
  edge.rect(0, horizon + height * 0.03, width, height * 0.016)
  return [
    piece(
      below(land, () => horizon + height * 0.03),
      0.75,
    ),
    piece(edge, 0.75, 'light'),
  ]
}

/** Nothing in particular: two long curves of ground. */
export const plain: Scenery = (land) => {
  const { height, horizon, random } = land
  return [0.3, 0.8].map((depth) => {
    const line = swell(random, 0.45)
    return piece(
      below(land, (t) => horizon + height * 0.02 + depth * (height - horizon) * 0.35 + line(t) * height * 0.03),
      depth,
    )
  })
}

/** The shore of a calm lake under low hills. */
export const lake: Scenery = (land) => {
  const { height, horizon, random } = land
  const line = swell(random, 1.1)
  const shore = swell(random, 0.5)
  return [
    piece(
      below(land, (t) => horizon - height * 0.03 - Math.abs(line(t)) * height * 0.05),
      0.25,
    ),
    piece(
      below(land, () => horizon),
      0.06,
    ),
    piece(
      below(land, (t) => horizon + (height - horizon) * 0.5 + shore(t) * height * 0.025),
      0.9,
    ),
  ]
}
