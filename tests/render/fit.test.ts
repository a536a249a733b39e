import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createStudio } from '../../bench/render-inputs.ts'
import { fitPass, planFit } from '../../pipeline/render/fit-arguments.ts'
import { closeThreads } from '../../pipeline/render/threads.ts'
import { fit } from '../../pipeline/steps/fit.ts'

const MIB = 1_048_576

test('four minutes for 10 MiB stay at 720p', () => {
  const plan = planFit({ seconds: 240, limitBytes: 10 * MIB, side: 1080 })
  expect(plan).toMatchObject({ side: 720, decent: true })
  expect(((plan.videoBits + plan.audioBits) * 240) / 8).toBeLessThanOrEqual(10 * MIB * 0.95)
})

test('a longer film goes down the ladder, and says when it can no longer look well', () => {
  expect(planFit({ seconds: 400, limitBytes: 10 * MIB, side: 1080 })).toMatchObject({ side: 480, decent: true })
  expect(planFit({ seconds: 3600, limitBytes: 10 * MIB, side: 1080 })).toMatchObject({ side: 360, decent: false })
})

test('a film is never enlarged', () => {
  expect(planFit({ seconds: 20, limitBytes: 10 * MIB, side: 360 }).side).toBe(360)
})

test('both passes write the same container, or one may keep a frame that the other drops', () => {
  const plan = planFit({ seconds: 240, limitBytes: 10 * MIB, side: 1080 })
  const [first, second] = ([1, 2] as const).map((pass) => {
    const { options, output } = fitPass(pass, plan, { film: 'a.mp4', notes: 'n', output: 'b.mp4' })
    return { container: options[options.indexOf('-f') + 1], output }
  })
  expect(first).toEqual(second)
})

test('a film over the limit comes out under it; one within it is left alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-fit-'))
  try {
    const studio = await createStudio(folder)
    const made = await studio.inputs({ scenes: 2, seconds: 3, resolution: 360 })
    const film = await studio.film(made)
    expect(await fit.run({ film, limitBytes: film.bytes }, studio.context())).toEqual({
      film: film.film,
      bytes: film.bytes,
      fits: true,
      warnings: [],
    })
    const limitBytes = Math.round(film.bytes * 0.5)
    const fitted = await fit.run({ film, limitBytes }, studio.context())
    expect(fitted).toMatchObject({ fits: true, warnings: [expect.stringContaining('again')] })
    const path = await studio.context().blobs.path(fitted.film)
    expect(statSync(path).size).toBeLessThanOrEqual(limitBytes)
    const streams = execFileSync('ffprobe', [
      '-v',
      'error',
      '-show_entries',
      'stream=codec_name:stream_disposition=attached_pic',
      '-of',
      'csv=p=0',
      path,
    ])
    expect(streams.toString().trim().split(/\s+/)).toEqual(['h264,0', 'aac,0', 'mjpeg,1'])
  } finally {
    await closeThreads()
    rmSync(folder, { recursive: true, force: true })
  }
}, 180_000)
