import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createStudio } from '../../bench/render-inputs.ts'
import { encodeFrames } from '../../pipeline/render/encode-arguments.ts'
import { findFfmpeg, runFfmpeg } from '../../pipeline/render/ffmpeg.ts'
import { muxFilm } from '../../pipeline/render/film-arguments.ts'
import { fillPlanes } from '../../pipeline/render/picture-planes.ts'
import { createStage } from '../../pipeline/render/stage.ts'
import { closeThreads } from '../../pipeline/render/threads.ts'
import { filmTimes } from '../../pipeline/render/timeline.ts'
import type { Film } from '../../pipeline/schema.ts'
import { chapter } from '../../pipeline/steps/chapter.ts'
import { clip } from '../../pipeline/steps/clip.ts'
import { mix } from '../../pipeline/steps/mix.ts'

// Encoding takes its time where other tests do the same.
vi.setConfig({ testTimeout: 180_000 })

const folder = mkdtempSync(join(tmpdir(), 'docreel-render-'))
const live = new AbortController().signal
let studio: Awaited<ReturnType<typeof createStudio>>
let made: Awaited<ReturnType<typeof studio.inputs>>

beforeAll(async () => {
  studio = await createStudio(folder)
  made = await studio.inputs({ scenes: 3, seconds: 2, resolution: 360 })
})
afterAll(async () => {
  await closeThreads()
  rmSync(folder, { recursive: true, force: true })
})

describe('a film of three scenes', () => {
  let film: Film
  const path = () => studio.context().blobs.path(film.film)
  beforeAll(async () => {
    film = await studio.film(made)
  }, 240_000)

  test('is as loud as promised and as told', async () => {
    const summary =
      probe(await path(), ['-vn', '-af', 'ebur128=peak=true'])
        .split('Summary:')
        .at(-1) ?? ''
    const [loudness, truePeak] = [/I:\s+(\S+) LUFS/, /Peak:\s+(\S+) dBFS/].map((figure) => Number(figure.exec(summary)?.[1]))
    expect(Math.abs((loudness ?? 0) + 16)).toBeLessThanOrEqual(0.5)
    expect(truePeak).toBeLessThanOrEqual(-1)
    expect(Math.abs(film.loudness - (loudness ?? 0))).toBeLessThanOrEqual(0.2)
    expect(Math.abs(film.truePeak - (truePeak ?? 0))).toBeLessThanOrEqual(0.8)
  })

  test('has every frame of its clips at even times, and sound to its end', async () => {
    const log = probe(await path(), ['-vf', 'showinfo', '-an'])
    const times = [...log.matchAll(/pts_time:([\d.]+)/g)].map((match) => Number(match[1]))
    expect(times.length).toBe((filmTimes(made.narrations, 30).starts.at(-1) ?? 0) * 30)
    times.slice(1).forEach((time, index) => {
      expect(time - (times[index] ?? 0)).toBeCloseTo(1 / 30, 3)
    })
    expect(film.seconds).toBeCloseTo(times.length / 30)
  })

  test('is as long as a draft, which is one clip', async () => {
    const drafted = await studio.film({ ...made, fps: 15, draft: true })
    const log = probe(await studio.context().blobs.path(drafted.film), ['-vf', 'showinfo', '-an'])
    expect(log.match(/pts_time/g)).toHaveLength(Math.round(15 * drafted.seconds))
    expect(Math.abs(drafted.seconds - film.seconds)).toBeLessThan(0.2)
  })

  test('is the same bytes when it is made again', async () => {
    expect(await studio.film(made)).toEqual(film)
  })

  test('starts its file with the index, for playing while it loads', async () => {
    const bytes = readFileSync(await path())
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
    expect(bytes.includes('Made by docreel')).toBe(true)
  })

  test('carries its cover as the picture that players show', async () => {
    expect(probe(await path(), [])).toMatch(/mjpeg.*\(attached pic\)/)
  })

  test('carries captions on its own time', async () => {
    const srt = readFileSync(await studio.context().blobs.path(film.srt), 'utf8')
    expect(srt).toMatch(/^1\n00:00:01,000 --> /)
    expect(srt.trim().split('\n\n').length).toBeGreaterThanOrEqual(3)
  })
})

test('twelve colours come back within 2', async () => {
  const colours = [
    '#ffffff',
    '#000000',
    '#808080',
    '#ff0000',
    '#00ff00',
    '#0000ff',
    '#ffff00',
    '#00ffff',
    '#ff00ff',
    '#c86432',
    '#3264c8',
    '#64c832',
  ]
  const canvas = createCanvas(640, 360)
  const context = canvas.getContext('2d')
  colours.forEach((colour, index) => {
    context.fillStyle = colour
    context.fillRect((index % 4) * 160, Math.floor(index / 4) * 120, 160, 120)
  })
  const stage = createStage(640, 360, 1)
  const picture = stage.keep('colours', canvas, (planes) => fillPlanes(planes, canvas))
  stage.draw(0, picture, { cx: 320, cy: 180, scale: 1 })
  const call = encodeFrames({ width: 640, height: 360, fps: 30 }, join(folder, 'colours.mp4'))
  const options = call.options.map((option, index) => (call.options[index - 1] === '-crf' ? '12' : option))
  const feed = async (stdin: NodeJS.WritableStream) => {
    for (let i = 0; i < 3; i++) stdin.write(stage.frame(0).slice())
  }
  await runFfmpeg({ ...call, options }, { binary: studio.ffmpeg, signal: live, feed })
  const raw = execFileSync(
    studio.ffmpeg,
    [
      ...[
        '-v',
        'error',
        '-i',
        join(folder, 'colours.mp4'),
        '-frames:v',
        '1',
        '-vf',
        'scale=in_color_matrix=bt709:in_range=tv:flags=accurate_rnd+full_chroma_int',
      ],
      ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
    ],
    { maxBuffer: 1e8 },
  )
  colours.forEach((colour, index) => {
    const at = ((Math.floor(index / 4) * 120 + 60) * 640 + (index % 4) * 160 + 80) * 3
    for (let channel = 0; channel < 3; channel++) {
      const wanted = Number.parseInt(colour.slice(1 + channel * 2, 3 + channel * 2), 16)
      expect(Math.abs((raw[at + channel] ?? 0) - wanted), `${colour} channel ${channel}`).toBeLessThanOrEqual(2)
    }
  })
})

