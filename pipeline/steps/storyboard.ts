import { z } from 'zod'
import { Document, Script, Storyboard } from '../schema.ts'
import { defineStep } from '../step.ts'

/** Directs the film: opening, scenes with their pictures' prompts or figures, ending. */
export const storyboard = defineStep({
  name: 'storyboard',
  version: 1,
  input: z.object({ document: Document, script: Script }),
  output: Storyboard,
  fingerprint: ({ script }) => script.id,
  async run() {
    throw new Error('not built yet')
  },
})
