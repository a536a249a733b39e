import { z } from 'zod'
import { BlobId, Document } from '../schema.ts'
import { defineStep } from '../step.ts'

/** Reads a dropped file into a Document, in a jail of its own. Throws UserError with one of `documentCodes`. */
export const extract = defineStep({
  name: 'extract',
  version: 1,
  input: z.object({ source: BlobId, filename: z.string() }),
  output: Document,
  fingerprint: () => '',
  async run() {
    throw new Error('not built yet')
  },
})
