import { z } from 'zod'
import { drawnPictures, drawStyleGallery } from '../providers/image/drawn.ts'
import { BlobId } from '../schema.ts'
import { defineStep } from '../step.ts'

/** A sheet of these styles, numbered and named. */
export const gallery = defineStep({
  name: 'gallery',
  version: 2,
  input: z.object({ styles: z.array(z.string()) }),
  output: z.object({ image: BlobId }),
  fingerprint: () => drawnPictures.id,
  run: async ({ styles }, { blobs }) => ({ image: await blobs.put(await drawStyleGallery(styles)) }),
})
