import type { Style } from '../styles/style.ts'
import { easeInOut } from './motion.ts'
import type { Stage } from './stage.ts'

export type Transition = Style['transition']

/**
 * Turns the picture in slot `from` into the one in slot `to`, in place in `from`: `done` goes from just above 0 to just
 * below 1 over the join.
 */
export function applyTransition(
  stage: Stage,
  kind: Transition,
  slots: { from: number; to: number },
  done: number,
  frame: { width: number; height: number },
): void {
  if (kind === 'cut') {
    if (done >= 0.5) stage.fade(slots.from, slots.to, 1)
  } else if (kind === 'dip') {
    if (done >= 0.5) stage.fade(slots.from, slots.to, 1)
    stage.dim(slots.from, 1 - Math.abs(2 * done - 1))
  } else if (kind === 'slide') {
    slide(stage.frame(slots.from), stage.frame(slots.to), frame, easeInOut(done))
  } else if (kind === 'wipe') {
    wipe(stage.frame(slots.from), stage.frame(slots.to), frame, easeInOut(done))
  } else {
    stage.fade(slots.from, slots.to, smooth(done))
  }
}

function smooth(x: number): number {
  return x * x * (3 - 2 * x)
}

/** The three planes of a yuv420p frame: where they start, and their size. */
function planesOf({ width, height }: { width: number; height: number }) {
  const luma = width * height
  return [
    { at: 0, width, height, step: 2 },
    { at: luma, width: width / 2, height: height / 2, step: 1 },
    { at: luma * 1.25, width: width / 2, height: height / 2, step: 1 },
  ]
}

/** The next picture pushes this one out to the left. Moves in whole pairs of pixels: it is too fast for finer steps to show. */
function slide(from: Uint8Array, to: Uint8Array, frame: { width: number; height: number }, done: number): void {
  const pairs = Math.round((frame.width / 2) * done)
  for (const { at, width, height, step } of planesOf(frame)) {
    const shift = pairs * step
    for (let row = at; row < at + width * height; row += width) {
      from.copyWithin(row, row + shift, row + width)
      from.set(to.subarray(row, row + shift), row + width - shift)
    }
  }
}

/** The next picture is laid over this one from the left, behind a soft edge. */
function wipe(from: Uint8Array, to: Uint8Array, frame: { width: number; height: number }, done: number): void {
  const soft = Math.round(frame.width * 0.12)
  const front = done * (frame.width + soft)
  for (const { at, width, height, step } of planesOf(frame)) {
    const scale = step / 2
    const [edge, band] = [front * scale, soft * scale]
    const whole = Math.min(width, Math.max(0, Math.floor(edge - band)))
    const end = Math.min(width, Math.max(0, Math.ceil(edge)))
    const weights = Array.from({ length: end - whole }, (_, i) => smooth(Math.min(1, Math.max(0, (edge - whole - i) / band))))
    for (let row = at; row < at + width * height; row += width) {
      from.set(to.subarray(row, row + whole), row)
      for (let column = whole; column < end; column++) {
        const [a, b] = [from[row + column] as number, to[row + column] as number]
        from[row + column] = a + (b - a) * (weights[column - whole] as number) + 0.5
      }
    }
  }
}
