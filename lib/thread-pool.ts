import { Piscina } from 'piscina'
import { UserError } from './errors.ts'
import { giveBack } from './sparing.ts'

/** Functions that threads run, by name; what goes in and comes out is cloned. */
type Tasks = Record<string, (request: never) => unknown>

/** How a task ended: an error loses its class and its fields on the way between threads. */
type End = { result: unknown } | { failed: Pick<UserError, 'code' | 'message'> }

/**
 * Runs tasks in threads, so that chats and heartbeats on the main thread aren't held up; `worker` is a module whose default export is
 * `threadTasks` of the same tasks. The pool starts with the first task and its threads end 10 s after the last. An abort ends the thread.
 */
export function createThreadPool<All extends Tasks>(worker: URL, { maxThreads }: { maxThreads: number }) {
  let pool: Piscina | undefined
  return async <Name extends keyof All & string>(
    name: Name,
    request: Parameters<All[Name]>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<All[Name]>>> => {
    pool ??= new Piscina({ filename: worker.href, minThreads: 0, maxThreads, idleTimeout: 10_000 })
    const end: End = await pool.run({ name, request }, signal === undefined ? {} : { signal })
    if ('failed' in end) throw new UserError(end.failed.code, end.failed.message)
    return end.result as Awaited<ReturnType<All[Name]>>
  }
}

/** The thread's side. */
export function threadTasks(tasks: Tasks): (call: { name: string; request: unknown }) => Promise<End> {
  return async ({ name, request }) => {
    try {
      return { result: await (tasks[name] as (request: unknown) => unknown)(request) }
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      return { failed: { code: error.code, message: error.message } }
    } finally {
      giveBack()
    }
  }
}
