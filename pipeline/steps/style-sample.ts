import { z } from 'zod'
import { draw } from '../providers/image/drawn/pool.ts'
import { drawnPictures } from '../providers/image/drawn.ts'
import { BlobId } from '../schema.ts'
import { defineStep } from '../step.ts'

/** A style shown large on a scene that every style draws; always drawn here, so looking costs nothing. */
export const styleSample = defineStep({
  name: 'style-sample',
  version: 1,
  input: z.object({ style: z.string(), language: z.string(), heading: z.string() }),
  output: z.object({ image: BlobId }),
  fingerprint: () => drawnPictures.id,
  async run({ style, language, heading }, { blobs, signal }) {
    const words = { text: '', heading, keywords: ['lighthouse', 'storm', 'coast'], atmosphere: [], prompt: heading }
    const scene = { kind: 'scene' as const, holdSeconds: 0, seed: 0, ...words }
    const { image } = await draw('card', { scene, index: 0, title: 'docreel', language, style, width: 1280, height: 720 }, signal)
    return { image: await blobs.put(image) }
  },
})
