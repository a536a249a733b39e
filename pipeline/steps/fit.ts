import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { runFfmpeg } from '../render/ffmpeg.ts'
import { fitPass, planFit } from '../render/fit-arguments.ts'
import { BlobId, Film } from '../schema.ts'
import { defineStep } from '../step.ts'

/**
 * A finished film within a place's upload limit: itself where it fits, else encoded again once, in two passes, at a size
 * that the bytes allow. `warnings` says what was given up; `fits` is false where even that was too large.
 */
export const fit = defineStep({
  name: 'fit',
  version: 2,
  input: z.object({ film: Film, limitBytes: z.int().positive() }),
  output: z.object({ film: BlobId, bytes: z.int().positive(), fits: z.boolean(), warnings: z.array(z.string()) }),
  fingerprint: () => 'two passes',
  async run({ film, limitBytes }, { services, blobs, signal, progress, workFolder }) {
    if (film.bytes <= limitBytes) return { film: film.film, bytes: film.bytes, fits: true, warnings: [] }
    const side = Math.min(film.width, film.height)
    const plan = planFit({ seconds: film.seconds, limitBytes, side })
    const folder = await workFolder()
    const files = { film: await blobs.path(film.film), notes: join(folder, 'pass'), output: join(folder, 'fit.mp4') }
    for (const pass of [1, 2] as const) {
      await runFfmpeg(fitPass(pass, plan, files), {
        ...{ binary: services.ffmpeg, signal },
        progress: (seconds) => progress((pass - 1 + Math.min(1, seconds / film.seconds)) / 2),
      })
    }
    const { size: bytes } = await stat(files.output)
    const megabytes = Math.round((limitBytes / 1_048_576) * 10) / 10
    const smaller = plan.side < side ? `Made smaller (${plan.side}p) to fit ${megabytes} MiB.` : `Encoded again to fit ${megabytes} MiB.`
    const warnings = [smaller, ...(plan.decent ? [] : ['The limit is tight for a film this long: the picture is soft.'])]
    return { film: await blobs.putFile(files.output), bytes, fits: bytes <= limitBytes, warnings }
  },
})
