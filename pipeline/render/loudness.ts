/** ITU-R BS.1770-4 at 48 kHz: the K weighting's two filters, numerators first. */
const SHELF = { b: [1.53512485958697, -2.69169618940638, 1.19839281085285], a: [-1.69065929318241, 0.73248077421585] } as const
const HIGHPASS = { a: [-1.99004745483398, 0.99007225036621] } as const // numerator 1, -2, 1
/** Samples of the steps by which the 400 ms blocks advance. */
const HOP = 4_800

/** Measures integrated loudness as samples go by; blocks of any length, one array a channel. */
export function createMeter(channels: number) {
  const weightings = Array.from({ length: channels }, kWeighting)
  const hops: number[] = []
  let [energy, filled] = [0, 0]
  return {
    add(block: readonly Float32Array[], length: number): void {
      for (let from = 0; from < length; ) {
        const to = Math.min(length, from + HOP - filled)
        weightings.forEach((energyOf, channel) => {
          energy += energyOf(block[channel] as Float32Array, from, to)
        })
        filled += to - from
        from = to
        if (filled < HOP) continue
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

/** Sums the squares of a run of samples after the K weighting; the filters' state goes on from run to run. */
function kWeighting(): (samples: Float32Array, from: number, to: number) => number {
  const [[b0, b1, b2], [a1, a2]] = [SHELF.b, SHELF.a]
  const [c1, c2] = HIGHPASS.a
  const state = new Float64Array(4)
  return (samples, from, to) => {
    // Locals: the engine boxes what a closure writes to, once a sample.
    let [s1, s2, h1, h2, sum] = [state[0] as number, state[1] as number, state[2] as number, state[3] as number, 0]
    for (let i = from; i < to; i++) {
      const x = samples[i] as number
      const shelved = b0 * x + s1
      s1 = b1 * x - a1 * shelved + s2
      s2 = b2 * x - a2 * shelved
      const y = shelved + h1
      h1 = -2 * shelved - c1 * y + h2
      h2 = shelved - c2 * y
      sum += y * y
    }
    state.set([s1, s2, h1, h2])
    return sum
  }
}

/** A factor on samples from decibels. */
export function fromDb(db: number): number {
  return 10 ** (db / 20)
}
