import { z } from 'zod'
import { draw } from '../providers/image/drawn/pool.ts'
import { drawnPictures } from '../providers/image/drawn.ts'
import { Picture, PictureLook } from '../schema.ts'
import { defineStep } from '../step.ts'

/** The card that a section begins with: its number and title in the film's style, whoever makes the film's pictures. */
export const chapter = defineStep({
  name: 'chapter',
  version: 1,
  input: PictureLook.extend({
    /** With its number before it. */
    heading: z.string(),
    /** Of the section's first scene: the card's ground and move vary by it. */
    seed: z.int().nonnegative(),
  }),
  output: Picture,
  fingerprint: () => drawnPictures.id,
  async run({ heading, seed, ...look }, { blobs, signal }) {
    const { image, focus } = await draw('chapter', { heading, seed, ...look }, signal)
    const { width, height } = look
    const shown = { width, height, origin: 'drawn' as const, focus, seed, alt: heading, provider: drawnPictures.id, warnings: [] }
    return { image: await blobs.put(image), ...shown }
  },
})
