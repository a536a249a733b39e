import { join } from 'node:path'
import { z } from 'zod'
import { CaptionSettings, captionStyle } from '../render/caption-style.ts'
import { columnsFor, cuesOf, shiftCue } from '../render/captions.ts'
import type { Piece } from '../render/render-clip.ts'
import { revealTimes } from '../render/reveals.ts'
import { stopsFor } from '../render/stops.ts'
import { inThread } from '../render/threads.ts'
import { cardSeconds, sceneTiming, spokenUntil } from '../render/timeline.ts'
import { Clip, Narration, Picture } from '../schema.ts'
import { type Blobs, defineStep, type StepContext } from '../step.ts'
import { styleNamed } from '../styles/styles.ts'

/** What a scene's frames are drawn from. */
export const Shot = z.object({
  place: z.enum(['first', 'middle', 'last']),
  picture: Picture,
  narration: Narration,
  language: z.string(),
  style: z.string(),
  /** The film's colours. */
  palette: z.object({ paper: z.string(), ink: z.string(), accent: z.string() }),
  /** The section that begins with this scene, and the card that is seen first. */
  chapter: z.object({ title: z.string(), card: Picture }).optional(),
  captions: z.enum(['on', 'off']),
  ...CaptionSettings.shape,
  fps: z.number(),
  width: z.int(),
  height: z.int(),
})
export type Shot = z.infer<typeof Shot>

/**
 * A scene's picture in motion under its captions, up to where it begins to turn into the next: that is the `join` step's, so
 * that another picture there leaves this clip as it is.
 */
export const clip = defineStep({
  name: 'clip',
  version: 11,
  input: Shot,
  output: Clip,
  fingerprint: () => 'kernel',
  run(shot, context) {
    const { frames, join } = sceneTiming(shot.narration, shot)
    return renderPieces([{ shot, from: 0, to: frames - join }], context)
  },
})

/** Some frames of a scene, from the first to the one after the last; those of its join need the `next` picture. */
export interface Part {
  shot: Shot
  next?: Picture | undefined
  from: number
  to: number
}

/** Draws and encodes parts of scenes, one after another, as one clip. All are of one size and frame rate. */
export async function renderPieces(parts: readonly Part[], { services, blobs, signal, progress, workFolder }: StepContext): Promise<Clip> {
  const [first] = parts
  if (first === undefined) throw new RangeError('a clip needs a scene')
  const { width, height, fps } = first.shot
  const output = join(await workFolder(), 'clip.mp4')
  const pieces = await Promise.all(parts.map((part) => pieceOf(part, blobs)))
  const frames = parts.reduce((sum, { from, to }) => sum + to - from, 0)
  const job = { binary: services.ffmpeg, output, width, height, fps, pieces }
  await inThread({ kind: 'clip', job }, signal, (done) => progress(done / frames))
  return { video: await blobs.putFile(output), frames, seconds: frames / fps }
}

/** What is drawn for a part of a scene. */
export async function pieceOf({ shot, next, from, to }: Part, blobs: Pick<Blobs, 'path'>): Promise<Piece> {
  const { picture, narration, language } = shot
  const style = styleNamed(shot.style)
  const captions = captionStyle(shot, style, shot.palette)
  const timing = sceneTiming(narration, shot)
  const named = shot.chapter && spokenUntil(shot.chapter.title, narration.words)
  const card = shot.chapter && {
    picture: await located(shot.chapter.card, blobs),
    until: cardSeconds(timing, { fps: shot.fps, named }),
  }
  const cues = shot.captions === 'on' && picture.quoted !== true ? cuesOf(narration.words, language, columnsFor(shot, captions.size)) : []
  return {
    timing,
    span: { from, to },
    picture: await located(picture, blobs),
    stops: stopsFor(picture.labels ?? [], narration.words).map((stop) => ({ ...stop, at: stop.at + timing.voiceAt })),
    reveals: picture.reveals && {
      before: await blobs.path(picture.reveals.before),
      parts: revealTimes(picture.reveals.parts, narration.words).map(({ at, until, ...part }) => {
        // In seconds of the scene; nothing comes behind the section's card.
        const later = Math.max(timing.voiceAt, (card?.until ?? 0) - at)
        return { ...part, at: at + later, until: until + later }
      }),
    },
    // Of what comes next nothing was said yet.
    next: next && (await located({ ...next, image: next.reveals?.before ?? next.image }, blobs)),
    transition: style.transition,
    // A card's title is not said twice.
    cues: cues.filter(({ start }) => start >= (named ?? 0)).map((cue) => shiftCue(cue, timing.voiceAt)),
    card,
    captions: { language, ...captions },
  }
}

async function located({ image, footage, lettering, width, height, origin, seed, focus }: Picture, blobs: Pick<Blobs, 'path'>) {
  return {
    path: await blobs.path(image),
    ...{ width, height, origin, seed, focus },
    footage: footage && { ...footage, path: await blobs.path(footage.media) },
    lettering: lettering && (await blobs.path(lettering)),
  }
}
