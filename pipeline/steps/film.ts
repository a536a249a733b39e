import { z } from 'zod'
import { Clip, Film, Narration } from '../schema.ts'
import { defineStep } from '../step.ts'

/** Joins the clips without re-encoding, mixes voice and music once, and writes the captions beside it. */
export const film = defineStep({
  name: 'film',
  version: 1,
  input: z.object({
    clips: z.array(Clip).min(1),
    narrations: z.array(Narration).min(1),
    title: z.string(),
    source: z.string(),
    language: z.string(),
    music: z.string(),
    musicVolume: z.number(),
    fps: z.number(),
    width: z.int(),
    height: z.int(),
  }),
  output: Film,
  fingerprint: () => 'mix',
  async run() {
    throw new Error('not built yet')
  },
})
