import { availableParallelism } from 'node:os'
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { UserError } from '../../lib/errors.ts'
import { ENCODER_THREADS } from './encode-arguments.ts'
import type { Done, End, Work } from './worker.ts'

let pool: Piscina | undefined

/**
 * Does a piece of work in another thread, so that the event loop stays free; it waits for one of as many threads as keep
 * the cores busy, and threads live on for the next. An abort stops the work and its ffmpeg and throws the signal's reason.
 */
export async function inThread<W extends Work>(
  work: W,
  signal: AbortSignal,
  progress: (done: number) => void = () => {},
): Promise<Done[W['kind']]> {
  signal.throwIfAborted()
  pool ??= new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    maxThreads: Math.max(1, Math.ceil(availableParallelism() / ENCODER_THREADS)),
    minThreads: 0,
    idleTimeout: 30_000,
  })
  const { port1, port2 } = new MessageChannel()
  const stop = () => port1.postMessage('stop')
  port1.on('message', progress)
  signal.addEventListener('abort', stop, { once: true })
  try {
    const end: End<Done[W['kind']]> = await pool.run({ work, port: port2 }, { transferList: [port2] })
    if ('failed' in end) throw new UserError(end.failed.code, end.failed.message)
    return end.result
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    port1.close()
  }
}

/** Ends the threads; those at work are stopped. For the process's own shutdown. */
export async function closeThreads(): Promise<void> {
  const closing = pool
  pool = undefined
  await closing?.destroy()
}
