import { z } from 'zod'
import { readDocument } from '../documents/read.ts'
import { BlobId, Document } from '../schema.ts'
import { defineStep } from '../step.ts'

/**
 * Reads a dropped file into a Document, in a jail of its own. Throws UserError with one of `documentCodes`. A password is
 * no part of the input, which is kept: whoever has it reads the file ahead (`unlock`) and keeps the result under `unlocked`, a name
 * that nobody else has, so that the same file from somebody else stays locked.
 */
export const extract = defineStep({
  name: 'extract',
  version: 12,
  input: z.object({ source: BlobId, filename: z.string(), chapters: z.string().optional(), unlocked: z.string().optional() }),
  output: Document,
  fingerprint: () => '',
  async run({ source, filename, chapters }, { blobs, signal, progress }) {
    const path = await blobs.path(source)
    const { document } = await readDocument({ path, filename, chapters, signal, progress, keep: (bytes) => blobs.put(bytes) })
    return document
  },
})
