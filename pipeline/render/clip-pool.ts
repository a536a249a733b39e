import { availableParallelism } from 'node:os'
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { UserError } from '../../lib/errors.ts'
import { ENCODER_THREADS } from './encode-arguments.ts'
import type { ClipJob } from './render-clip.ts'

let pool: Piscina | undefined

/**
 * Renders a clip in another thread, so that the event loop stays free; clips wait for one of as many threads as keep the
 * cores busy, and threads live on for the next clip. An abort stops ffmpeg and throws the signal's reason.
 */
export async function renderInPool(job: ClipJob, signal: AbortSignal, progress: (frames: number) => void): Promise<void> {
  signal.throwIfAborted()
  pool ??= new Piscina({
    filename: new URL('./clip-worker.ts', import.meta.url).href,
    maxThreads: Math.max(1, Math.ceil(availableParallelism() / ENCODER_THREADS)),
    minThreads: 0,
    idleTimeout: 30_000,
  })
  const { port1, port2 } = new MessageChannel()
  const stop = () => port1.postMessage('stop')
  port1.on('message', progress)
  signal.addEventListener('abort', stop, { once: true })
  try {
    await pool.run({ job, port: port2 }, { transferList: [port2] })
  } catch (error) {
    signal.throwIfAborted()
    throw revive(error)
  } finally {
    signal.removeEventListener('abort', stop)
    port1.close()
  }
}

/** Ends the threads; those at work are stopped. For the process's own shutdown. */
export async function closeClipPool(): Promise<void> {
  const closing = pool
  pool = undefined
  await closing?.destroy()
}

// An error loses its class on the way between threads, not its fields.
function revive(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'UserError' || !('code' in error)) return error
  return new UserError(error.code as UserError['code'], error.message, { cause: error })
}
