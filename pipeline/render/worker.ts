import type { MessagePort } from 'node:worker_threads'
import { toProblem, type UserError } from '../../lib/errors.ts'
import { giveBack } from '../../lib/sparing.ts'
import { type MixJob, type MixLevels, mixFilm } from './mix.ts'
import { type ClipJob, renderClip } from './render-clip.ts'

/** What can be asked of a thread. */
export type Work = { kind: 'clip'; job: ClipJob } | { kind: 'mix'; job: MixJob }

/** What comes of each. */
export interface Done {
  clip: undefined
  mix: MixLevels
}

/** How a piece of work ended: an error loses its class and its fields on the way between threads. */
export type End<Result> = { result: Result } | { failed: Pick<UserError, 'code' | 'message'> }

/** The thread's side of `threads.ts`: any message on the port means stop; what is done is told through it. */
export default async function run({ work, port }: { work: Work; port: MessagePort }): Promise<End<Done[Work['kind']]>> {
  const stop = new AbortController()
  port.on('message', () => stop.abort())
  let told = 0
  const progress = (done: number) => {
    if (performance.now() - told < 250) return
    told = performance.now()
    port.postMessage(done)
  }
  try {
    if (work.kind === 'mix') return { result: await mixFilm(work.job, stop.signal) }
    await renderClip(work.job, stop.signal, progress)
    return { result: undefined }
  } catch (error) {
    const { code, message } = toProblem(error)
    if (code === 'bug' || code === 'cancelled') throw error
    return { failed: { code, message } }
  } finally {
    giveBack()
    port.close()
  }
}
