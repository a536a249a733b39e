import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeFrames } from '../pipeline/render/encode-arguments.ts'
import { closeThreads } from '../pipeline/render/threads.ts'
import { sceneTiming } from '../pipeline/render/timeline.ts'
import { clip, pieceOf } from '../pipeline/steps/clip.ts'
import { measured } from './cpu.ts'
import { centre, dotJitter, dotPicture } from './dot-jitter.ts'
import type { Ratio } from './ratio.ts'
import { writeFrames } from './render.ts'
import { createStudio, photograph } from './render-inputs.ts'

const [WIDTH, HEIGHT, FPS, FRAMES] = [1920, 1080, 30, 180]
const RAW = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p']

/** Ways to push in by an eighth with ffmpeg alone; enlarging the picture first is how people keep it from shaking. */
const ZOOMPANS = { zoompan: '', 'zoompan on a picture enlarged four times': `scale=${4 * WIDTH}:${4 * HEIGHT}:flags=lanczos,` }
const zoomAt = (frame: number) => 1 + (0.125 * frame) / FRAMES
const REST = 0.4

/** A moving picture of six seconds at 1080p30 the usual ways and ours: CPU against encoding the frames alone, and how it shakes. */
export async function benchPeers(): Promise<Ratio[]> {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-bench-'))
  const [photo, dots, frames, output] = ['photo.jpg', 'dots.png', 'frames.yuv', 'clip.mp4'].map((name) => join(folder, name)) as Paths
  try {
    const studio = await createStudio(folder)
    const run = (words: string[]) => ffmpeg(studio.ffmpeg, words)
    const { options } = encodeFrames({ width: WIDTH, height: HEIGHT, fps: FPS }, output)
    const encodeAlone = () =>
      measured(async () => run([...RAW, '-s', `${WIDTH}x${HEIGHT}`, '-r', String(FPS), '-i', frames, ...options, output]))

    const { canvas, dot } = dotPicture(WIDTH, HEIGHT)
    writeFileSync(photo, photograph(WIDTH, HEIGHT, 1))
    writeFileSync(dots, await canvas.encode('png'))
    const ratios: Ratio[] = []
    for (const [name, before] of Object.entries(ZOOMPANS)) {
      const moved = ['-vf', `${before}${zoompan}`, '-frames:v', String(FRAMES)]
      const whole = await measured(async () => run(['-i', photo, ...moved, ...options, output]))
      run(['-i', photo, ...moved, ...RAW, frames])
      const alone = await encodeAlone()
      run(['-i', dots, ...moved, ...RAW, frames])
      ratios.push(ratioOf(name, whole.cpu, alone.cpu, shake(readFileSync(frames), dot)))
    }

    const made = await studio.inputs({ scenes: 3, seconds: FRAMES / FPS, resolution: 1080 })
    await clip.run(studio.shot(made, 0), studio.context()) // starts the thread, which lives on for all clips of a film
    const shot = studio.shot(made, 1)
    const whole = await measured(() => clip.run(shot, studio.context()))
    const { frames: until, join: turn } = sceneTiming(shot.narration, shot)
    await writeFrames(await pieceOf({ shot, from: 0, to: until - turn }, studio.context().blobs), shot, frames)
    const alone = await encodeAlone()
    ratios.push(ratioOf('a clip of ours, captions in it', whole.cpu, alone.cpu, dotJitter(WIDTH, HEIGHT, 0)))
    return ratios
  } finally {
    await closeThreads()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Paths = [photo: string, dots: string, frames: string, output: string]

const zoompan =
  `zoompan=z='1+0.125*on/${FRAMES}':x='(iw-iw/zoom)*${REST}':y='(ih-ih/zoom)*${REST}'` + `:d=${FRAMES}:s=${WIDTH}x${HEIGHT}:fps=${FPS}`

/** Root mean square of a dot's distance from the path it was sent on, in pixels; a constant offset is no shaking. */
function shake(frames: Uint8Array, dot: { x: number; y: number }): number {
  const off = Array.from({ length: FRAMES }, (_, frame) => {
    const zoom = zoomAt(frame)
    const at = (place: number, size: number) => (place - (size - size / zoom) * REST) * zoom
    const expected = { x: at(dot.x, WIDTH), y: at(dot.y, HEIGHT) }
    const found = centre(frames.subarray((frame * WIDTH * HEIGHT * 3) / 2), WIDTH, expected)
    return { x: found.x - expected.x, y: found.y - expected.y }
  })
  const mean = (pick: (one: { x: number; y: number }) => number) => off.reduce((sum, one) => sum + pick(one), 0) / FRAMES
  const [x, y] = [mean((one) => one.x), mean((one) => one.y)]
  return Math.sqrt(mean((one) => (one.x - x) ** 2 + (one.y - y) ** 2))
}

function ratioOf(name: string, cpuSeconds: number, aloneCpuSeconds: number, shakePixels: number): Ratio {
  return {
    name,
    against: 'encoding its frames alone (CPU)',
    value: cpuSeconds / aloneCpuSeconds,
    unit: 'ratio',
    details: { cpuSeconds, aloneCpuSeconds, shakePixels },
  }
}

function ffmpeg(binary: string, words: string[]): void {
  const { status, stderr } = spawnSync(binary, ['-v', 'error', '-y', ...words])
  if (status !== 0) throw new Error(`ffmpeg: ${stderr}`)
}
