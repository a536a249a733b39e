import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createStudio } from '../../bench/render-inputs.ts'
import { closeThreads } from '../../pipeline/render/threads.ts'
import { filmTimes } from '../../pipeline/render/timeline.ts'
import type { Picture } from '../../pipeline/schema.ts'
import { clip } from '../../pipeline/steps/clip.ts'
import { mix } from '../../pipeline/steps/mix.ts'
import { picture } from '../../pipeline/steps/picture.ts'
import { sceneOf } from '../pictures/studio.ts'

vi.setConfig({ testTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'docreel-footage-'))
let studio: Awaited<ReturnType<typeof createStudio>>
let made: Awaited<ReturnType<typeof studio.inputs>>

beforeAll(async () => {
  studio = await createStudio(folder)
  made = await studio.inputs({ scenes: 3, seconds: 4, resolution: 360 })
})
afterAll(async () => {
  await closeThreads()
  rmSync(folder, { recursive: true, force: true })
})

const ffmpeg = (...args: string[]) => execFileSync(studio.ffmpeg, ['-v', 'error', '-y', ...args])

/** A second of red and a second of blue, tall where films are wide, with a tone. */
async function redThenBlue(ending: 'mp4' | 'webm' | 'mov') {
  const path = join(folder, `own.${ending}`)
  const colour = (name: string) => ['-f', 'lavfi', '-i', `color=${name}:s=240x320:r=25:d=1`]
  const joined = ['-filter_complex', '[0:v][1:v]concat=n=2,format=yuv420p[v]', '-map', '[v]', '-map', '2:a']
  ffmpeg(...colour('red'), ...colour('blue'), '-f', 'lavfi', '-i', 'sine=f=3000:d=2', ...joined, '-shortest', path)
  return studio.context().blobs.putFile(path)
}

async function pictured(fit: 'crop' | 'stretch' | 'loop', ending: 'mp4' | 'webm' | 'mov' = 'mp4'): Promise<Picture> {
  const scene = sceneOf({ own: { media: await redThenBlue(ending), kind: 'clip', fit }, heading: 'Mine' })
  const look = { title: 'Own', language: 'en', style: 'ink-wash', width: made.width, height: made.height }
  return picture.run(picture.input.parse({ scene, index: 1, ...look }), studio.context())
}

/** Whether the middle of each second of a clip is red or blue. */
async function colours(shown: Picture): Promise<string> {
  const { video, seconds } = await clip.run({ ...studio.shot(made, 1), captions: 'off', picture: shown }, studio.context())
  const pixel = (at: number) =>
    ffmpeg(
      '-ss',
      String(at),
      '-i',
      join(folder, video.slice(5)),
      '-frames:v',
      '1',
      '-vf',
      'crop=2:2',
      '-pix_fmt',
      'rgb24',
      '-f',
      'rawvideo',
      '-',
    )
  const places = Array.from({ length: Math.floor(seconds) }, (_, second) => second + 0.5)
  return places
    .map((at) => {
      const [red = 0, , blue = 0] = pixel(at)
      return red > 200 && blue < 60 ? 'r' : blue > 200 && red < 60 ? 'b' : `(${red},${blue})`
    })
    .join('')
}

test('a person’s own clip runs from its start and holds its last frame', async () => {
  expect(await colours(await pictured('crop'))).toMatch(/^rbb+$/)
})

test('it begins anew, or takes the time of the words, where that is wished', async () => {
  expect(await colours(await pictured('loop', 'webm'))).toMatch(/^(rb)+r?$/)
  expect(await colours(await pictured('stretch', 'mov'))).toMatch(/^(r+)b+$/)
})

test('its first frame stands for it, in the shape of the film', async () => {
  const shown = await pictured('crop')
  expect(shown).toMatchObject({ width: made.width, height: made.height, origin: 'own', footage: { fit: 'crop' } })
  expect(shown.footage?.seconds).toBeCloseTo(2, 1)
})

test('as the opening it has the quote over it, as the film goes on', async () => {
  const own = { media: await redThenBlue('mp4'), kind: 'clip', fit: 'loop' } as const
  const scene = sceneOf({ kind: 'opening', own, text: 'The sea holds one in its net of wonder.', heading: 'Mine' })
  const look = { title: 'Own', language: 'en', style: 'ink-wash', width: made.width, height: made.height }
  const shown = await picture.run(picture.input.parse({ scene, index: 0, ...look }), studio.context())
  expect(shown).toMatchObject({ quoted: true, bare: expect.any(String), lettering: expect.any(String) })
  const { video } = await clip.run({ ...studio.shot(made, 0), picture: shown }, studio.context())
  const size = ['-frames:v', '1', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-']
  const pixels = ffmpeg('-ss', '3.5', '-i', join(folder, video.slice(5)), ...size)
  const bright = pixels.filter((_, at) => at % 3 === 0 && Math.min(...pixels.subarray(at, at + 3)) > 190).length
  expect(bright).toBeGreaterThan(made.width * made.height * 0.01)
})

test('it is silent, or heard well under the voice where that is wished', async () => {
  const { footage } = await pictured('loop')
  expect(footage?.hasSound).toBe(true)
  const { narrations, fps } = made
  const [, at = 0, until = 0] = filmTimes(narrations, fps).starts
  /** Mean decibels of the tone and of all that is heard in its scene. */
  async function heard(sounds: object[]) {
    const request = { narrations, sounds, title: 'Own', source: 'own', music: 'none', musicVolume: 0, fps, draft: true }
    const path = join(folder, (await mix.run(mix.input.parse(request), studio.context())).audio.slice(5))
    return ['bandpass=f=3000:width_type=h:w=60,', ''].map((filter) => {
      const span = ['-ss', String(at + 0.5), '-t', String(until - at - 1)]
      const { stderr } = spawnSync(studio.ffmpeg, ['-i', path, ...span, '-vn', '-af', `${filter}volumedetect`, '-f', 'null', '-'])
      return Number(/mean_volume: (-?[\d.]+)/.exec(stderr.toString())?.[1])
    }) as [tone: number, all: number]
  }
  const [silent] = await heard([])
  const [tone, all] = await heard([{ scene: 1, footage }])
  expect(tone).toBeGreaterThan(silent + 10)
  expect(tone).toBeLessThan(all - 12)
})

test.each([
  ['a playlist that names other files', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'],
  ['a list for joining', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
  ['words', 'no film at all'],
])('%s is refused with a sentence', async (_what, text) => {
  const media = await studio.context().blobs.put(Buffer.from(text))
  const scene = sceneOf({ own: { media, kind: 'clip', fit: 'crop' } })
  const request = picture.input.parse({ scene, index: 1, title: '', language: 'en', style: 'ink-wash', width: 640, height: 360 })
  await expect(picture.run(request, studio.context())).rejects.toMatchObject({
    code: 'wrong-type',
    message: expect.stringContaining('MP4'),
  })
})
