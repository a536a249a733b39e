import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { TaskName, tasks } from './tasks.ts'

let pool: Piscina | undefined

/**
 * Runs a drawing task in a thread: one takes 50-900 ms of pure computing, which would hold up chats and heartbeats on the
 * main thread. The pool starts with the first task and its threads end 10 s after the last.
 */
export function draw<Name extends TaskName>(
  name: Name,
  request: Parameters<(typeof tasks)[Name]>[0],
  signal?: AbortSignal,
): Promise<Awaited<ReturnType<(typeof tasks)[Name]>>> {
  pool ??= new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism()),
    idleTimeout: 10_000,
  })
  return pool.run({ name, request }, signal === undefined ? {} : { signal })
}
