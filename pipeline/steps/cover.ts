import { z } from 'zod'
import { draw } from '../providers/image/drawn/pool.ts'
import { Cover, Picture } from '../schema.ts'
import { defineStep } from '../step.ts'
import { coverVariants } from '../styles/style.ts'
import { styleNamed } from '../styles/styles.ts'

/** The film's cover: a picture with the title and subtitle set on it. */
export const cover = defineStep({
  name: 'cover',
  version: 1,
  input: z.object({
    title: z.string(),
    subtitle: z.string(),
    language: z.string(),
    picture: Picture,
    style: z.string(),
    /** How it is laid out; left out, as the style likes best. */
    variant: z.enum(coverVariants).optional(),
    width: z.int(),
    height: z.int(),
  }),
  output: Cover,
  fingerprint: () => 'skia',
  async run({ picture, variant, ...rest }, { blobs, signal }) {
    const request = { ...rest, variant: variant ?? styleNamed(rest.style).cover }
    // A made picture is the cover's ground; a drawn card carries words of its own, so its scene is drawn anew without them.
    const ground = picture.origin === 'generated' || picture.origin === 'own' ? await blobs.read(picture.image) : undefined
    const image = await draw('cover', ground === undefined ? request : { ...request, ground }, signal)
    return { image: await blobs.put(image), width: request.width, height: request.height }
  },
})
