/** ITU-R BS.1770-4 at 48 kHz: the K weighting's two filters, a shelf and a high-pass whose numerator is 1, -2, 1. */
const [b0, b1, b2] = [1.53512485958697, -2.69169618940638, 1.19839281085285]
const [a1, a2] = [-1.69065929318241, 0.73248077421585]
const [c1, c2] = [-1.99004745483398, 0.99007225036621]
/** Samples of the steps by which the 400 ms blocks advance. */
const HOP = 4_800

/** Measures integrated loudness as samples go by; blocks of any even length (the last may be odd), one array a channel. */
export function createMeter(channels: number) {
  const states = Array.from({ length: channels }, () => new Float64Array(6))
  const hops: number[] = []
  let [energy, filled] = [0, 0]
  return {
    add(block: readonly Float32Array[], length: number): void {
      for (let from = 0; from < length; ) {
        const to = Math.min(length, from + HOP - filled)
        states.forEach((state, channel) => {
          energy += weightedEnergy(block[channel] as Float32Array, from, to, state)
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

/** Sums the squares of a run of samples after the K weighting; goes on from `state`, what the run before it left. */
function weightedEnergy(samples: Float32Array, from: number, to: number, state: Float64Array): number {
  let [x1, x2, s1, s2, y1, y2] = state as unknown as [number, number, number, number, number, number]
  let sum = 0
  // Two at a time: moving six numbers on at every sample took half of the time.
  for (let i = from; i + 1 < to; i += 2) {
    const x = samples[i] as number
    const nextX = samples[i + 1] as number
    const s = b0 * x + b1 * x1 + b2 * x2 - a2 * s2 - a1 * s1
    const nextS = b0 * nextX + b1 * x + b2 * x1 - a2 * s1 - a1 * s
    const y = s - 2 * s1 + s2 - c2 * y2 - c1 * y1
    const nextY = nextS - 2 * s + s1 - c2 * y1 - c1 * y
    sum += y * y + nextY * nextY
    x2 = x
    x1 = nextX
    s2 = s
    s1 = nextS
    y2 = y
    y1 = nextY
  }
  state.set([x1, x2, s1, s2, y1, y2])
  return sum
}

/** A factor on samples from decibels. */
export function fromDb(db: number): number {
  return 10 ** (db / 20)
}
