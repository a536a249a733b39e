import { availableParallelism } from 'node:os'
import { createThreadPool } from '../../../../lib/thread-pool.ts'
import type { tasks } from './tasks.ts'

/** Runs a drawing task in a thread: one takes 50-900 ms of pure computing. */
export const draw = createThreadPool<typeof tasks>(new URL('./worker.ts', import.meta.url), { maxThreads: availableParallelism() })
