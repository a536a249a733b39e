import { z } from 'zod'
import { Cover, Picture } from '../schema.ts'
import { defineStep } from '../step.ts'

/** The film's cover: a picture with the title and subtitle set on it. */
export const cover = defineStep({
  name: 'cover',
  version: 1,
  input: z.object({
    title: z.string(),
    subtitle: z.string(),
    language: z.string(),
    picture: Picture,
    style: z.string(),
    width: z.int(),
    height: z.int(),
  }),
  output: Cover,
  fingerprint: () => 'skia',
  async run() {
    throw new Error('not built yet')
  },
})
