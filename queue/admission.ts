import { effect } from '../lib/effect.ts'
import { TransientError } from '../lib/errors.ts'
import type { Run } from '../storage/store.ts'
import type { Engine } from './engine.ts'
import { aheadJob, type Flow, jobIdOf, jobsOf, type LoneJob, planJob, queueOf } from './jobs.ts'

/** Puts a run's first job into the queue; doing it again does nothing. */
export async function addPlan(engine: Engine, run: Pick<Run, 'id' | 'attempt'>): Promise<void> {
  await addJob(engine, planJob(run))
}

/** Puts a scene's clip into the queue before the film asks for it; doing it again does nothing. */
export async function addAhead(engine: Engine, run: Pick<Run, 'id' | 'attempt'>, scene: number): Promise<void> {
  await addJob(engine, aheadJob(run, scene))
}

async function addJob(engine: Engine, { queue, name, data, opts }: LoneJob): Promise<void> {
  await effect('queue.add', () => engine.queues[queue].add(name, data, opts))
}

/** Puts jobs into the queue, all or none; doing it again does nothing. Throws TransientError when the queue is away. */
export async function addFlow(engine: Engine, flow: Flow): Promise<void> {
  try {
    if ((await engine.queues[flow.queueName].getJob(flow.opts.jobId)) !== undefined) return
    await effect('queue.add', () => engine.flows.add(flow))
  } catch (error) {
    throw new TransientError('the queue did not take the jobs of a run', { cause: error })
  }
}

/** Takes what is left of an attempt out of the queue, except for jobs that are active: those end by their signal. Throws at the end if any stayed. */
export async function removeJobs(engine: Engine, run: Pick<Run, 'id' | 'attempt'>, scenes: number): Promise<void> {
  // Parents go first: a child taken from a living parent would set the parent off.
  const failures: unknown[] = []
  for (const job of jobsOf(run, scenes)) {
    // Postgres may find that this and a job that is just ending wait for each other, and give up one of the two.
    await effect('queue.remove', () => engine.queues[queueOf(job.step)].remove(jobIdOf(job), { removeChildren: false })).catch((error) => {
      failures.push(error)
    })
  }
  if (failures.length > 0) throw failures[0]
}
