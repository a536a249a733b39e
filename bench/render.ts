import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sparing } from '../lib/sparing.ts'
import { encodeFrames } from '../pipeline/render/encode-arguments.ts'
import { runFfmpeg } from '../pipeline/render/ffmpeg.ts'
import { drawPiece, type Piece } from '../pipeline/render/render-clip.ts'
import { closeThreads } from '../pipeline/render/threads.ts'
import { sceneTiming } from '../pipeline/render/timeline.ts'
import type { Narration, Picture } from '../pipeline/schema.ts'
import { pieceOf } from '../pipeline/steps/clip.ts'
import { measured, treeMegabytes } from './cpu.ts'
import { dotJitter } from './dot-jitter.ts'
import type { Ratio } from './ratio.ts'
import { createStudio } from './render-inputs.ts'

/** What a film costs beside encoding its frames alone, how steady it moves, what it holds; whole films of `seconds` a scene, a step at a time. */
export async function benchRender({ scenes = 10, seconds = 6, resolution = 1080 as 360 | 720 | 1080 } = {}): Promise<Ratio[]> {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-bench-'))
  try {
    const studio = await createStudio(folder)
    const made = await studio.inputs({ scenes, seconds, resolution })
    const known = new Map<string, unknown>()
    const whole = await measured(() => studio.film(made, known))
    const frames = whole.result.seconds * made.fps

    // The same frames, each scene's with its turn into the next; black at both ends costs an encoder more than the rest.
    let aloneCpu = 0
    for (let index = 0; index < scenes; index++) {
      const shot = studio.shot(made, index)
      const { frames: to } = sceneTiming(shot.narration, shot)
      const piece = await pieceOf({ shot, next: made.pictures[index + 1], from: 0, to }, studio.context().blobs)
      const raw = join(folder, 'frames.yuv')
      await writeFrames(piece, shot, raw)
      const call = encodeFrames(shot, join(folder, 'alone.mp4'))
      const [input] = call.inputs
      const { cpu } = await measured(() =>
        runFfmpeg(
          { ...call, inputs: [{ source: raw, options: input?.options ?? [] }] },
          { binary: studio.ffmpeg, signal: new AbortController().signal },
        ),
      )
      aloneCpu += cpu
      rmSync(raw)
    }

    // One scene is changed: its picture, its words, then both at once.
    const [place, others] = [Math.floor(scenes / 2), await studio.inputs({ scenes: scenes + 2, seconds: seconds * 1.1, resolution })]
    const change = (picture: number, narration: number) => {
      const pictures = made.pictures.with(place, others.pictures[picture] ?? (made.pictures[place] as Picture))
      const narrations = made.narrations.with(place, others.narrations[narration] ?? (made.narrations[place] as Narration))
      return measured(() => studio.film({ ...made, pictures, narrations }, known))
    }
    const repictured = await change(scenes, -1)
    const reworded = await change(-1, scenes)
    const both = await change(scenes + 1, scenes + 1)

    const draft = await studio.inputs({ scenes, seconds, resolution, draft: true })
    const drafted = await measured(() => studio.film(draft))
    await closeThreads()

    const jitter = Math.max(...[0, 1, 2, 3].map((index) => dotJitter(1920, 1080, index)))
    const [small, large] = [await peakOf(10, resolution), await peakOf(40, resolution)]
    return [
      {
        name: 'whole film',
        against: 'encoding its frames alone (CPU)',
        value: whole.cpu / aloneCpu,
        unit: 'ratio',
        goal: '<= 1.30',
        met: whole.cpu / aloneCpu <= 1.3,
        details: { cpuSeconds: whole.cpu, aloneCpuSeconds: aloneCpu, wallSeconds: whole.wall, frames },
      },
      {
        name: 'wall time of a film, one step at a time',
        against: 'its length',
        value: whole.wall / whole.result.seconds,
        unit: 'ratio',
        details: { filmSeconds: whole.result.seconds, loudness: whole.result.loudness, truePeak: whole.result.truePeak },
      },
      { name: 'jitter of a dot', against: 'its smooth path', value: jitter, unit: 'px RMS', goal: '<= 0.02', met: jitter <= 0.02 },
      {
        name: 'peak memory, 40 scenes',
        against: '10 scenes',
        value: large / small,
        unit: 'ratio',
        goal: '<= 1.10 and <= 400 MB',
        met: large / small <= 1.1 && Math.max(small, large) <= 400,
        details: { megabytes10: small, megabytes40: large },
      },
      {
        name: 'one changed scene, picture and words',
        against: 'the first render (CPU)',
        value: both.cpu / whole.cpu,
        unit: 'ratio',
        goal: '<= 0.15, of ten scenes',
        met: both.cpu / whole.cpu <= 0.15,
        details: {
          cpuSeconds: both.cpu,
          pictureAloneCpuSeconds: repictured.cpu,
          wordsAloneCpuSeconds: reworded.cpu,
          firstCpuSeconds: whole.cpu,
        },
      },
      {
        name: 'draft film',
        against: 'full film (CPU)',
        value: drafted.cpu / whole.cpu,
        unit: 'ratio',
        goal: '<= 0.20',
        met: drafted.cpu / whole.cpu <= 0.2,
        details: { cpuSeconds: drafted.cpu, fullCpuSeconds: whole.cpu },
      },
    ]
  } finally {
    await closeThreads()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Draws the frames of a piece into a file, as they would go to the encoder. */
export async function writeFrames(piece: Piece, size: { width: number; height: number; fps: number }, path: string): Promise<void> {
  const file = createWriteStream(path)
  await drawPiece(piece, size, file)
  file.end()
  await once(file, 'close')
}

/** Peak megabytes of a process that makes a film of so many two-second scenes, and of everything below it. */
export async function peakOf(scenes: number, resolution: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-bench-'))
  try {
    await filmProcess([folder, 'prepare', String(scenes), String(resolution)])
    let peak = 0
    await filmProcess([folder, 'film'], (pid) => {
      peak = Math.max(peak, treeMegabytes(pid))
    })
    return peak
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function filmProcess(words: string[], look: (pid: number) => void = () => {}): Promise<void> {
  // As `main.ts` has it: modules come stripped and compiled, and nothing is set aside.
  const env = { ...process.env, ...sparing.env, NODE_COMPILE_CACHE: join(words[0] ?? '', 'compiled') }
  const call = [...sparing.flags, join(import.meta.dirname, 'render-film.ts'), ...words]
  const child = spawn(process.execPath, call, { stdio: 'inherit', env })
  const watch = setInterval(() => child.pid !== undefined && look(child.pid), 100)
  const [code] = await once(child, 'exit')
  clearInterval(watch)
  if (code !== 0) throw new Error(`render-film ${words.join(' ')} failed (${code})`)
}
