import { z } from 'zod'
import { UserError } from '../../lib/errors.ts'
import { imageSize } from '../documents/image-size.ts'
import { draw } from '../providers/image/drawn/pool.ts'
import { BlobId } from '../schema.ts'
import { defineStep } from '../step.ts'

/** Pixels of the longer side: a look needs no more, and a vendor is sent this with every scene. */
const LONGEST = 1_024
const MOST_PIXELS = 60_000_000

/** A person's picture as a model for a style: a small JPEG without what the camera noted. Throws UserError `wrong-type`. */
export const styleReference = defineStep({
  name: 'style-reference',
  version: 1,
  input: z.object({ media: BlobId }),
  output: z.object({ image: BlobId }),
  fingerprint: () => 'skia',
  async run({ media }, { blobs, signal }) {
    const bytes = await blobs.read(media)
    const size = imageSize(bytes)
    const wrong = (cause?: unknown) =>
      new UserError('wrong-type', 'That is no picture. Send a JPEG, PNG or WebP of at most 60 megapixels.', { cause })
    if (size === undefined || size.width * size.height > MOST_PIXELS) throw wrong()
    const scale = Math.min(1, LONGEST / Math.max(size.width, size.height))
    const [width, height] = [size.width, size.height].map((side) => Math.max(2, Math.round((side * scale) / 2) * 2)) as [number, number]
    const image = await draw('fill', { image: bytes, width, height }, signal).catch((error: unknown) => {
      signal.throwIfAborted()
      throw wrong(error)
    })
    return { image: await blobs.put(image) }
  },
})