test('a cancelled clip stops at once and leaves no ffmpeg behind', async () => {
  const long = await studio.inputs({ scenes: 1, seconds: 40, resolution: 360 })
  const stop = new AbortController()
  const context = { ...studio.context(), signal: stop.signal }
  const running = clip.run(studio.shot(long, 0), context)
  running.catch(() => {})
  while (encoders().length === 0) await sleep(20)
  const asked = performance.now()
  stop.abort()
  await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  expect(performance.now() - asked).toBeLessThan(2_000)
  while (encoders().length > 0 && performance.now() - asked < 2_000) await sleep(20)
  expect(encoders()).toEqual([])
})

test('ffmpeg missing is said in one sentence with what to do', async () => {
  await expect(findFfmpeg({ configured: join(folder, 'nowhere') })).rejects.toMatchObject({ code: 'no-ffmpeg' })
})

test('a failing ffmpeg tells why', async () => {
  writeFileSync(join(folder, 'broken.mp4'), 'this is no film')
  const call = { inputs: [{ source: join(folder, 'broken.mp4'), options: ['-f', 'mp4'] }], options: ['-f', 'null'], output: '-' }
  await expect(runFfmpeg(call, { binary: studio.ffmpeg, signal: live })).rejects.toThrow(/exited with code/)
})

test.for(['clip', 'mix'] as const)('a full disk is told as such by a %s', async (name) => {
  const work = mkdtempSync(join(folder, 'full-'))
  // Linux's device on which every write finds the disk full.
  for (const file of ['clip.mp4', 'mix.wav']) symlinkSync('/dev/full', join(work, file))
  const full = { ...studio.context(), workFolder: async () => work }
  const sound = { narrations: made.narrations, sounds: [], title: '', source: '', music: 'none', musicVolume: 1, fps: made.fps }
  const making = name === 'clip' ? clip.run(studio.shot(made, 1), full) : mix.run(sound, full)
  await expect(making).rejects.toMatchObject({ name: 'UserError', code: 'no-space' })
})

test('a section begins with its card, which turns into the picture', async () => {
  const { width, height } = made
  const look = { heading: '2. The open water', seed: 1, title: 'The Sea', language: 'en', style: 'ink-wash', width, height }
  const card = await chapter.run(chapter.input.parse(look), studio.context())
  const titled = await clip.run({ ...studio.shot(made, 1), captions: 'off', chapter: { title: 'The open water', card } }, studio.context())
  const path = await studio.context().blobs.path(titled.video)
  const means = [0.3, 2].map((second) => {
    const grey = ['-frames:v', '1', '-vf', 'scale=1:1:flags=area', '-pix_fmt', 'gray', '-f', 'rawvideo', '-']
    return execFileSync(studio.ffmpeg, ['-v', 'error', '-ss', String(second), '-i', path, ...grey])[0] ?? 0
  })
  // Paper, then a photograph.
  expect(means[0]).toBeGreaterThan(190)
  expect(means[1]).toBeLessThan(170)
})

test('the joined film copies its clips and its sound', () => {
  const files = { video: 'clips.mp4', audio: 'mix.m4a', chapters: 'chapters.txt', cover: 'cover.jpg' }
  const { options } = muxFilm(files, { title: 'A title', comment: 'c', language: 'zh-Hant' }, 'film.mp4')
  expect(options.join(' ')).toContain('-c copy')
  expect(options).toContain('title=A title')
  expect(options).toContain('language=zho')
})

test('the ffmpeg that npm carries makes the same kind of clip', async ({ skip }) => {
  const carried = await findFfmpeg({ path: '' }).catch(() => skip('no ffmpeg package is installed'))
  const context = studio.context()
  context.services.ffmpeg = carried as string
  const made360 = await clip.run(studio.shot(made, 1), context)
  expect(probe(await context.blobs.path(made360.video), [])).toMatch(/bt709/)
})

/** What ffmpeg says of a file when it decodes all of it. */
function probe(file: string, options: string[]): string {
  const { stderr } = spawnSync(studio.ffmpeg, ['-hide_banner', '-nostats', '-threads', '1', '-i', file, ...options, '-f', 'null', '-'])
  return stderr.toString()
}

/** Ids of ffmpeg processes whose parent is this one. */
function encoders(): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      return stat.includes('(ffmpeg)') && !/\) Z /.test(stat) && stat.slice(stat.lastIndexOf(')') + 4).startsWith(`${process.pid} `)
    } catch {
      return false
    }
  })
}
