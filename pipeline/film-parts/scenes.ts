import { draftSettings } from '../draft-settings.ts'
import type { Execute, FilmRequest } from '../film-request.ts'
import { headingParts } from '../providers/image/drawn/heading-parts.ts'
import { placeIn } from '../render/timeline.ts'
import { type FilmSettings, frameSize, type Scene } from '../schema.ts'
import { neededFor } from '../speech/pronounce.ts'
import { chapter } from '../steps/chapter.ts'
import { clip, type Shot } from '../steps/clip.ts'
import { join } from '../steps/join.ts'
import { narrate } from '../steps/narrate.ts'
import { picture } from '../steps/picture.ts'
import { paletteOf } from '../styles/palette-of.ts'
import { styleNamed } from '../styles/styles.ts'
import type { Narrative } from './narrative.ts'
import { oncePerScene } from './once.ts'
import { sectionStarts } from './section-starts.ts'

/** What is made for each scene of a film, by its place; a place that the storyboard lacks is a RangeError. */
export type SceneParts = ReturnType<typeof scenePartsOf>

/** Pictures, narrations, and the clips that show them; pictures have the film's size, a draft's too. */
export function scenePartsOf({ settings, draft = false }: FilmRequest, { storyboard }: Narrative, execute: Execute) {
  const captionPlace = settings.captions === 'off' || settings.captionPlace === 'bottom' ? undefined : settings.captionPlace
  const look = { style: settings.style, captionPlace, ...frameSize(settings) }

  async function sceneAt(index: number): Promise<Scene> {
    const scene = (await storyboard()).scenes[index]
    if (scene === undefined) throw new RangeError(`no scene ${index}`)
    return scene
  }

  const pictureOf = oncePerScene(async (index) => {
    const { title, language } = await storyboard()
    const scene = await sceneAt(index)
    return execute(picture, { scene, index: scene.seed, title, language, ...look }, index)
  })
  const narrationOf = oncePerScene(async (index) => {
    const { language } = await storyboard()
    return execute(narrate, narrateInput(await sceneAt(index), settings, language), index)
  })
  // The card that is seen before the first scene of a section.
  const cardOf = oncePerScene(async (index) => {
    const { title, language, scenes } = await storyboard()
    const number = sectionStarts(scenes, title).indexOf(index) + 1
    const { heading, seed } = await sceneAt(index)
    if (number === 0) return undefined
    const named = headingParts(heading).number === '' ? `${number}. ${heading}` : heading
    return execute(chapter, { heading: named, seed, title, language, ...look }, index)
  })
  const shotOf = async (index: number): Promise<Shot> => {
    const { title, language, scenes } = await storyboard()
    const [shown, narration] = await Promise.all([pictureOf(index), narrationOf(index)])
    const { heading, pictured } = await sceneAt(index)
    const card = await cardOf(index)
    return {
      ...renderingOf(settings, draft),
      captions: settings.captions,
      place: placeIn(scenes, index),
      // What was written on a picture made for other words does not say these.
      picture: shown.quoted === true && pictured !== undefined ? { ...shown, quoted: false } : shown,
      narration,
      language,
      palette: paletteOf(styleNamed(settings.style), title),
      ...(card === undefined ? {} : { chapter: { title: heading, card } }),
    }
  }
  const clipOf = oncePerScene(async (index) => execute(clip, await shotOf(index), index))
  // Undefined where a clip has none after it.
  const joinOf = oncePerScene(async (index) => {
    if (index + 1 >= (await storyboard()).scenes.length) return undefined
    const next = (await cardOf(index + 1)) ?? (await pictureOf(index + 1))
    return execute(join, { ...(await shotOf(index)), next }, index)
  })
  return { picture: pictureOf, narration: narrationOf, shot: shotOf, clip: clipOf, join: joinOf }
}

function narrateInput({ text, holdSeconds, voice }: Scene, settings: FilmSettings, language: string) {
  const { speed, loudness, pronunciations } = settings
  const said = neededFor(text, pronunciations)
  return { text, holdSeconds, language, voice: voice ?? settings.voice, speed, loudness, ...(said.length === 0 ? {} : { said }) }
}

/** How clips and film are rendered. A draft is small only where that saves work: pictures are made, and paid for, once for both. */
export function renderingOf(settings: FilmSettings, draft: boolean) {
  const { style, captionSize, captionLook, captionFont, captionPlace } = settings
  const rendered = draft ? draftSettings(settings) : settings
  return { style, captionSize, captionLook, captionFont, captionPlace, fps: rendered.fps, ...frameSize(rendered) }
}
