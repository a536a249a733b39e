import { z } from 'zod'
import { Document, Script } from '../schema.ts'
import { defineStep } from '../step.ts'

/** Condenses a document of any length into a narration, scene by scene. */
export const script = defineStep({
  name: 'script',
  version: 1,
  input: z.object({ document: Document, language: z.string().optional(), seconds: z.number().optional() }),
  output: Script,
  fingerprint: ({ script }) => script.id,
  async run() {
    throw new Error('not built yet')
  },
})
