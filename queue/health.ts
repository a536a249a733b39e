import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from './engine.ts'

export interface QueueHealth {
  engine: Engine['kind']
  /** Milliseconds of one round trip. */
  pingMs: number
  /** Jobs by state, over both queues. */
  jobs: { waiting: number; active: number; delayed: number; failed: number }
}

const LIMIT_MS = 5_000

/** How the queue is; throws when it does not answer within 5 s. */
export async function queueHealth(engine: Engine): Promise<QueueHealth> {
  const over = new AbortController()
  const late = sleep(LIMIT_MS, undefined, { signal: over.signal }).then(() => {
    throw new Error('the queue does not answer')
  })
  late.catch(() => undefined)
  try {
    return await Promise.race([look(engine), late])
  } finally {
    over.abort()
  }
}

async function look(engine: Engine): Promise<QueueHealth> {
  const asked = performance.now()
  await engine.ping()
  const pingMs = Math.round(performance.now() - asked)
  const counts = await Promise.all(Object.values(engine.queues).map((queue) => queue.getJobCounts()))
  const sum = (...states: string[]) => counts.flatMap((count) => states.map((state) => count[state] ?? 0)).reduce((a, b) => a + b, 0)
  return {
    engine: engine.kind,
    pingMs,
    jobs: {
      waiting: sum('waiting', 'prioritized', 'paused', 'waiting-children'),
      active: sum('active'),
      delayed: sum('delayed'),
      failed: sum('failed'),
    },
  }
}
