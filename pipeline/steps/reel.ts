import { z } from 'zod'
import { sceneTiming } from '../render/timeline.ts'
import { Clip } from '../schema.ts'
import { defineStep } from '../step.ts'
import { renderPieces, Shot } from './clip.ts'

/** All scenes and their joins as one clip: cheaper, by an encoder's start for each, where nothing of it will be changed. */
export const reel = defineStep({
  name: 'reel',
  version: 4,
  input: z.object({ shots: z.array(Shot).min(1) }),
  output: Clip,
  fingerprint: () => 'kernel',
  run({ shots }, context) {
    const parts = shots.map((shot, index) => {
      const { frames } = sceneTiming(shot.narration, shot)
      const after = shots[index + 1]
      return { shot, next: after?.chapter?.card ?? after?.picture, from: 0, to: frames }
    })
    return renderPieces(parts, context)
  },
})
