import type { Logger } from 'pino'
import type { Store } from '../storage/store.ts'
import { addPlan } from './admission.ts'
import type { Engine } from './engine.ts'
import type { RunEvents } from './events.ts'

export interface DispatcherOptions {
  engine: Engine
  store: Store
  events: RunEvents
  log: Logger
  /** Runs at work at once, over all machines. */
  slots: number
}

/**
 * Admits waiting runs while slots are free, the least-served owner's first. The line itself is in the records: so the queue stays short, and
 * somebody's two hundred documents don't stand before a newcomer's one.
 */
export function createDispatcher({ engine, store, events, log, slots }: DispatcherOptions) {
  let current: Promise<void> | undefined
  let again = false
  let closed = false

  async function admit(): Promise<void> {
    do {
      again = false
      const atWork = await store.runs.list({ states: ['queued', 'running'], limit: slots })
      for (let free = slots - atWork.length; free > 0 && !closed; free--) {
        const next = await store.runs.nextWaiting()
        if (next === undefined) break
        // Records first. Should we die between the two, the reconciler finds a run without a job.
        if (!(await store.runs.move(next.id, ['waiting'], 'queued'))) continue
        log.info({ run: next.id, attempt: next.attempt, waitedMs: Date.now() - next.updatedAt }, 'a run begins')
        events.announce(next.id)
        await addPlan(engine, next)
      }
    } while (again && !closed)
  }

  function nudge(): void {
    again = true
    current ??= admit()
      .catch((err) => log.warn({ err }, 'no run could be admitted'))
      .finally(() => {
        current = undefined
        // Somebody may have nudged after the last look and before this.
        if (again && !closed) nudge()
      })
  }

  return {
    /** Looks for free slots now, or once more when it is looking already. */
    nudge,
    async close(): Promise<void> {
      closed = true
      await current
    },
  }
}
