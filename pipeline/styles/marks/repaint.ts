import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { field } from './random.ts'

/** Reads the colour of a picture at a pixel, as three bytes; outside it, of the nearest edge. */
export function sampler(picture: Canvas): (x: number, y: number) => [number, number, number] {
  const { width, height } = picture
  const { data } = picture.getContext('2d').getImageData(0, 0, width, height)
  return (x, y) => {
    const column = Math.max(0, Math.min(width - 1, Math.round(x)))
    const row = Math.max(0, Math.min(height - 1, Math.round(y)))
    const at = (row * width + column) * 4
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
  }
}

/** Repaints a picture in short strokes `length` pixels long that follow a slow swirl and vary in colour by `life` (0..1). */
export function strokes(
  context: SKRSContext2D,
  picture: Canvas,
  random: () => number,
  length: number,
  life: number,
  turn: (x: number, y: number) => number,
): void {
  const colour = sampler(picture)
  const gap = length * 0.42
  context.save()
  context.lineCap = 'round'
  for (let y = -gap; y < picture.height + gap; y += gap) {
    for (let x = -gap; x < picture.width + gap; x += gap * 1.25) {
      const [px, py] = [x + (random() - 0.5) * gap * 1.6, y + (random() - 0.5) * gap * 1.6]
      const light = 1 + (random() - 0.5) * life
      const warm = (random() - 0.5) * life * 40
      const [red, green, blue] = colour(px, py)
      const angle = turn(px, py)
      const [dx, dy] = [Math.cos(angle) * length * 0.5, Math.sin(angle) * length * 0.5]
      context.strokeStyle = `rgb(${red * light + warm},${green * light},${blue * light - warm})`
      context.lineWidth = gap * (0.75 + random() * 0.5)
      context.beginPath()
      context.moveTo(px - dx, py - dy)
      context.lineTo(px + dx, py + dy)
      context.stroke()
    }
  }
  context.restore()
}

/** A slowly turning direction over the plane, in radians, for strokes and streams; `reach` is the width of a swirl in pixels. */
export function swirl(random: () => number, reach: number): (x: number, y: number) => number {
  const noise = field(random, 2, 32)
  return (x, y) => (noise(x / reach, y / reach) - 0.5) * Math.PI * 3
}

/** Cells of glass: each pixel takes the colour of its nearest seed; `lead` pixels of dark stand between cells. */
export function cells(
  picture: Canvas,
  random: () => number,
  size: number,
  lead: number,
  dark: readonly [number, number, number],
  life: number,
): Canvas {
  const { width, height } = picture
  const colour = sampler(picture)
  const columns = Math.ceil(width / size) + 2
  const rows = Math.ceil(height / size) + 2
  const seeds = Array.from({ length: columns * rows }, (_, index) => {
    const x = ((index % columns) - 1 + random()) * size
    const y = (Math.floor(index / columns) - 1 + random()) * size
    const light = 1 + (random() - 0.5) * life
    const [red, green, blue] = colour(x, y)
    return { x, y, red: red * light, green: green * light, blue: blue * light }
  })
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const image = context.createImageData(width, height)
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / size) + 1
    for (let x = 0; x < width; x++, at += 4) {
      const column = Math.floor(x / size) + 1
      let [first, second, nearest] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, seeds[0]]
      for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
          const seed = seeds[r * columns + c]
          if (seed === undefined) continue
          const away = (seed.x - x) ** 2 + (seed.y - y) ** 2
          if (away < first) {
            second = first
            first = away
            nearest = seed
          } else if (away < second) second = away
        }
      }
      const edge = Math.max(0, Math.min(1, (Math.sqrt(second) - Math.sqrt(first)) / lead))
      image.data[at] = dark[0] + ((nearest?.red ?? 0) - dark[0]) * edge
      image.data[at + 1] = dark[1] + ((nearest?.green ?? 0) - dark[1]) * edge
      image.data[at + 2] = dark[2] + ((nearest?.blue ?? 0) - dark[2]) * edge
      image.data[at + 3] = 255
    }
  }
  context.putImageData(image, 0, 0)
  return canvas
}
