import { bell, biquad } from '../../../speech/biquad.ts'

// Measured against the long-term average spectrum of speech (Byrne et al. 1994): eSpeak's voices are 6 dB short of warmth at
// 250 Hz, 6 dB over at 1 kHz and 9 dB over at 4 kHz, which is what tires. Some of the brightness stays: consonants live there.
const bells = [
  { hertz: 220, decibels: 4, q: 0.8 },
  { hertz: 1_200, decibels: -3, q: 0.7 },
  { hertz: 3_900, decibels: -6, q: 0.8 },
]

/** Brings eSpeak's sound nearer to a human voice's balance; same length, never louder than 90 % of full scale. */
export function warm(samples: Int16Array, sampleRate: number): Int16Array {
  let signal: Float64Array = Float64Array.from(samples)
  for (const shape of bells) signal = biquad(signal, bell(shape, sampleRate))
  let peak = 1
  for (const value of signal) peak = Math.max(peak, Math.abs(value))
  const gain = Math.min(1, 29_490 / peak)
  return Int16Array.from(signal, (value) => Math.round(value * gain))
}
