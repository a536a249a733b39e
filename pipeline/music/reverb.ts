import { type Loop, PLAYED_RATE } from './loop.ts'

/** Delays in samples of echoes that seldom fall together, two by two; the right ear's are a little longer. */
const COMBS = [
  [843, 966],
  [1076, 1188],
  [1310, 1421],
] as const
const ALLPASSES = [173, 57]
const SPREAD = 16
const TAIL_SECONDS = 2.4
const LEVEL = 0.16
/** How much of its highs an echo keeps each time round. */
const BRIGHTNESS = 0.77

/** Adds a hall around a loop to `dry`, itself a loop: its last seconds are played first, so that the hall already rings at the start. */
export function reverberate({ left, right }: Loop, dry: Loop): void {
  channel(left, dry.left, 0)
  channel(right, dry.right, SPREAD)
}

function channel(send: Float32Array, dry: Float32Array, offset: number): void {
  const warmUp = Math.min(send.length, 4 * PLAYED_RATE)
  const wet = new Float32Array(warmUp + send.length)
  for (const [one, other] of COMBS) combs(send, wet, one + offset, other + offset)
  for (const delay of ALLPASSES) allpass(wet, delay + offset)
  for (let i = 0; i < dry.length; i++) dry[i] = (dry[i] as number) + (wet[warmUp + i] as number)
}

/** Adds two echoes that lose their highs each time round; both at once, as for one alone a processor would mostly wait. */
function combs(send: Float32Array, wet: Float32Array, delay: number, otherDelay: number): void {
  const [line, otherLine] = [new Float32Array(delay), new Float32Array(otherDelay)]
  const [feedback, otherFeedback] = [fedBack(delay), fedBack(otherDelay)]
  let [at, otherAt, damped, otherDamped] = [0, 0, 0, 0]
  let from = 2 * send.length - wet.length
  for (let i = 0; i < wet.length; i++) {
    const dry = (send[from] as number) * LEVEL
    const out = line[at] as number
    const otherOut = otherLine[otherAt] as number
    damped = out * BRIGHTNESS + damped * (1 - BRIGHTNESS)
    otherDamped = otherOut * BRIGHTNESS + otherDamped * (1 - BRIGHTNESS)
    line[at] = dry + damped * feedback
    otherLine[otherAt] = dry + otherDamped * otherFeedback
    wet[i] = (wet[i] as number) + out + otherOut
    at = at + 1 === delay ? 0 : at + 1
    otherAt = otherAt + 1 === otherDelay ? 0 : otherAt + 1
    from = from + 1 === send.length ? 0 : from + 1
  }
}

function fedBack(delay: number): number {
  return 10 ** ((-3 * delay) / (TAIL_SECONDS * PLAYED_RATE))
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
