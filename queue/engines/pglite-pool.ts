import { EventEmitter, once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { PgNotification, PgPool, PgPoolClient, PgQueryResult } from 'bullmq'
import type { Ask, Tell } from './pglite-thread.ts'

/** The embedded Postgres in the shape of a `pg.Pool`; all its clients share one session. */
export interface PglitePool extends PgPool {
  end(): Promise<void>
}

// Three seconds on a quiet machine, the first time; 73 s were seen on a crowded one.
const OPEN_MS = 300_000

// V8 would optimise Postgres's interpreter of expressions at every start, at 4 CPU seconds and 400 MB, which only thousands of jobs would earn
// back. The flag names the one function to optimise, and 0 is none. It holds for the whole process, so `stage.ts` compiles the
// frame kernel well from the start.
const NOTHING_OPTIMISED = '--wasm-tier-up-filter=0'

/**
 * Opens the embedded Postgres in `folder`, in a thread of its own, and makes the folder where it is missing. Throws when it cannot be
 * opened within 5 minutes. `onBroken` is told when the database says of itself that it is damaged, or its thread dies.
 */
export async function openPglite(folder: string, onBroken: (reason: Error) => void): Promise<PglitePool> {
  setFlagsFromString(NOTHING_OPTIMISED)
  const thread = new Worker(new URL('./pglite-thread.ts', import.meta.url), { workerData: { folder }, stdout: true, stderr: true })
  const waiting = new Map<number, { resolve(result: PgQueryResult): void; reject(error: Error): void }>()
  const notified = new EventEmitter<{ notification: [PgNotification] }>().setMaxListeners(0)
  let lastId = 0
  let gone: Error | undefined
  let ending = false

  await opened(thread)
  thread.on('message', (tell: Tell) => {
    if ('channel' in tell) return void notified.emit('notification', tell)
    if ('open' in tell) return
    const asked = waiting.get(tell.id)
    waiting.delete(tell.id)
    if ('error' in tell) {
      const error = Object.assign(new Error(tell.error.message), tell.error)
      if (isDamage(error)) onBroken(error)
      asked?.reject(error)
    } else asked?.resolve({ rows: tell.rows, rowCount: tell.rowCount })
  })
  thread.on('error', leave)
  thread.on('exit', () => leave(new Error('the embedded queue has ended')))

  const query = (sql: string, params?: readonly unknown[]) => send({ id: ++lastId, sql, params: params && [...params] })
  const pool: PglitePool = Object.assign(new EventEmitter(), {
    query,
    connect: async () => client(),
    end: async () => {
      if (gone !== undefined) return
      ending = true
      const exit = once(thread, 'exit')
      await send({ id: ++lastId, end: true })
      await exit
    },
  })
  return pool

  function send(ask: Ask): Promise<PgQueryResult> {
    if (gone !== undefined) return Promise.reject(gone)
    return new Promise((resolve, reject) => {
      waiting.set(ask.id, { resolve, reject })
      thread.postMessage(ask)
    })
  }

  function leave(reason: Error) {
    if (gone === undefined && !ending) onBroken(reason)
    gone ??= reason
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  }

  function client(): PgPoolClient {
    const own = new EventEmitter<{ notification: [PgNotification]; error: [Error]; end: [] }>().setMaxListeners(0)
    const forward = (note: PgNotification) => own.emit('notification', note)
    notified.on('notification', forward)
    return Object.assign(own, { query, release: () => void notified.off('notification', forward) }) as PgPoolClient
  }
}

async function opened(thread: Worker): Promise<void> {
  try {
    await once(thread, 'message', { signal: AbortSignal.timeout(OPEN_MS) })
  } catch (error) {
    await thread.terminate()
    throw error
  }
}

// XX001 and XX002 are Postgres's own words for broken tables and indexes; the others are its WebAssembly giving up.
function isDamage(error: Error & { code?: string | undefined }): boolean {
  return error.code?.startsWith('XX00') === true || /Aborted\(|RuntimeError|unreachable/.test(error.message)
}
