import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { closeThreads } from '../pipeline/render/threads.ts'
import { createStudio } from './render-inputs.ts'

// `node bench/render-film.ts FOLDER prepare SCENES RESOLUTION` makes a film's inputs, `... FOLDER film` makes the film, in a
// process of its own so that its memory can be watched.
const [folder = '', what, scenes = '10', resolution = '1080'] = process.argv.slice(2)
const studio = await createStudio(folder)
const note = join(folder, 'inputs.json')
if (what === 'prepare') {
  const made = await studio.inputs({ scenes: Number(scenes), seconds: 2, resolution: Number(resolution) as 1080 })
  writeFileSync(note, JSON.stringify(made))
  // The film after this one finds its threads' modules compiled, as all but the first of a machine do.
  await studio.film({ ...made, pictures: made.pictures.slice(0, 2), narrations: made.narrations.slice(0, 2) })
  await closeThreads()
} else {
  const made = JSON.parse(readFileSync(note, 'utf8')) as Awaited<ReturnType<typeof studio.inputs>>
  await studio.film(made)
  await closeThreads()
}
