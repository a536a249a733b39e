import type { Loop } from './synth.ts'

/** Delays in samples at 48 kHz, with no common factors; the right ear's are a little longer. */
const COMBS = [1687, 1933, 2153, 2377, 2621, 2843]
const ALLPASSES = [347, 113]
const SPREAD = 31
const TAIL_SECONDS = 2.4
const LEVEL = 0.16

/** A hall around a loop, itself a loop: its last seconds are played first, so that the hall already rings at the start. */
export function reverberate({ left, right }: Loop): Loop {
  return { left: channel(left, 0), right: channel(right, SPREAD) }
}

function channel(input: Float32Array, offset: number): Float32Array {
  const warmUp = Math.min(input.length, 4 * 48_000)
  const wet = new Float32Array(warmUp + input.length)
  for (const delay of COMBS) comb(input, wet, warmUp, delay + offset)
  for (const delay of ALLPASSES) allpass(wet, delay + offset)
  return wet.subarray(warmUp)
}

/** Adds an echo that loses its highs each time round. */
function comb(input: Float32Array, wet: Float32Array, warmUp: number, delay: number): void {
  const line = new Float32Array(delay)
  const feedback = 10 ** ((-3 * delay) / (TAIL_SECONDS * 48_000))
  let [at, damped] = [0, 0]
  let from = input.length - warmUp
  for (let i = 0; i < wet.length; i++) {
    const out = line[at] as number
    damped += (out - damped) * 0.55
    line[at] = (input[from] as number) * LEVEL + damped * feedback
    wet[i] = (wet[i] as number) + out
    at = at + 1 === delay ? 0 : at + 1
    from = from + 1 === input.length ? 0 : from + 1
  }
}

function allpass(wet: Float32Array, delay: number): void {
  const line = new Float32Array(delay)
  let at = 0
  for (let i = 0; i < wet.length; i++) {
    const held = line[at] as number
    const out = held - 0.5 * (wet[i] as number)
    line[at] = (wet[i] as number) + 0.5 * out
    wet[i] = out
    at = at + 1 === delay ? 0 : at + 1
  }
}
