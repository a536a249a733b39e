/** One measured ratio: both sides were run in this minute on this machine. */
export interface Ratio {
  name: string
  /** What it is measured against. */
  against: string
  value: number
  unit: 'ratio' | string
  /** The figure to reach, where one is promised. */
  goal?: string
  /** Whether it was. */
  met?: boolean
  /** What was measured on each side, in the units it names. */
  details?: Record<string, number | string>
}
