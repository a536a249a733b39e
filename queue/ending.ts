import type { Logger } from 'pino'
import { toProblem } from '../lib/errors.ts'
import type { Run, Store } from '../storage/store.ts'
import type { ActiveJobs } from './active.ts'
import { removeJobs } from './admission.ts'
import type { Engine } from './engine.ts'
import type { RunEvents } from './events.ts'

export interface EndingOptions {
  engine: Engine
  store: Store
  events: RunEvents
  active: ActiveJobs
  log: Logger
}

/** Ends runs before their time: records first, then the jobs that are active here, then those that wait. */
export function createEnding({ engine, store, events, active, log }: EndingOptions) {
  return {
    /** Fails a run; the log holds the cause, under the id that the person is shown. */
    async fail(run: Run, error: unknown, at: object = {}): Promise<void> {
      const problem = toProblem(error)
      if (!(await store.runs.move(run.id, ['waiting', 'queued', 'running'], 'failed', { problem, attempt: run.attempt }))) return
      const level = problem.code === 'bug' ? 'error' : 'warn'
      log[level]({ err: error, id: problem.id, code: problem.code, run: run.id, ...at }, 'a run failed')
      await clear(run)
    },
    /** False when the run had ended before. */
    async cancel(runId: string): Promise<boolean> {
      if (!(await store.runs.move(runId, ['waiting', 'queued', 'running'], 'cancelled'))) return false
      const run = await store.runs.get(runId)
      if (run !== undefined) await clear(run)
      return true
    },
  }

  async function clear(run: Run): Promise<void> {
    active.interrupt(run.id)
    events.announce(run.id)
    try {
      await removeJobs(engine, run, await store.runs.totals(run.id))
    } catch (err) {
      // They are removed by the reconciler, and end at once should they start before that.
      log.warn({ err, run: run.id }, 'jobs of an ended run were left in the queue')
    }
  }
}

export type Ending = ReturnType<typeof createEnding>
