import { z } from 'zod'
import { draw } from '../providers/image/drawn/pool.ts'
import { drawnPictures } from '../providers/image/drawn.ts'
import { Cover, coverVariants, Picture, PictureLook } from '../schema.ts'
import { defineStep } from '../step.ts'

/** The film's cover: a picture with the title and subtitle set on it. */
export const cover = defineStep({
  name: 'cover',
  version: 4,
  input: PictureLook.omit({ captionPlace: true }).extend({ subtitle: z.string(), picture: Picture, variant: z.enum(coverVariants) }),
  output: Cover,
  fingerprint: () => drawnPictures.id,
  async run({ picture, ...request }, { blobs, signal }) {
    // A made picture is the cover's ground; a drawn card carries words of its own, so its scene is drawn anew without them.
    const ground = picture.origin === 'generated' || picture.origin === 'own' ? await blobs.read(picture.bare ?? picture.image) : undefined
    const image = await draw('cover', ground === undefined ? request : { ...request, ground }, signal)
    const { width, height, variant } = request
    return { image: await blobs.put(image), width, height, variant }
  },
})
