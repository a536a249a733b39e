import type { Logger } from 'pino'
import { toProblem } from '../lib/errors.ts'
import type { Run, Store } from '../storage/store.ts'
import type { ActiveJobs } from './active.ts'
import { removeJobs } from './admission.ts'
import type { Engine } from './engine.ts'
import type { RunEvents } from './events.ts'
import type { JobData } from './jobs.ts'

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
    fail,
    /** Gives a job up: its run fails with it. What ran ahead of an approval only goes; the film will ask for it again. */
    async giveUp(run: Run, error: unknown, job: JobData): Promise<void> {
      if (job.step === 'ahead') log.warn({ err: error, ...job }, 'a clip could not be made ahead')
      else await fail(run, error, job)
    },
    /** False when the run had ended before. */
    async cancel(runId: string): Promise<boolean> {
      if (!(await store.runs.move(runId, ['waiting', 'queued', 'running', 'review'], 'cancelled'))) return false
      log.info({ run: runId }, 'a run was cancelled')
      const run = await store.runs.get(runId)
      if (run !== undefined) await clear(run, run.attempt)
      return true
    },
    /** Takes back what is left of the attempt before this one, after an approval or a new revision. */
    async supersede(run: Run): Promise<void> {
      if (run.attempt > 1) await clear(run, run.attempt - 1)
    },
  }

  /** Fails a run; the log holds the cause, under the id that the person is shown. */
  async function fail(run: Run, error: unknown, at: object = {}): Promise<void> {
    const problem = toProblem(error)
    if (!(await store.runs.move(run.id, ['waiting', 'queued', 'running'], 'failed', { problem, attempt: run.attempt }))) return
    const level = problem.code === 'bug' ? 'error' : 'warn'
    log[level]({ err: error, id: problem.id, code: problem.code, run: run.id, ...at }, 'a run failed')
    await clear(run, run.attempt)
  }

  async function clear({ id }: Run, attempt: number): Promise<void> {
    active.interrupt(id, attempt)
    events.announce(id)
    try {
      await removeJobs(engine, { id, attempt }, await store.runs.totals(id))
    } catch (err) {
      // They are removed by the reconciler, and end at once should they start before that.
      log.warn({ err, run: id }, 'jobs that nobody waits for were left in the queue')
    }
  }
}

export type Ending = ReturnType<typeof createEnding>
