import type { Role } from './project.ts'
import type { ReviewStage, Run, RunState, StepState } from './store.ts'

/**
 * The tables as SQL knows them: times in unix milliseconds, JSON as text, truth as 0 or 1. Columns that hold somebody
 * else's names (ids of people, places, messages) hold them as `columnText` writes them.
 */
export interface Tables {
  projects: ProjectsTable
  members: { project_id: string; person_id: string; person: string; role: Role; at: number }
  revisions: RevisionsTable
  approvals: { project_id: string; revision: number; seed: number; person: string; at: number }
  runs: RunsTable
  steps: StepsTable
  inbox: { platform: string; id: string; run_id: string | null; at: number }
  preferences: { scope: string; choices: string }
  calls: CallsTable
  results: { key: string; step: string; output: string; ms: number; used_at: number }
  /** Which projects have used a result. */
  uses: { key: string; project_id: string }
  /** What adapters remember. */
  memory: { platform: string; key: string; value: string; expires_at: number | null }
  leases: { key: string; holder: string; expires_at: number }
}

interface ProjectsTable {
  id: string
  seq: number
  owner: string
  platform: string
  channel: string
  /** Empty where there is none. */
  thread: string
  place: string
  /** JSON, as the file's name is. */
  title: string
  filename: string
  /** Both, as a search compares them. */
  search: string
  source: string
  settings: string
  head: number
  created_at: number
  updated_at: number
  removed_at: number | null
}

interface RevisionsTable {
  project_id: string
  number: number
  parent: number | null
  author: string
  change: string
  board: string
  settings: string
  created_at: number
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
  /** The message that holds the film. */
  delivered: string | null
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
  project: string
  revision: number
  approved: Run['approved']
  waits_for: ReviewStage | null
  /** Of the finished film. */
  seconds: number
  draft: number
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
  /** Until when its estimate counts as spent: while the call is under way, and some minutes after its process died. */
  held_until: number
  /** Of the run's owner: stays when the run goes. */
  platform: string | null
  owner_id: string | null
}

/** A text as it can stand in a column of any engine: NUL and lone surrogates, which Postgres refuses, are escaped. */
export function columnText(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
