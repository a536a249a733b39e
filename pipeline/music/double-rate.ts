import type { Loop } from './loop.ts'

/** Two chains of allpasses, half a sample apart: as every second sample each, an elliptic low-pass, whole to 9 kHz and 80 dB down from 15 kHz. */
const EVEN = [0.06883322519472129, 0.5059569979894821] as const
const ODD = [0.2522195602950695, 0.8133946666070344] as const
/** A filter has forgotten what it began with after so many samples. */
const SETTLES = 480

/** The same loop with twice as many samples a second. */
export function atDoubleRate({ left, right }: Loop): Loop {
  return { left: doubled(left), right: doubled(right) }
}

function doubled(side: Float32Array): Float32Array {
  const out = new Float32Array(2 * side.length)
  const [[a, b], [c, d]] = [EVEN, ODD]
  let [before, even1, even2, odd1, odd2] = [0, 0, 0, 0, 0]
  // What is heard at the start has the loop's end before it.
  for (let i = -SETTLES; i < side.length; i++) {
    const x = side[i < 0 ? i + side.length : i] as number
    const even = before + a * (x - even1)
    const odd = before + c * (x - odd1)
    const evenOut = even1 + b * (even - even2)
    const oddOut = odd1 + d * (odd - odd2)
    before = x
    even1 = even
    even2 = evenOut
    odd1 = odd
    odd2 = oddOut
    if (i < 0) continue
    out[2 * i] = evenOut
    out[2 * i + 1] = oddOut
  }
  return out
}
