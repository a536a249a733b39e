import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createStudio } from '../../bench/render-inputs.ts'
import { drawnPictures } from '../../pipeline/providers/image/drawn.ts'
import { revealTimes } from '../../pipeline/render/reveals.ts'
import { closeThreads } from '../../pipeline/render/threads.ts'
import type { Clip, Picture, Word } from '../../pipeline/schema.ts'
import { clip, type Shot } from '../../pipeline/steps/clip.ts'
import { join as joinStep } from '../../pipeline/steps/join.ts'
import { picture } from '../../pipeline/steps/picture.ts'
import { reel } from '../../pipeline/steps/reel.ts'
import { sceneOf } from '../pictures/studio.ts'

vi.setConfig({ testTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'docreel-reveals-'))
let studio: Awaited<ReturnType<typeof createStudio>>
let photographed: ReturnType<typeof studio.shot>
beforeAll(async () => {
  studio = await createStudio(folder)
  photographed = studio.shot(await studio.inputs({ scenes: 3, seconds: 4, resolution: 360 }), 1)
})
afterAll(async () => {
  await closeThreads()
  rmSync(folder, { recursive: true, force: true })
})

/** A word every half second. */
const spoken = (text: string): Word[] =>
  (text.match(/\S+\s*/g) ?? []).map((word, index) => ({ text: word, start: index / 2, end: index / 2 + 0.4 }))

test('what is said comes into sight from its first word to its last, in order, and what is not said at once', () => {
  const part = (text: string, sweep: 'right' | 'around' = 'right') => ({ text, x: 0, y: 0, width: 1, height: 1, sweep })
  const words = spoken('Sleep is one; then memory, sleep again, and very good habits that last for all of a long life.')
  const times = (...parts: ReturnType<typeof part>[]) =>
    revealTimes(parts, words).map(({ at, until }) => [at, until].map((time) => Math.round(time * 100) / 100))
  expect(times(part('Memory'), part('sleep'), part('Good habits'))).toEqual([
    [1.8, 2.6],
    [2.3, 3.1],
    [4.3, 5.1],
  ])
  expect(times(part('very good habits that last'))).toEqual([[3.8, 6]])
  expect(times(part('again', 'around'))).toEqual([[2.8, 4.2]])
  expect(times(part('Copernicus'))).toEqual([[0, 0.8]])
  const glyphs = [...'水手靠记忆和睡眠'].map((text, at) => ({ text, start: at, end: at + 1 }))
  expect(revealTimes([part('记忆'), part('睡眠')], glyphs).map(({ at }) => at)).toEqual([2.8, 5.8])
})

const text = 'In four long years the ship took 4,500 soundings, and wrote each of them down.'

async function told(): Promise<{ shown: Picture; shot: Shot }> {
  const context = { ...studio.context(), services: { ...studio.context().services, picture: drawnPictures } }
  const scene = sceneOf({ text, keywords: ['soundings', 'ship'], layout: 'number' })
  const look = { style: 'ink-wash', title: 'T', language: 'en', width: 640, height: 360, index: 1 }
  const shown = await picture.run(picture.input.parse({ scene, ...look }), context)
  const narration = { ...photographed.narration, words: spoken(text), seconds: 8 }
  return { shown, shot: { ...photographed, picture: shown, narration, captions: 'off' } }
}

test('a number is written as it is said, and stays', async () => {
  const { shot } = await told()
  const made = await clip.run(shot, studio.context())
  // It is said at 3.5 s of the voice, which begins after a quarter of a second.
  const [start, before, within, after, end] = await Promise.all([0.1, 3.4, 3.95, 4.6, 8].map((seconds) => redIn(made, seconds)))
  expect(before).toBe(start)
  expect(within).toBeGreaterThan((before ?? 0) + 500)
  expect(after).toBeGreaterThan((within ?? 0) + 500)
  expect(Math.abs((end ?? 0) - (after ?? 0))).toBeLessThan((after ?? 0) * 0.15)
  // A draft, which is one clip, and the join at its end show the same.
  const drafted = await reel.run({ shots: [{ ...shot, place: 'last' }] }, studio.context())
  expect(await redIn(drafted, 3.4)).toBeLessThan((after ?? 0) / 2)
  const joined = await joinStep.run({ ...shot, next: photographed.picture }, studio.context())
  expect(await redIn(joined, 0)).toBeGreaterThan((after ?? 0) * 0.7)
})

test('the scene before turns into the picture as it begins', async () => {
  const { shown } = await told()
  const made = await joinStep.run({ ...photographed, captions: 'off', next: shown }, studio.context())
  const whole = await joinStep.run({ ...photographed, captions: 'off', next: { ...shown, reveals: undefined } }, studio.context())
  expect(await redIn(made, 0.46)).toBeLessThan((await redIn(whole, 0.46)) / 2)
})

/** Pixels in the accent of ink wash where the number stands, the left half. */
async function redIn({ video }: Clip, seconds: number): Promise<number> {
  const path = await studio.context().blobs.path(video)
  const options = ['-v', 'error', '-ss', String(seconds), '-i', path, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']
  const pixels = execFileSync(studio.ffmpeg, options, { maxBuffer: 1e8 })
  let count = 0
  for (let at = 0; at < pixels.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3)
    if ((at / 3) % 640 < 320 && red > green + 60 && red > blue + 60) count++
  }
  return count
}
