import type { MessagePort } from 'node:worker_threads'
import { type ClipJob, renderClip } from './render-clip.ts'

/** The thread's side of `clip-pool.ts`: any message on the port means stop; frames done are told through it. */
export default async function work({ job, port }: { job: ClipJob; port: MessagePort }): Promise<void> {
  const stop = new AbortController()
  port.on('message', () => stop.abort())
  let told = 0
  try {
    await renderClip(job, stop.signal, (frames) => {
      if (performance.now() - told < 250) return
      told = performance.now()
      port.postMessage(frames)
    })
  } finally {
    port.close()
  }
}
