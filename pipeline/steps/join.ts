import { sceneTiming } from '../render/timeline.ts'
import { Clip, Picture } from '../schema.ts'
import { defineStep } from '../step.ts'
import { renderPieces, Shot } from './clip.ts'

/** The half second in which a scene's picture turns into the next: what a change of either costs besides their own clips. */
export const join = defineStep({
  name: 'join',
  version: 6,
  input: Shot.extend({ next: Picture }),
  output: Clip,
  fingerprint: () => 'kernel',
  run({ next, ...shot }, context) {
    const { frames, join } = sceneTiming(shot.narration, shot)
    return renderPieces([{ shot, next, from: frames - join, to: frames }], context)
  },
})
