import { z } from 'zod'
import { draw } from '../providers/image/drawn/pool.ts'
import { BlobId, Sheet } from '../schema.ts'
import { defineStep } from '../step.ts'

/** All scenes' pictures on one sheet, small and numbered, to be looked at together. */
export const sheet = defineStep({
  name: 'sheet',
  version: 1,
  input: z.object({
    title: z.string(),
    /** In the order of the scenes. */
    pictures: z.array(BlobId).min(1),
    style: z.string(),
    /** Of the film's frame. */
    width: z.int(),
    height: z.int(),
  }),
  output: Sheet,
  fingerprint: () => 'skia',
  async run({ pictures, ...rest }, { blobs, signal }) {
    const { image, width, height } = await draw('sheet', { ...rest, paths: await Promise.all(pictures.map(blobs.path)) }, signal)
    return { image: await blobs.put(image), width, height }
  },
})
