import { parseArgs } from 'node:util'
import { benchDocuments } from './documents.ts'
import { benchFit } from './fit.ts'
import { benchPeers } from './peers.ts'
import type { Ratio } from './ratio.ts'
import { benchRender } from './render.ts'
import { benchRuns } from './runs.ts'
import { benchWords } from './words.ts'

const benches: Record<string, () => Promise<Ratio[]>> = {
  render: benchRender,
  peers: benchPeers,
  words: benchWords,
  fit: benchFit,
  runs: benchRuns,
  documents: benchDocuments,
}

const HELP = `Measures what docreel costs, each thing against another that is run beside it; CPU seconds, Linux only.
Run it on a machine that does nothing else: other work shifts the ratios.

  npm run bench                  everything
  npm run bench -- --only NAME   one of ${Object.keys(benches).join(', ')}
  npm run bench -- --json        one JSON object a line, with the seconds of either side
`

const asked = readWords()
const named = asked.only === undefined ? Object.values(benches) : [benches[asked.only]].filter((bench) => bench !== undefined)
if (asked.wrong !== undefined || named.length === 0) {
  process.stderr.write(`${asked.wrong ?? `There is no bench named ${asked.only}.`}\n\n${HELP}`)
  process.exitCode = 2
} else if (asked.help === true) process.stdout.write(HELP)
else {
  for (const bench of named)
    for (const ratio of await bench()) process.stdout.write(asked.json ? `${JSON.stringify(ratio)}\n` : lineOf(ratio))
}

function readWords(): { json?: boolean; only?: string; help?: boolean; wrong?: string } {
  try {
    return parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }).values
  } catch (error) {
    return { wrong: (error as Error).message }
  }
}

function lineOf({ name, against, value, unit, goal, met, details }: Ratio): string {
  const verdict = goal === undefined ? '' : ` (goal ${goal}${met === false ? ': MISSED' : ''})`
  const sides = Object.entries(details ?? {}).map(
    ([key, number]) => `${key} ${typeof number === 'number' ? Math.round(number * 100) / 100 : number}`,
  )
  return `${name} / ${against}: ${value.toFixed(3)} ${unit}${verdict}\n${sides.length === 0 ? '' : `    ${sides.join(', ')}\n`}`
}
