import type { Logger } from 'pino'
import type { Store } from '../storage/store.ts'
import type { ActiveJobs } from './active.ts'

const EVERY_MS = 500

/** Breaks off the active jobs of runs that have ended or begun anew, on whatever machine that was said. */
export function watchRuns({ store, active, log }: { store: Store; active: ActiveJobs; log: Logger }) {
  let looking = false
  async function look() {
    if (looking || active.size === 0) return
    looking = true
    try {
      const before = active.runs()
      const live = new Map((await store.runs.list({ states: ['queued', 'running'], limit: 10_000 })).map((run) => [run.id, run.attempt]))
      for (const [run, attempts] of before) {
        for (const attempt of attempts) if (live.get(run) !== attempt) active.interrupt(run, attempt)
      }
    } catch (err) {
      log.warn({ err }, 'could not look whether the runs at work are still wanted')
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
