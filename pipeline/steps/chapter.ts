import { z } from 'zod'
import { draw } from '../providers/image/drawn/pool.ts'
import { captionPlaces, Picture } from '../schema.ts'
import { defineStep } from '../step.ts'

/** The card that a section begins with: its number and title in the film's style, whoever makes the film's pictures. */
export const chapter = defineStep({
  name: 'chapter',
  version: 1,
  input: z.object({
    /** With its number before it. */
    heading: z.string(),
    /** Of the section's first scene: the card's ground and move vary by it. */
    seed: z.int().nonnegative(),
    title: z.string(),
    language: z.string(),
    style: z.string(),
    captionPlace: z.enum(captionPlaces).optional(),
    width: z.int(),
    height: z.int(),
  }),
  output: Picture,
  fingerprint: () => 'skia',
  async run({ heading, seed, ...look }, { blobs, signal }) {
    const { image, focus } = await draw('chapter', { heading, seed, ...look }, signal)
    const { width, height } = look
    const shown = { width, height, origin: 'drawn' as const, focus, seed, alt: heading, provider: 'drawn', warnings: [] }
    return { image: await blobs.put(image), ...shown }
  },
})
