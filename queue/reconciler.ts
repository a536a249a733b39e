import type { Logger } from 'pino'
import { effect } from '../lib/effect.ts'
import type { Run, Store } from '../storage/store.ts'
import type { Ending } from './ending.ts'
import type { Engine } from './engine.ts'
import type { RunEvents } from './events.ts'
import { isWanted, jobIdOf, parseJobId, queueNames, queueOf } from './jobs.ts'

export interface ReconcilerOptions {
  engine: Engine
  store: Store
  events: RunEvents
  ending: Ending
  log: Logger
}

/** A run that was moved and its job follow one another closely; only what has been apart for longer is a loss. */
const SETTLED_MS = 5_000

const OVER = ['unknown', 'completed', 'failed']
const GIVE_UP = 5

/**
 * Makes records and queue agree; the records are right. Runs at work whose jobs are gone begin anew, from the cache; jobs that no run wants
 * are removed. `alone` says that nobody else can be at it, so that nothing needs time to settle.
 */
export async function reconcile({ engine, store, events, ending, log }: ReconcilerOptions, alone: boolean): Promise<void> {
  const live = await store.runs.list({ states: ['queued', 'running'], limit: 10_000 })
  for (const run of live) {
    if (!alone && Date.now() - run.updatedAt < SETTLED_MS) continue
    const root = await rootOf(run)
    if (root === 'alive') continue
    const now = await store.runs.get(run.id)
    if (now?.attempt !== run.attempt || !['queued', 'running'].includes(now.state)) continue
    // A job fails without a word in the records only when those were out of reach, or when it killed its worker too often to say so.
    if (root === 'failed' && (await store.runs.countCrash(run.id)) >= GIVE_UP) {
      await ending.fail(now, new Error('its jobs failed again and again without a reason'))
    } else if (await store.runs.restart(run.id, ['queued', 'running'])) {
      log.warn({ run: run.id, root }, 'a run had lost its jobs and begins anew')
      events.announce(run.id)
    }
  }
  await removeOrphans()

  async function rootOf(run: Run): Promise<'alive' | 'gone' | 'failed'> {
    const stateOf = (step: 'plan' | 'sheet' | 'film') =>
      engine.queues[queueOf(step)].getJobState(jobIdOf({ run: run.id, attempt: run.attempt, step, scene: 0 }))
    // In this order: the plan ends only after one of the others was added.
    const states = [await stateOf('plan'), await stateOf('sheet'), await stateOf('film')]
    if (states.some((state) => !OVER.includes(state))) return 'alive'
    return states.includes('failed') ? 'failed' : 'gone'
  }

  async function removeOrphans(): Promise<void> {
    const wanted = new Map<string, Run | undefined>()
    for (const name of queueNames) {
      const jobs = await engine.queues[name].getJobs(['waiting-children', 'waiting', 'prioritized', 'delayed'])
      for (const job of jobs) {
        const named = parseJobId(job.id ?? '')
        if (named !== undefined && !wanted.has(named.run)) wanted.set(named.run, await store.runs.get(named.run))
        if (named !== undefined && isWanted(named, wanted.get(named.run))) continue
        await effect('queue.remove', () => engine.queues[name].remove(job.id ?? '', { removeChildren: false }))
      }
    }
  }
}
