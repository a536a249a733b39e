import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeThreads } from '../pipeline/render/threads.ts'
import { fit } from '../pipeline/steps/fit.ts'
import { measured } from './cpu.ts'
import type { Ratio } from './ratio.ts'
import { createStudio } from './render-inputs.ts'

const LIMIT_MIB = 10
/** A film of eight photographs, played so often: two passes learn nothing from what comes again. */
const TIMES = 5

/** How good four minutes of photographs at 720p still look in 10 MiB: the film before against the film after. */
export async function benchFit(): Promise<Ratio[]> {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-bench-'))
  try {
    const studio = await createStudio(folder)
    const short = await studio.film(await studio.inputs({ scenes: 8, seconds: 4.6, resolution: 720 }))
    await closeThreads()
    const context = studio.context()
    const [list, whole, once] = [join(folder, 'list.txt'), join(folder, 'whole.mp4'), await context.blobs.path(short.film)]
    writeFileSync(list, `ffconcat version 1.0\n${`file '${once}'\n`.repeat(TIMES)}`)
    const streams = ['-map', '0:v:0', '-map', '0:a:0', '-map', '1:v:1', '-disposition:v:1', 'attached_pic', '-c', 'copy']
    run(studio.ffmpeg, ['-f', 'concat', '-safe', '0', '-i', list, '-i', once, ...streams, '-y', whole])
    const seconds = short.seconds * TIMES
    const film = { ...short, film: await context.blobs.putFile(whole), seconds, bytes: short.bytes * TIMES }
    const fitted = await measured(() => fit.run({ film, limitBytes: LIMIT_MIB * 1_048_576 }, context))
    const after = await context.blobs.path(fitted.result.film)
    const same = '[0:v]scale=1280:720:flags=lanczos[a];[a][1:v]ssim'
    const log = run(studio.ffmpeg, ['-i', after, '-i', await context.blobs.path(film.film), '-lavfi', same, '-f', 'null', '-'])
    const ssim = Number(/SSIM Y:([\d.]+)/.exec(log)?.[1])
    const mebibytes = fitted.result.bytes / 1_048_576
    return [
      {
        name: 'likeness of a fitted film (SSIM Y)',
        against: 'itself before, 4 minutes of photographs at 720p in 10 MiB',
        value: ssim,
        unit: 'ratio',
        goal: '>= 0.92, <= 10 MiB',
        met: ssim >= 0.92 && mebibytes <= LIMIT_MIB,
        details: { seconds, mebibytes, before: film.bytes / 1_048_576, encodes: 1, cpuSeconds: fitted.cpu, wallSeconds: fitted.wall },
      },
    ]
  } finally {
    await closeThreads()
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(binary: string, words: string[]): string {
  const { status, stderr } = spawnSync(binary, ['-hide_banner', '-nostats', ...words])
  if (status !== 0) throw new Error(`ffmpeg: ${stderr}`)
  return stderr.toString()
}
