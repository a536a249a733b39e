import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { dotJitter } from '../../bench/dot-jitter.ts'
import { toStrip } from '../../pipeline/render/caption-strips.ts'
import { fillPlanes } from '../../pipeline/render/picture-planes.ts'
import { createStage, lanczosTable, PAD, type Planes, planeSizes, type View } from '../../pipeline/render/stage.ts'

const kernelFolder = join(import.meta.dirname, '../../pipeline/render/kernel')

test.each(['relaxed', 'plain'])('the committed %s kernel is what its source compiles to', (target) => {
  const out = join(mkdtempSync(join(tmpdir(), 'docreel-kernel-')), 'kernel.wasm')
  const asc = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js')
  execFileSync(process.execPath, [asc, 'kernel.ts', '--config', 'asconfig.json', '--target', target, '--outFile', out], {
    cwd: kernelFolder,
  })
  const committed = readFileSync(join(kernelFolder, target === 'relaxed' ? 'kernel.wasm' : 'kernel-plain.wasm'))
  expect(readFileSync(out).equals(committed)).toBe(true)
})

test('every phase of the filter sums to one, so flat areas stay flat', () => {
  const table = lanczosTable()
  for (let phase = 0; phase <= 1024; phase++) {
    expect(table.subarray(phase * 6, phase * 6 + 6).reduce((sum, weight) => sum + weight, 0)).toBe(16_384)
  }
})

describe('drawing', () => {
  const [width, height] = [128, 72]
  const canvas = createCanvas(160, 90)
  const context = canvas.getContext('2d')
  for (let i = 0; i < 300; i++) {
    context.fillStyle = `hsl(${(i * 47) % 360}, 70%, ${(i * 13) % 100}%)`
    context.fillRect((i * 37) % 160, (i * 23) % 90, 9, 7)
  }
  const [y, u, v] = planeSizes(160, 90).map(({ bytes }) => new Int8Array(bytes)) as [Int8Array, Int8Array, Int8Array]
  const planes: Planes = { width: 160, height: 90, y, u, v }
  fillPlanes(planes, canvas)

  test.each<View>([
    { cx: 80, cy: 45, scale: 1 },
    { cx: 80.37, cy: 44.81, scale: 1.13 },
    { cx: 70.2, cy: 50.6, scale: 0.83 },
  ])('is within 1 of a floating-point Lanczos-3 at $scale', (view) => {
    const stage = createStage(width, height, 1)
    const picture = stage.keep('stripes', canvas, (planes) => fillPlanes(planes, canvas))
    stage.draw(0, picture, view)
    const frame = stage.frame(0)
    let worst = 0
    for (let y = 0; y < height; y += 3) {
      for (let x = 0; x < width; x += 3) {
        const [u, v] = [view.cx + (x + 0.5 - width / 2) * view.scale - 0.5, view.cy + (y + 0.5 - height / 2) * view.scale - 0.5]
        worst = Math.max(worst, Math.abs((frame[y * width + x] ?? 0) - reference(planes.y, planeSizes(160, 90)[0]?.stride ?? 0, u, v)))
      }
    }
    expect(worst).toBeLessThanOrEqual(1)
    // Chroma samples sit on the left of their pair of columns, between their two rows.
    const [cx, cy] = [20, 11]
    const [u, v] = [view.cx + (2 * cx + 0.5 - width / 2) * view.scale, view.cy + (2 * cy + 1 - height / 2) * view.scale]
    const found = frame[width * height + cy * (width / 2) + cx] ?? 0
    expect(Math.abs(found - reference(planes.u, planeSizes(160, 90)[1]?.stride ?? 0, u / 2 - 0.5, v / 2 - 0.5))).toBeLessThanOrEqual(1)
  })

  test('fades end exactly at either side', () => {
    const stage = createStage(width, height, 2)
    const picture = stage.keep('stripes', canvas, (planes) => fillPlanes(planes, canvas))
    stage.draw(0, picture, { cx: 80, cy: 45, scale: 1 })
    const drawn = stage.frame(0).slice()
    stage.fade(0, 1, 0)
    stage.dim(0, 0)
    expect(stage.frame(0)).toEqual(drawn)
    stage.dim(1, 1)
    stage.fade(0, 1, 1)
    expect(stage.frame(0)).toEqual(stage.frame(1))
  })

  test('a strip covers what it covers and leaves the rest', () => {
    const stage = createStage(width, height, 1)
    stage.dim(0, 1)
    const strip = toStrip({ x: 32, y: 10, width: 32, height: 20 }, (context) => {
      context.fillStyle = '#fff'
      context.fillRect(8, 4, 16, 12)
    })
    stage.over(0, strip)
    const luma = (x: number, y: number) => stage.frame(0)[y * width + x]
    expect([luma(44, 20), luma(34, 20), luma(44, 11), luma(20, 20)]).toEqual([235, 16, 16, 16])
  })
})

test.each([0, 1, 2, 3])('a dot moves within 0.02 px of its path (move %i)', (index) => {
  expect(dotJitter(640, 360, index)).toBeLessThanOrEqual(0.02)
})

function reference(plane: Int8Array, stride: number, u: number, v: number): number {
  const weight = (x: number) =>
    x === 0 ? 1 : Math.abs(x) >= 3 ? 0 : (3 * Math.sin(Math.PI * x) * Math.sin((Math.PI * x) / 3)) / (Math.PI * x) ** 2
  const taps = (at: number) => {
    const list = Array.from({ length: 6 }, (_, tap) => ({ at: Math.floor(at) - 2 + tap, weight: weight(Math.floor(at) - 2 + tap - at) }))
    const total = list.reduce((sum, tap) => sum + tap.weight, 0)
    return list.map((tap) => ({ at: tap.at + PAD, weight: tap.weight / total }))
  }
  let sum = 0
  for (const row of taps(v)) for (const column of taps(u)) sum += (plane[row.at * stride + column.at] ?? 0) * row.weight * column.weight
  return Math.min(255, Math.max(0, sum + 128))
}
