import { z } from 'zod'
import { Picture, Scene } from '../schema.ts'
import { defineStep } from '../step.ts'

/** A scene's picture: the document's own figure where the scene names one, else one made in the film's style. */
export const picture = defineStep({
  name: 'picture',
  version: 1,
  input: z.object({
    scene: Scene,
    index: z.int().nonnegative(),
    title: z.string(),
    language: z.string(),
    style: z.string(),
    width: z.int(),
    height: z.int(),
  }),
  output: Picture,
  fingerprint: ({ picture }) => picture.id,
  async run() {
    throw new Error('not built yet')
  },
})
