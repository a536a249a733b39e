/** Samples a second at which a bed is played, half of what a film has: nothing is heard of what a bed has above 10 kHz, 50 dB under the rest. */
export const PLAYED_RATE = 24_000

/** Two channels of samples that repeat without a seam. */
export interface Loop {
  left: Float32Array
  right: Float32Array
}
