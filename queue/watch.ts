import type { Logger } from 'pino'
import { createComplaints } from '../lib/complaints.ts'
import type { RunState, Store } from '../storage/store.ts'
import type { ActiveJobs } from './active.ts'

const EVERY_MS = 500
const LIVE: RunState[] = ['waiting', 'queued', 'running', 'review']

/** Breaks off the active jobs of runs that have ended or begun anew, on whatever machine that was said. */
export function watchRuns({ store, active, log }: { store: Store; active: ActiveJobs; log: Logger }) {
  const complain = createComplaints(log, 'could not look whether the runs at work are still wanted')
  let looking = false
  async function look() {
    if (looking || active.size === 0) return
    looking = true
    try {
      const before = active.runs()
      const live = new Map((await store.runs.list({ states: ['queued', 'running'], limit: 10_000 })).map((run) => [run.id, run]))
      for (const [id, attempts] of before) {
        // A run in review is not in the list, which stays short that way, but may have clips made ahead.
        const run = live.get(id) ?? (await store.runs.get(id))
        const wanted = run && LIVE.includes(run.state) ? run.attempt : undefined
        for (const attempt of attempts) if (attempt !== wanted) active.interrupt(id, attempt)
      }
      complain.over()
    } catch (err) {
      complain(err)
    } finally {
      looking = false
    }
  }
  const timer = setInterval(look, EVERY_MS)
  return {
    stop() {
      clearInterval(timer)
    },
  }
}
