/** ITU-R BS.1770-4 at 48 kHz: the K weighting's two filters, numerators first. */
const SHELF = { b: [1.53512485958697, -2.69169618940638, 1.19839281085285], a: [-1.69065929318241, 0.73248077421585] } as const
const HIGHPASS = { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] } as const
/** Samples of the steps by which the 400 ms blocks advance. */
const HOP = 4_800

/** Measures integrated loudness as samples go by; blocks of any length, one array a channel. */
export function createMeter(channels: number) {
  const filters = Array.from({ length: channels }, () => [biquad(SHELF), biquad(HIGHPASS)] as const)
  const hops: number[] = []
  let [energy, filled] = [0, 0]
  return {
    add(block: readonly Float32Array[], length: number): void {
      for (let i = 0; i < length; i++) {
        for (let channel = 0; channel < channels; channel++) {
          const [shelf, highpass] = filters[channel] as (typeof filters)[number]
          const weighted = highpass(shelf((block[channel] as Float32Array)[i] as number))
          energy += weighted * weighted
        }
        if (++filled < HOP) continue
        hops.push(energy / HOP)
        energy = 0
        filled = 0
      }
    },
    /** LUFS after the standard's two gates; -Infinity for silence. */
    integrated(): number {
      const blocks = hops.slice(3).map((_, i) => ((hops[i] ?? 0) + (hops[i + 1] ?? 0) + (hops[i + 2] ?? 0) + (hops[i + 3] ?? 0)) / 4)
      const heard = blocks.filter((power) => toLufs(power) > -70)
      const gate = toLufs(mean(heard)) - 10
      return toLufs(mean(heard.filter((power) => toLufs(power) > gate)))
    },
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function toLufs(power: number): number {
  return power <= 0 ? Number.NEGATIVE_INFINITY : -0.691 + 10 * Math.log10(power)
}

function biquad({ b: [b0, b1, b2], a: [a1, a2] }: { b: readonly [number, number, number]; a: readonly [number, number] }) {
  let [z1, z2] = [0, 0]
  return (x: number): number => {
    const y = b0 * x + z1
    z1 = b1 * x - a1 * y + z2
    z2 = b2 * x - a2 * y
    return y
  }
}

/** A factor on samples from decibels. */
export function fromDb(db: number): number {
  return 10 ** (db / 20)
}
