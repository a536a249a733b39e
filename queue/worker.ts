import { setTimeout as sleep } from 'node:timers/promises'
import { type ActiveJobs, createActiveJobs } from './active.ts'
import { createEnding } from './ending.ts'
import { createHandler, type HandlerOptions } from './handler.ts'
import { createProcessor } from './process-job.ts'
import { watchRuns } from './watch.ts'

/** Jobs at once, of each kind. */
export interface Concurrency {
  io: number
  cpu: number
}

export interface RunningWorker {
  /** Takes no more jobs, lets those under way finish for 15 s, hands the others back; at most 25 s in all. */
  stop(): Promise<void>
}

const GRACE_MS = 15_000
const ABORT_MS = 5_000
const CLOSE_MS = 4_000

/** Takes jobs from both queues and works on them until it is stopped. */
export async function startWorker(options: HandlerOptions & { active?: ActiveJobs; concurrency: Concurrency }): Promise<RunningWorker> {
  const { engine, store, events, log, concurrency } = options
  const active = options.active ?? createActiveJobs()
  let leaving = false
  const work = createProcessor({
    store,
    active,
    ending: createEnding({ engine, store, events, active, log }),
    leaving: () => leaving,
    handle: createHandler(options),
  })
  const workers = [engine.worker('io', concurrency.io, work), engine.worker('cpu', concurrency.cpu, work)]
  for (const worker of workers) worker.on('stalled', (job) => log.warn({ job }, 'a worker died or hung; its job starts again'))
  await Promise.all(workers.map((worker) => worker.waitUntilReady()))
  const watch = watchRuns({ store, active, log })

  return {
    async stop() {
      if (leaving) return
      leaving = true
      await Promise.all(workers.map((worker) => worker.pause(true)))
      await active.idle(GRACE_MS)
      active.interruptAll()
      await active.idle(ABORT_MS)
      watch.stop()
      // A step that does not heed its signal is left behind; its lock runs out, and its job starts elsewhere.
      const closed = Promise.all(workers.map((worker) => worker.close(active.size > 0)))
      await Promise.race([closed, sleep(CLOSE_MS, undefined, { ref: false })])
    },
  }
}
