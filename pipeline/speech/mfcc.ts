import FFT from 'fft.js'

/** Frames a second. */
export const FRAME_RATE = 100
const WINDOW_SECONDS = 0.025
const FILTERS = 26
const COEFFICIENTS = 13
const [LOWEST_HZ, HIGHEST_HZ] = [80, 7_000]
const COSINES = Float64Array.from({ length: COEFFICIENTS * FILTERS }, (_, index) =>
  Math.cos((Math.PI * Math.floor(index / FILTERS) * ((index % FILTERS) + 0.5)) / FILTERS),
)

/**
 * Mel-frequency cepstra of speech: one vector of 13 numbers every 10 ms, each coefficient with mean 0 and variance 1 over the
 * whole, so that different voices saying the same come close.
 */
export function mfccOf(samples: Int16Array, sampleRate: number): Float32Array[] {
  const hop = sampleRate / FRAME_RATE
  const window = Math.round(WINDOW_SECONDS * sampleRate)
  const size = 2 ** Math.ceil(Math.log2(window))
  const fft = new FFT(size)
  const input = new Float64Array(size)
  const spectrum = fft.createComplexArray()
  const filters = melFilters(size, sampleRate)
  const taper = Float64Array.from({ length: window }, (_, index) => 0.54 - 0.46 * Math.cos((2 * Math.PI * index) / (window - 1)))
  const frames: Float32Array[] = []
  for (let frame = 0; frame * hop + window <= samples.length; frame++) {
    const from = Math.round(frame * hop)
    input.fill(0)
    for (let index = 0; index < window; index++) {
      const emphasised = (samples[from + index] ?? 0) - 0.97 * (samples[from + index - 1] ?? 0)
      input[index] = emphasised * (taper[index] as number)
    }
    fft.realTransform(spectrum, input)
    frames.push(cepstrum(filters.map((filter) => filterEnergy(filter, spectrum))))
  }
  return normalised(frames)
}

type Filter = { from: number; weights: Float64Array }

function melFilters(size: number, sampleRate: number): Filter[] {
  const mel = (hertz: number) => 2595 * Math.log10(1 + hertz / 700)
  const hertz = (mels: number) => 700 * (10 ** (mels / 2595) - 1)
  const step = (mel(HIGHEST_HZ) - mel(LOWEST_HZ)) / (FILTERS + 1)
  const edges = Array.from({ length: FILTERS + 2 }, (_, index) => hertz(mel(LOWEST_HZ) + index * step))
  return Array.from({ length: FILTERS }, (_, index) => {
    const [low, middle, high] = [edges[index] ?? 0, edges[index + 1] ?? 0, edges[index + 2] ?? 0]
    const from = Math.max(1, Math.ceil((low * size) / sampleRate))
    const to = Math.min(size / 2, Math.floor((high * size) / sampleRate))
    const weights = Float64Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
      const at = ((from + index) * sampleRate) / size
      return at <= middle ? (at - low) / (middle - low) : (high - at) / (high - middle)
    })
    return { from, weights }
  })
}

function filterEnergy({ from, weights }: Filter, spectrum: number[]): number {
  let energy = 0
  for (let index = 0; index < weights.length; index++) {
    const at = 2 * (from + index)
    const [real, imaginary] = [spectrum[at] as number, spectrum[at + 1] as number]
    energy += (weights[index] as number) * (real * real + imaginary * imaginary)
  }
  // A floor under silence, or its digital zeros would tower over everything that is heard.
  return Math.log(energy + 1e4)
}

function cepstrum(energies: number[]): Float32Array {
  return Float32Array.from({ length: COEFFICIENTS }, (_, order) =>
    energies.reduce((sum, energy, index) => sum + energy * (COSINES[order * FILTERS + index] as number), 0),
  )
}

function normalised(frames: Float32Array[]): Float32Array[] {
  for (let order = 0; order < COEFFICIENTS; order++) {
    const mean = frames.reduce((sum, frame) => sum + (frame[order] ?? 0), 0) / Math.max(1, frames.length)
    const variance = frames.reduce((sum, frame) => sum + ((frame[order] ?? 0) - mean) ** 2, 0) / Math.max(1, frames.length)
    const scale = 1 / Math.sqrt(variance + 1e-6)
    for (const frame of frames) frame[order] = ((frame[order] ?? 0) - mean) * scale
  }
  return frames
}
