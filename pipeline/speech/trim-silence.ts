/** Cuts silence off both ends, leaving 10 ms faded in and out; `cut` is how many samples went at the start. */
export function trimSilence(samples: Int16Array, sampleRate: number): { samples: Int16Array; cut: number } {
  const edge = Math.round(sampleRate / 100)
  let peak = 0
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
  // 46 dB under the peak: below any consonant, above a vendor's room noise.
  const loud = (sample: number) => Math.abs(sample) > peak * 0.005
  const first = samples.findIndex(loud)
  if (first < 0) return { samples: new Int16Array(0), cut: 0 }
  const cut = Math.max(0, first - edge)
  const kept = samples.slice(cut, Math.min(samples.length, samples.findLastIndex(loud) + edge))
  for (let index = 0; index < Math.min(edge, kept.length); index++) {
    const last = kept.length - 1 - index
    kept[index] = Math.round(((kept[index] ?? 0) * index) / edge)
    kept[last] = Math.round(((kept[last] ?? 0) * index) / edge)
  }
  return { samples: kept, cut }
}
