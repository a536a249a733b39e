import { onlyChapters } from './documents/chapters.ts'
import { draftSettings } from './draft-settings.ts'
import { headingParts } from './providers/image/drawn/heading-parts.ts'
import { CaptionSettings } from './render/caption-style.ts'
import { placeIn } from './render/timeline.ts'
import {
  type BlobId,
  type Clip,
  type CoverVariant,
  coverSize,
  type FilmSettings,
  frameSize,
  type Scene,
  type Storyboard,
} from './schema.ts'
import { neededFor } from './speech/pronounce.ts'
import type { Step } from './step.ts'
import { chapter } from './steps/chapter.ts'
import { clip } from './steps/clip.ts'
import { cover } from './steps/cover.ts'
import { extract } from './steps/extract.ts'
import { film } from './steps/film.ts'
import { fit } from './steps/fit.ts'
import { join } from './steps/join.ts'
import { mix } from './steps/mix.ts'
import { narrate } from './steps/narrate.ts'
import { picture } from './steps/picture.ts'
import { reel } from './steps/reel.ts'
import { script } from './steps/script.ts'
import { sheet } from './steps/sheet.ts'
import { storyboard } from './steps/storyboard.ts'
import { coverChoices } from './styles/cover-choices.ts'
import { paletteOf } from './styles/palette-of.ts'
import { styleNamed } from './styles/styles.ts'

/** What a film is made from. */
export interface FilmRequest {
  source: BlobId
  filename: string
  settings: FilmSettings
  /** The storyboard of a revision; left out, the pipeline writes one from the source. */
  board?: Storyboard | undefined
  /** Bytes of one file where the film is going; left out, any size will do. */
  uploadBytes?: number | undefined
  /** Only these chapters of it, as `chooseChapters` reads them. */
  chapters?: string | undefined
  /** Names the reading that a password opened: see `extract`. */
  unlocked?: string | undefined
  /** Renders it small and fast, to be looked at before the whole is. */
  draft?: boolean | undefined
  /** The document was posted so that only who asks for it sees it. */
  hidden?: boolean | undefined
}

/** Runs one step through the cache; `scene` is its place in the film, for progress. */
export type Execute = <Input, Output>(step: Step<Input, Output>, input: Input, scene?: number) => Promise<Output>

/**
 * A document becomes a film. Each member makes one thing and, through the cache, whatever it rests on; so a job names
 * only what it wants, and what is missing or damaged is made again on the way.
 */
