import type { RunState, StepState } from './store.ts'

/**
 * The tables as SQL knows them: times in unix milliseconds, JSON as text, truth as 0 or 1. Columns that hold somebody
 * else's names (ids of people, places, messages) hold them as `columnText` writes them.
 */
export interface Tables {
  runs: RunsTable
  steps: StepsTable
  inbox: { platform: string; id: string; run_id: string | null; at: number }
  preferences: { scope: string; choices: string }
  calls: CallsTable
  results: { key: string; step: string; output: string; ms: number; used_at: number }
  leases: { key: string; holder: string; expires_at: number }
}

interface RunsTable {
  id: string
  /** Order of arrival; equal only where two processes accepted at the same instant. */
  seq: number
  owner_id: string
  owner: string
  platform: string
  channel: string
  /** Empty where there is none. */
  thread: string
  place: string
  card: string | null
  shown: number
  request: string
  state: RunState
  attempt: number
  crashes: number
  problem: string | null
  result: string | null
  scenes: number
  version: number
  created_at: number
  updated_at: number
}

interface StepsTable {
  run_id: string
  step: string
  scene: number
  state: StepState
  fraction: number
  ms: number
  cached: number
  preview: string | null
}

interface CallsTable {
  key: string
  vendor: string
  run_id: string | null
  estimate: number
  /** Null until the vendor has answered. */
  answer: string | null
  cost: number
  at: number
}

/** A text as it can stand in a column of any engine: NUL and lone surrogates, which Postgres refuses, are escaped. */
export function columnText(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
