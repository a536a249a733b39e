import { parseArgs } from 'node:util'
import { benchDocuments } from './documents.ts'
import { benchRender } from './render.ts'
import { benchRuns } from './runs.ts'

/** One measured ratio: both sides were run in this minute on this machine. */
export interface Ratio {
  name: string
  /** What it is measured against. */
  against: string
  value: number
  unit: 'ratio' | string
  /** The figure to reach, where one is promised. */
  goal?: string
  /** What was measured on each side, in the units it names. */
  details?: Record<string, number | string>
}

const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } })
const benches: Record<string, () => Promise<Ratio[]>> = { render: benchRender, runs: benchRuns, documents: benchDocuments }

for (const [name, bench] of Object.entries(benches)) {
  if (values.only !== undefined && values.only !== name) continue
  for (const ratio of await bench()) {
    if (values.json) process.stdout.write(`${JSON.stringify(ratio)}\n`)
    else
      process.stdout.write(
        `${ratio.name} / ${ratio.against}: ${ratio.value.toFixed(3)} ${ratio.unit}${ratio.goal ? ` (goal ${ratio.goal})` : ''}\n`,
      )
  }
}
