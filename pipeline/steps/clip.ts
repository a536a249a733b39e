import { join } from 'node:path'
import { z } from 'zod'
import { CaptionSettings, captionStyle } from '../render/caption-style.ts'
import { columnsFor, cuesOf, shiftCue } from '../render/captions.ts'
import { stopsFor } from '../render/stops.ts'
import { inThread } from '../render/threads.ts'
import { sceneTiming } from '../render/timeline.ts'
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
  /** Title of the chapter that begins with this scene, to be shown over its picture. */
  chapter: z.string().optional(),
  captions: z.enum(['on', 'off']),
  ...CaptionSettings.shape,
  fps: z.number(),
  width: z.int(),
  height: z.int(),
})
type Shot = z.infer<typeof Shot>

/**
 * A scene's picture in motion under its captions, up to where it begins to turn into the next: that is the `join` step's, so
 * that another picture there leaves this clip as it is.
 */
export const clip = defineStep({
  name: 'clip',
  version: 7,
  /** With `next`, the picture after it, the clip runs on to the end of its join: cheaper where nothing will be changed. */
  input: Shot.extend({ next: Picture.optional() }),
  output: Clip,
  fingerprint: () => 'kernel',
  run({ next, ...shot }, context) {
    const { frames, join } = sceneTiming(shot.narration, shot)
    return renderPiece(shot, next, { from: 0, to: next === undefined ? frames - join : frames }, context)
  },
})

/** Draws and encodes some frames of a scene; those of its join need the `next` picture. */
export async function renderPiece(
  shot: Shot,
  next: Picture | undefined,
  span: { from: number; to: number },
  { services, blobs, signal, progress, workFolder }: StepContext,
): Promise<Clip> {
  const { picture, narration, language, width, height, fps } = shot
  const style = styleNamed(shot.style)
  const captions = captionStyle(shot, style)
  const timing = sceneTiming(narration, shot)
  const cues = shot.captions === 'on' && picture.quoted !== true ? cuesOf(narration.words, language, columnsFor(shot, captions.size)) : []
  const output = join(await workFolder(), 'clip.mp4')
  const job = {
    ...{ binary: services.ffmpeg, output, width, height, fps, timing, span },
    picture: await located(picture, blobs),
    stops: stopsFor(picture.labels ?? [], narration.words).map((stop) => ({ ...stop, at: stop.at + timing.voiceAt })),
    next: next && (await located(next, blobs)),
    transition: style.transition,
    cues: cues.map((cue) => shiftCue(cue, timing.voiceAt)),
    chapter: shot.chapter,
    captions: { language, ...captions },
  }
  const frames = span.to - span.from
  await inThread({ kind: 'clip', job }, signal, (done) => progress(done / frames))
  return { video: await blobs.putFile(output), frames, seconds: frames / fps }
}

async function located({ image, footage, lettering, width, height, origin, seed, focus }: Picture, blobs: Blobs) {
  return {
    path: await blobs.path(image),
    ...{ width, height, origin, seed, focus },
    footage: footage && { ...footage, path: await blobs.path(footage.media) },
    lettering: lettering && (await blobs.path(lettering)),
  }
}
