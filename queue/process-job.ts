import { DelayedError, type Job, UnrecoverableError, WaitingError } from 'bullmq'
import { effect } from '../lib/effect.ts'
import { TransientError } from '../lib/errors.ts'
import type { Run, Store } from '../storage/store.ts'
import { type ActiveJobs, Interrupted } from './active.ts'
import type { Ending } from './ending.ts'
import { isWanted, JobData, TRIES } from './jobs.ts'

/** Deaths of a worker at one and the same job, after which the job is held to be the cause. */
const POISON = 5
/** Deaths after which a job no longer runs beside others that saw as many: so the one that kills stands out, and the bystanders live. */
const SUSPECT = 2
const PUT_OFF_MS = 1_000

export interface ProcessOptions {
  store: Store
  active: ActiveJobs
  ending: Ending
  /** True once this process is on its way out. */
  leaving(): boolean
  handle(job: JobData, run: Run, signal: AbortSignal): Promise<void>
}

/**
 * What BullMQ calls for each job. A passing failure is thrown as it is and tried again; anything final ends the run first and is then thrown
 * as UnrecoverableError; a job broken off by our own leaving goes back to the others as if it had never been taken.
 */
export function createProcessor({ store, active, ending, leaving, handle }: ProcessOptions) {
  let suspects = 0
  return async function process(job: Job<unknown, void>, token: string | undefined): Promise<void> {
    const data = JobData.parse(job.data)
    if (leaving()) return giveBack(job, token)
    const run = await store.runs.get(data.run)
    if (!isWanted(data, run)) throw new UnrecoverableError('nobody waits for this any more')
    if (job.stalledCounter > run.crashes) await store.runs.noteCrashes(run.id, job.stalledCounter)
    if (job.stalledCounter >= POISON) {
      const error = new Error(`a worker died ${job.stalledCounter} times while at this job`)
      await ending.giveUp(run, error, data)
      throw new UnrecoverableError(error.message)
    }
    const suspect = job.stalledCounter >= SUSPECT
    if (suspect && suspects > 0) return putOff(job, token)
    if (suspect) suspects++
    const { signal, end } = active.begin(data)
    try {
      await handle(data, run, signal)
    } catch (error) {
      if (signal.reason instanceof Interrupted) {
        if (signal.reason.why === 'shutdown') return await giveBack(job, token)
        throw new UnrecoverableError('the run has ended')
      }
      if (error instanceof TransientError && job.attemptsMade + 1 < TRIES) throw error
      await ending.giveUp(run, error, data)
      throw new UnrecoverableError('the run has failed')
    } finally {
      end()
      if (suspect) suspects--
    }
  }
}

async function giveBack(job: Job<unknown, void>, token: string | undefined): Promise<never> {
  await effect('queue.release', () => job.moveToWait(token))
  throw new WaitingError()
}

async function putOff(job: Job<unknown, void>, token: string | undefined): Promise<never> {
  await effect('queue.release', () => job.moveToDelayed(Date.now() + PUT_OFF_MS, token))
  throw new DelayedError()
}
