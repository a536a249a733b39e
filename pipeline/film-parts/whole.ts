import type { Execute, FilmRequest } from '../film-request.ts'
import { type Clip, frameSize, type Scene } from '../schema.ts'
import { film } from '../steps/film.ts'
import { fit } from '../steps/fit.ts'
import { mix } from '../steps/mix.ts'
import { reel } from '../steps/reel.ts'
import { sheet } from '../steps/sheet.ts'
import type { CoverParts } from './covers.ts'
import type { Narrative } from './narrative.ts'
import { once } from './once.ts'
import { renderingOf, type SceneParts } from './scenes.ts'

/** What is made of all scenes together: the sheet of pictures, the film, and the film as small as its place takes. */
export function wholePartsOf(
  { settings, uploadBytes, draft = false }: FilmRequest,
  { storyboard, scenes, covers }: { storyboard: Narrative['storyboard']; scenes: SceneParts; covers: CoverParts },
  execute: Execute,
) {
  const rendering = renderingOf(settings, draft)

  async function ofEachScene<T>(make: (index: number) => Promise<T>): Promise<T[]> {
    return Promise.all((await storyboard()).scenes.map((_, index) => make(index)))
  }

  const sheetOf = once(async () => {
    const { title } = await storyboard()
    const pictures = await ofEachScene(scenes.picture)
    return execute(sheet, { title, pictures: pictures.map(({ image }) => image), style: settings.style, ...frameSize(settings) })
  })
  const mixOf = once(async () => {
    const { title, source, scenes: told } = await storyboard()
    const { music, musicVolume } = settings
    const voices = { narrations: await ofEachScene(scenes.narration), sounds: await soundsIn(told, scenes) }
    return execute(mix, { ...voices, title, source, music, musicVolume, fps: rendering.fps, ...(draft ? { draft } : {}) })
  })
  const filmOf = once(async () => {
    const { title, source, language, scenes: told } = await storyboard()
    const images = draft ? await reelOf() : await clipsOf(told, scenes)
    return execute(film, {
      ...rendering,
      ...images,
      narrations: await ofEachScene(scenes.narration),
      mix: await mixOf(),
      headings: told.map(({ heading }) => heading),
      title,
      source,
      language,
      cover: (await covers.cover()).image,
    })
  })
  const reelOf = async () => ({ clips: [await execute(reel, { shots: await ofEachScene(scenes.shot) })], joins: [] })
  const postedOf = once(async () =>
    uploadBytes === undefined ? undefined : execute(fit, { film: await filmOf(), limitBytes: uploadBytes }),
  )
  return { sheet: sheetOf, film: filmOf, posted: postedOf }
}

// Scene after scene, as jobs have made them: the picture that one ends with is in hand for the next.
async function clipsOf(told: readonly Scene[], scenes: SceneParts): Promise<{ clips: Clip[]; joins: Clip[] }> {
  const [clips, joins]: [Clip[], Clip[]] = [[], []]
  for (const index of told.keys()) {
    clips.push(await scenes.clip(index))
    const join = await scenes.join(index)
    if (join !== undefined) joins.push(join)
  }
  return { clips, joins }
}

// The clips of people's own that are to be heard and have sound.
async function soundsIn(told: readonly Scene[], { picture }: SceneParts) {
  const heard = told.flatMap(({ own }, scene) => (own?.sound === 'under' ? [scene] : []))
  const shown = await Promise.all(heard.map(async (scene) => ({ scene, footage: (await picture(scene)).footage })))
  return shown.flatMap(({ scene, footage }) => (footage?.hasSound ? [{ scene, footage }] : []))
}
