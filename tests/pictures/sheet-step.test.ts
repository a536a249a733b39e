import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { sheet } from '../../pipeline/steps/sheet.ts'
import { studio } from './studio.ts'

const frames: [string, number, number][] = [
  ['16:9', 640, 360],
  ['9:16', 360, 640],
  ['1:1', 360, 360],
  ['3:4', 360, 480],
]

test.each(frames)('shows 5 to 32 pictures of %s whole, in order, on a sheet that a chat can show', async (_, width, height) => {
  const context = await studio()
  for (const count of [5, 11, 32]) {
    const pictures = []
    for (let index = 0; index < count; index++) pictures.push(await context.blobs.put(plain(width, height, index)))
    const made = await sheet.run({ title: 'Seas', pictures, style: 'ink-wash', width, height }, context)
    expect(Math.max(made.width, made.height)).toBeLessThanOrEqual(1930)
    expect(made.width / made.height).toBeGreaterThan(0.8)
    expect(made.width / made.height).toBeLessThan(2.2)

    const seen = tilesOf(await pixels(await context.blobs.read(made.image)))
    expect(seen.map(({ shade }) => shade)).toEqual(pictures.map((_, index) => index % 4))
    for (const tile of seen) expect(tile.width / tile.height).toBeCloseTo(width / height, 1)
  }
})

test('is the same for the same pictures, and numbers are as large as a phone asks for', async () => {
  const context = await studio()
  const pictures = []
  for (let index = 0; index < 32; index++) pictures.push(await context.blobs.put(plain(640, 360, index)))
  const ask = { title: 'Seas', pictures, style: 'ink-wash', width: 640, height: 360 }
  const [first, again] = [await sheet.run(ask, context), await sheet.run(ask, context)]
  expect(again).toEqual(first)
  const image = await pixels(await context.blobs.read(first.image))
  const [tile] = tilesOf(image)
  if (tile === undefined) throw new Error('no tile')
  const dark: number[] = []
  for (let y = tile.y + tile.height + 2; y < tile.y + tile.height * 1.25; y++) {
    for (let x = tile.x; x < tile.x + tile.width; x++) if (image.at(x, y, 0) < 90) dark.push(y)
  }
  expect(Math.max(...dark) - Math.min(...dark)).toBeGreaterThan(20)
})

/** A picture whose share of blue, of four, says which it is. */
function plain(width: number, height: number, index: number): Buffer {
  const canvas = createCanvas(width, height)
  const paint = canvas.getContext('2d')
  paint.fillStyle = `rgb(255, 0, ${(index % 4) * 85})`
  paint.fillRect(0, 0, width, height)
  return canvas.toBuffer('image/png')
}

async function pixels(bytes: Uint8Array) {
  const image = await loadImage(bytes)
  const paint = createCanvas(image.width, image.height).getContext('2d')
  paint.drawImage(image, 0, 0)
  const { data } = paint.getImageData(0, 0, image.width, image.height)
  const { width, height } = image
  const at = (x: number, y: number, channel: 0 | 1 | 2) => data[(y * width + x) * 4 + channel] ?? 0
  return { width, height, at }
}

/** The plain pictures that stand on a sheet, row by row: where columns and rows that hold them cross. */
function tilesOf({ width, height, at }: Awaited<ReturnType<typeof pixels>>) {
  const isTile = (x: number, y: number) => at(x, y, 0) > 200 && at(x, y, 1) < 70
  const across = stretches(width, (x) => holds(height, (y) => isTile(x, y)))
  const down = stretches(height, (y) => holds(width, (x) => isTile(x, y)))
  return down.flatMap((row) =>
    across.flatMap((column) => {
      const [x, y] = [Math.round(column.from + column.length / 2), Math.round(row.from + row.length / 2)]
      if (!isTile(x, y)) return []
      return [{ x: column.from, y: row.from, width: column.length, height: row.length, shade: Math.round(at(x, y, 2) / 85) }]
    }),
  )
}

// More than the specks that JPEG leaves beside an edge.
function holds(length: number, test: (at: number) => boolean): boolean {
  let count = 0
  for (let at = 0; at < length && count <= 60; at++) if (test(at)) count++
  return count > 60
}

function stretches(length: number, test: (at: number) => boolean): { from: number; length: number }[] {
  const found: { from: number; length: number }[] = []
  for (let at = 0; at < length; at++) {
    if (!test(at)) continue
    const last = found.at(-1)
    if (last !== undefined && last.from + last.length === at) last.length++
    else found.push({ from: at, length: 1 })
  }
  return found
}
