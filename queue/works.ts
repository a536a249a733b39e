import type { Logger } from 'pino'
import type { Secret } from '../lib/secret.ts'
import type { Services } from '../pipeline/services.ts'
import type { Run, Store } from '../storage/store.ts'

export interface WorksOptions {
  /** `redis://…` or `postgres://…`; left out, the queue lives in `dataDir/queue` and belongs to this process alone. */
  queueUrl?: Secret | undefined
  dataDir: string
  store: Store
  log: Logger
  /** Runs at work at once, over all machines; the others wait in the records, where order is fair. Default 4. */
  slots?: number | undefined
}

export interface WorkerOptions {
  services: Services
  /** Folder for work folders. */
  tempDir: string
  /** Jobs at once: `io` waits for vendors, `cpu` renders. Default 4 and 1. */
  concurrency?: { io?: number; cpu?: number } | undefined
}

export interface RunningWorker {
  /** Lets jobs finish for 15 s, then puts the rest back for someone else; at most 25 s in all. */
  stop(): Promise<void>
}

export interface QueueHealth {
  engine: 'embedded' | 'redis' | 'postgres'
  /** Milliseconds of one round trip. */
  pingMs: number
  /** Jobs by state, over both queues. */
  jobs: { waiting: number; active: number; delayed: number; failed: number }
}

/** Where films are made: hands runs to the queue, follows and stops them, and works on them where a worker was started. */
export interface Works {
  /** Tells that a run was accepted: it is admitted as soon as its owner's turn comes. */
  submit(run: Pick<Run, 'id'>): Promise<void>
  /** Stops a run wherever it is, within 2 s; false when it had ended already. */
  cancel(runId: string): Promise<boolean>
  /** Makes a failed or cancelled run again, from what is cached; false when it is neither. */
  retry(runId: string): Promise<boolean>
  /** Calls `listener` after every change of a run, of any process; may miss one, so poll slowly too. Returns the undo. */
  subscribe(listener: (runId: string) => void): () => void
  startWorker(options: WorkerOptions): Promise<RunningWorker>
  /** Throws when the queue cannot be reached within 5 s. */
  health(): Promise<QueueHealth>
  /** Stops the workers of this process and leaves the queue. */
  close(): Promise<void>
}

/** Opens the queue. Throws UserError `locked` while another process holds the embedded one, `settings` for a server that may lose jobs. */
export function openWorks(_options: WorksOptions): Promise<Works> {
  throw new Error('not built yet')
}