export function filmOf(request: FilmRequest, execute: Execute) {
  const { source, filename, settings, board: given, uploadBytes, chapters, unlocked, draft = false } = request
  const size = frameSize(settings)
  const { style } = settings
  const captionPlace = settings.captions === 'off' || settings.captionPlace === 'bottom' ? undefined : settings.captionPlace
  const look = { style, ...size }
  const captions = CaptionSettings.parse(settings)
  // A draft is small only where that saves work: pictures are made, and paid for, once for both.
  const rendered = draft ? draftSettings(settings) : settings
  const frame = frameSize(rendered)

  // What a password opened was read whole: nobody is asked for it again to read some chapters.
  const document = once(async () =>
    unlocked === undefined
      ? execute(extract, { source, filename, chapters })
      : onlyChapters(await execute(extract, { source, filename, unlocked }), chapters),
  )
  const narrative = once(async () =>
    execute(script, {
      document: await document(),
      language: settings.language,
      seconds: settings.seconds && settings.seconds * settings.speed,
    }),
  )
  const board = once(async () => given ?? execute(storyboard, { document: await document(), script: await narrative() }))
  const scenes = async () => (await board()).scenes

  const pictureOf = each(async (index) => {
    const { title, language } = await board()
    const scene = await sceneAt(index)
    return execute(picture, { scene, index: scene.seed, title, language, captionPlace, ...look }, index)
  })
  const narrationOf = each(async (index) => {
    const { text, holdSeconds, voice = settings.voice } = await sceneAt(index)
    const { speed, loudness } = settings
    const said = neededFor(text, settings.pronunciations)
    const { language } = await board()
    return execute(narrate, { text, holdSeconds, language, voice, speed, loudness, ...(said.length === 0 ? {} : { said }) }, index)
  })
  const cardOf = each(async (index) => {
    const { title, language, scenes } = await board()
    const place = sectionsOf(scenes, title).indexOf(index) + 1
    const { heading, seed } = await sceneAt(index)
    if (place === 0) return undefined
    const named = headingParts(heading).number === '' ? `${place}. ${heading}` : heading
    return execute(chapter, { heading: named, seed, title, language, captionPlace, ...look }, index)
  })
  const shotOf = async (index: number) => {
    const { title, language, scenes } = await board()
    const [shown, narration] = await Promise.all([pictureOf(index), narrationOf(index)])
    // What was made for other words does not say these.
    const isOld = shown.quoted === true && scenes[index]?.pictured !== undefined
    const card = await cardOf(index)
    const about = {
      place: placeIn(scenes, index),
      picture: isOld ? { ...shown, quoted: false } : shown,
      narration,
      language,
      style,
      palette: paletteOf(styleNamed(style), title),
      ...(card === undefined ? {} : { chapter: { title: scenes[index]?.heading ?? '', card } }),
    }
    return { ...about, captions: settings.captions, ...captions, fps: rendered.fps, ...frame }
  }
  const clipOf = each(async (index) => execute(clip, await shotOf(index), index))
  const joinOf = each(async (index) => {
    const next = index + 1 < (await scenes()).length ? ((await cardOf(index + 1)) ?? (await pictureOf(index + 1))) : undefined
    return next && execute(join, { ...(await shotOf(index)), next }, index)
  })
  const reelOf = once(async () => execute(reel, { shots: await Promise.all((await scenes()).map((_, index) => shotOf(index))) }))
  const sheetOf = once(async () => {
    const { title, scenes } = await board()
    const pictures = await Promise.all(scenes.map((_, index) => pictureOf(index)))
    return execute(sheet, { title, pictures: pictures.map(({ image }) => image), ...look })
  })
  const coverIn = async (variant: CoverVariant) => {
    const { title, subtitle, language } = await board()
    return execute(cover, { title, subtitle, language, picture: await pictureOf(0), style, variant, ...coverSize(settings.aspect) })
  }
  const coverOf = once(async () => coverIn(coverChoices(settings, (await board()).title).chosen))
  const coversOf = once(async () => Promise.all(coverChoices(settings, (await board()).title).offered.map(coverIn)))
  const narrations = async () => Promise.all((await scenes()).map((_, index) => narrationOf(index)))
  const mixed = once(async () => {
    const { title, source, scenes } = await board()
    const { music, musicVolume } = settings
    const told = { narrations: await narrations(), sounds: await soundsIn(scenes), title, source }
    return execute(mix, { ...told, music, musicVolume, fps: rendered.fps, ...(draft ? { draft } : {}) })
  })
  const filmed = once(async () => {
    const { title, source, language, scenes } = await board()
    const [clips, joins]: [Clip[], Clip[]] = [[], []]
    if (draft) clips.push(await reelOf())
    // Scene after scene, as jobs have made them: the picture that one ends with is in hand for the next.
    else
      for (const index of scenes.keys()) {
        clips.push(await clipOf(index))
        const join = await joinOf(index)
        if (join !== undefined) joins.push(join)
      }
    return execute(film, {
      clips,
      joins,
      narrations: await narrations(),
      mix: await mixed(),
      headings: scenes.map(({ heading }) => heading),
      title,
      source,
      language,
      cover: (await coverOf()).image,
      style,
      ...captions,
      fps: rendered.fps,
      ...frame,
    })
  })
  const postedOf = once(async () =>
    uploadBytes === undefined ? undefined : execute(fit, { film: await filmed(), limitBytes: uploadBytes }),
  )
  return {
    document,
    script: narrative,
    storyboard: board,
    picture: pictureOf,
    narration: narrationOf,
    clip: clipOf,
    /** Undefined where a clip has none after it. */
    join: joinOf,
    cover: coverOf,
    /** Three to choose from, the film's own among them. */
    covers: coversOf,
    sheet: sheetOf,
    film: filmed,
    posted: postedOf,
  }

  /** The clips of people's own that are to be heard and can be. */
  async function soundsIn(scenes: readonly Scene[]) {
    const heard = scenes.flatMap(({ own }, scene) => (own?.sound === 'under' ? [scene] : []))
    const shown = await Promise.all(heard.map(async (scene) => ({ scene, footage: (await pictureOf(scene)).footage })))
    return shown.flatMap(({ scene, footage }) => (footage?.hasSound ? [{ scene, footage }] : []))
  }

  async function sceneAt(index: number): Promise<Scene> {
    const scene = (await scenes())[index]
    if (scene === undefined) throw new RangeError(`no scene ${index}`)
    return scene
  }
}

/** Where a section has fewer scenes than this, its card would be seen as often as its pictures. */
const SCENES_A_SECTION = 1.5

/** The scenes with which a document's sections begin; none where it has only one, or hardly more scenes than sections. */
function sectionsOf(scenes: readonly Scene[], title: string): number[] {
  const told = scenes.filter(({ kind }) => kind === 'scene')
  const starts = scenes.flatMap(({ kind, heading }, index) => {
    const before = scenes[index - 1]
    const goes = kind !== 'scene' || heading === '' || heading === title || (before?.kind === 'scene' && before.heading === heading)
    return goes ? [] : [index]
  })
  return starts.length > 1 && told.length >= starts.length * SCENES_A_SECTION ? starts : []
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

function each<T>(make: (index: number) => Promise<T>): (index: number) => Promise<T> {
  const made = new Map<number, Promise<T>>()
  return (index) => {
    const known = made.get(index) ?? make(index)
    made.set(index, known)
    return known
  }
}
