import { UserError } from '../../../lib/errors.ts'
import { createThreadPool } from '../../../lib/thread-pool.ts'
import type { ScriptProvider } from '../provider.ts'
import { SCRIPT_ID } from './offline/script-id.ts'
import type { tasks } from './offline/tasks.ts'

const inThread = createThreadPool<typeof tasks>(new URL('./offline/worker.ts', import.meta.url), { maxThreads: 1 })

/** A book of a thousand pages takes a minute on two busy cores: what takes longer has no end. */
const LIMIT_MS = 5 * 60_000

/** Tells a document in its own words, without any model. */
export const offlineScript: ScriptProvider = {
  id: SCRIPT_ID,
  write: (request, { signal }) => limited(signal, (stop) => inThread('write', request, stop)),
  direct: (script, { signal }) => limited(signal, (stop) => inThread('direct', script, stop)),
}

/** What a text of a film speaks of, as `keywordsOf` finds it; `all` are the film's texts. A language's dictionary is held by the thread alone. */
export function keywordsIn(text: string, all: readonly string[], language: string, signal: AbortSignal): Promise<string[]> {
  return limited(signal, (stop) => inThread('keywords', { text, all, language }, stop))
}

async function limited<T>(signal: AbortSignal, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const limit = AbortSignal.timeout(LIMIT_MS)
  try {
    return await work(AbortSignal.any([signal, limit]))
  } catch (error) {
    signal.throwIfAborted()
    if (limit.aborted) throw new UserError('timeout', 'This text takes too long to read. Send a part of it.')
    throw error
  }
}
