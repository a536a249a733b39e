import { z } from 'zod'
import { Clip, Narration, Picture, Scene } from '../schema.ts'
import { defineStep } from '../step.ts'

/** A scene's picture in motion under its captions, cross-fading into the next picture at its end. */
export const clip = defineStep({
  name: 'clip',
  version: 1,
  input: z.object({
    scene: Scene,
    index: z.int().nonnegative(),
    count: z.int().positive(),
    picture: Picture,
    /** The next scene's picture; left out for the last scene, which fades to black. */
    next: Picture.optional(),
    narration: Narration,
    language: z.string(),
    title: z.string(),
    quote: z.string(),
    source: z.string(),
    style: z.string(),
    captions: z.enum(['on', 'off']),
    fps: z.number(),
    width: z.int(),
    height: z.int(),
  }),
  output: Clip,
  fingerprint: () => 'kernel',
  async run() {
    throw new Error('not built yet')
  },
})
