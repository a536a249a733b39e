import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeThreads } from '../pipeline/render/threads.ts'
import { createStudio } from './render-inputs.ts'

// One film in a process of its own, for its memory to be watched: `node bench/render-film.ts SCENES RESOLUTION`.
const [scenes = '10', resolution = '1080'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'docreel-bench-'))
try {
  const studio = await createStudio(folder)
  const made = await studio.inputs({ scenes: Number(scenes), seconds: 2, resolution: Number(resolution) as 1080 })
  const clips = await Promise.all(made.pictures.map((_, index) => studio.clip(made, index)))
  await studio.film(made, clips)
} finally {
  await closeThreads()
  rmSync(folder, { recursive: true, force: true })
}
