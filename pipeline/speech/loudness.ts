import { biquad, type Coefficients } from './biquad.ts'

/** Integrated loudness of mono samples at 48 kHz in LUFS, after ITU-R BS.1770-4; -Infinity for silence. */
export function loudnessOf(samples: Int16Array): number {
  const weighted = biquad(
    biquad(
      Float64Array.from(samples, (sample) => sample / 32_768),
      SHELF,
    ),
    HIGH_PASS,
  )
  const block = 19_200
  const hop = 4_800
  const energies: number[] = []
  for (let from = 0; from === 0 || from + block <= weighted.length; from += hop) {
    const window = weighted.subarray(from, from + block)
    let sum = 0
    for (const value of window) sum += value * value
    energies.push(sum / Math.max(1, window.length))
  }
  const loud = energies.filter((energy) => lufs(energy) > -70)
  const gate = lufs(mean(loud)) - 10
  return lufs(mean(loud.filter((energy) => lufs(energy) > gate)))
}

/** Multiplies samples by a gain; what would pass `ceiling` (of full scale) is bent under it instead of clipped. */
export function amplify(samples: Int16Array, gain: number, ceiling = 0.8): Int16Array {
  const knee = ceiling * 0.75
  return samples.map((sample) => {
    const value = (sample / 32_768) * gain
    const size = Math.abs(value)
    const bent = size <= knee ? size : knee + (ceiling - knee) * Math.tanh((size - knee) / (ceiling - knee))
    return Math.round(Math.sign(value) * bent * 32_767)
  })
}

// The standard's own filters for 48 kHz.
const SHELF: Coefficients = [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585]
const HIGH_PASS: Coefficients = [1, -2, 1, -1.99004745483398, 0.99007225036621]

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function lufs(energy: number): number {
  return -0.691 + 10 * Math.log10(energy)
}
