import { z } from 'zod'
import { Narration } from '../schema.ts'
import { defineStep } from '../step.ts'

/** Speaks one scene; an empty text is `holdSeconds` of silence. */
export const narrate = defineStep({
  name: 'narrate',
  version: 1,
  input: z.object({
    text: z.string(),
    holdSeconds: z.number(),
    language: z.string(),
    voice: z.string().optional(),
    speed: z.number(),
    loudness: z.number(),
  }),
  output: Narration,
  fingerprint: ({ voice }) => voice.id,
  async run() {
    throw new Error('not built yet')
  },
})
