import { join } from 'node:path'
import { z } from 'zod'
import { CaptionSettings, captionStyle } from '../render/caption-style.ts'
import { columnsFor, cuesOf, shiftCue } from '../render/captions.ts'
import { stopsFor } from '../render/stops.ts'
import { inThread } from '../render/threads.ts'
import { sceneTiming } from '../render/timeline.ts'
import { Clip, Narration, Picture } from '../schema.ts'
import { type Blobs, defineStep } from '../step.ts'
import { styleNamed } from '../styles/styles.ts'

/** A scene's picture in motion under its captions, cross-fading into the next picture at its end. */
export const clip = defineStep({
  name: 'clip',
  version: 3,
  input: z.object({
    place: z.enum(['first', 'middle', 'last']),
    picture: Picture,
    /** The next scene's picture; left out for the last scene, which fades to black. */
    next: Picture.optional(),
    narration: Narration,
    language: z.string(),
    style: z.string(),
    captions: z.enum(['on', 'off']),
    ...CaptionSettings.shape,
    fps: z.number(),
    width: z.int(),
    height: z.int(),
  }),
  output: Clip,
  fingerprint: () => 'kernel',
  async run(input, { services, blobs, signal, progress, workFolder }) {
    const { narration, language, width, height, fps } = input
    const style = styleNamed(input.style)
    const captions = captionStyle(input, style)
    const timing = sceneTiming(narration, input)
    const cues =
      input.captions === 'on' && input.picture.quoted !== true ? cuesOf(narration.words, language, columnsFor(input, captions.size)) : []
    const output = join(await workFolder(), 'clip.mp4')
    const job = {
      ...{ binary: services.ffmpeg, output, width, height, fps, timing },
      picture: await located(input.picture, blobs),
      stops: stopsFor(input.picture.labels ?? [], narration.words).map((stop) => ({ ...stop, at: stop.at + timing.voiceAt })),
      next: input.next && (await located(input.next, blobs)),
      transition: style.transition,
      cues: cues.map((cue) => shiftCue(cue, timing.voiceAt)),
      captions: { language, ...captions },
    }
    await inThread({ kind: 'clip', job }, signal, (frames) => progress(frames / timing.frames))
    return { video: await blobs.putFile(output), frames: timing.frames, seconds: timing.frames / fps }
  },
})

async function located({ image, footage, width, height, origin, seed, focus }: Picture, blobs: Blobs) {
  return {
    path: await blobs.path(image),
    ...{ width, height, origin, seed, focus },
    footage: footage && { ...footage, path: await blobs.path(footage.media) },
  }
}
