import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Secret } from '../lib/secret.ts'
import { filmOf } from '../pipeline/film.ts'
import type { Caps } from '../pipeline/pay.ts'
import type { Services } from '../pipeline/services.ts'
import type { Run, Store } from '../storage/store.ts'
import { createActiveJobs } from './active.ts'
import { addAhead } from './admission.ts'
import { createDispatcher } from './dispatcher.ts'
import { createEnding } from './ending.ts'
import { openEngine } from './engine.ts'
import { createRunEvents } from './events.ts'
import { type QueueHealth, queueHealth } from './health.ts'
import type { Pipeline } from './making.ts'
import { reconcile } from './reconciler.ts'
import { type Concurrency, type RunningWorker, startWorker } from './worker.ts'

export interface WorksOptions {
  /** `redis://…` or `postgres://…`; left out, the queue lives in `dataDir/queue` and belongs to this process alone. */
  queueUrl?: Secret | undefined
  dataDir: string
  /** The records, or their opening: the queue opens at the same time. */
  store: Store | Promise<Store>
  log: Logger
  /** Runs at work at once, over all machines; the others wait in the records, where order is fair. Default 4. */
  slots?: number | undefined
}

export interface WorkerOptions {
  services: Services
  /** Folder for work folders. */
  tempDir: string
  /** Jobs at once: `io` waits for vendors, `cpu` renders. Default 4 and 1. */
  concurrency?: Partial<Concurrency> | undefined
  caps: Caps
  /** Of the price table. Default USD. */
  currency?: string | undefined
  /** How a request becomes a film. Default `filmOf`. */
  pipeline?: Pipeline | undefined
}

/** Where films are made: hands runs to the queue, follows and stops them, and works on them where a worker was started. */
export interface Works {
  /** Tells that a run was accepted, approved or revised: it is admitted as soon as its owner's turn comes. */
  submit(run: Pick<Run, 'id'>): Promise<void>
  /** Stops a run wherever it is, within 2 s; false when it had ended already. */
  cancel(runId: string): Promise<boolean>
  /** Makes a failed or cancelled run again, from what is cached; false when it is neither. */
  retry(runId: string): Promise<boolean>
  /**
   * Renders a scene's clip at once while its run is in review, so that the film finds it made; false when the run waits for nothing of the kind
   * or has no scene of that seed. A failure is only logged.
   */
  renderScene(runId: string, seed: number): Promise<boolean>
  /** Calls `listener` after every change of a run, of any process; may miss one, so poll slowly too. Returns the undo. */
  subscribe(listener: (runId: string) => void): () => void
  startWorker(options: WorkerOptions): Promise<RunningWorker>
  /** Throws when the queue cannot be reached within 5 s. */
  health(): Promise<QueueHealth>
  /** Stops the workers of this process and leaves the queue. */
  close(): Promise<void>
}

const RECONCILE_MS = 10_000

/** Opens the queue. Throws UserError `locked` while another process holds the embedded one, `settings` for a server that may lose jobs. */
export async function openWorks({ queueUrl, dataDir, store: storing, log, slots = 4 }: WorksOptions): Promise<Works> {
  const opening = openEngine({ url: queueUrl, dataDir, log })
  opening.catch(() => {}) // looked at below, after the records
  const store = await Promise.resolve(storing).catch(async (error: unknown) => {
    await opening.then((engine) => engine.close()).catch(() => {})
    throw error
  })
  const engine = await opening
  const events = createRunEvents(engine, log)
  const active = createActiveJobs()
  const ending = createEnding({ engine, store, events, active, log })
  const dispatcher = createDispatcher({ engine, store, events, log, slots })
  const workers: RunningWorker[] = []
  const closing = new AbortController()

  // A slot may be free after any change of a run.
  const unsubscribe = events.subscribe(() => dispatcher.nudge())
  await agree(engine.kind === 'embedded')
  const agreeing = keepAgreeing()

  async function agree(alone: boolean): Promise<void> {
    await reconcile({ engine, store, events, ending, log }, alone).catch((err) => log.warn({ err }, 'records and queue were not compared'))
    dispatcher.nudge()
  }
  async function keepAgreeing(): Promise<void> {
    while (await sleep(RECONCILE_MS, true, { signal: closing.signal }).catch(() => false)) await agree(false)
  }

  return {
    async submit({ id }) {
      const run = await store.runs.get(id)
      if (run?.state === 'waiting') await ending.supersede(run)
      events.announce(id)
    },
    cancel: ending.cancel,
    async retry(runId) {
      if (!(await store.runs.restart(runId, ['failed', 'cancelled']))) return false
      events.announce(runId)
      return true
    },
    async renderScene(runId, seed) {
      const run = await store.runs.get(runId)
      const scene = run?.request.board?.scenes.findIndex((scene) => scene.seed === seed) ?? -1
      if (run?.state !== 'review' || run.waitsFor !== 'scenes' || scene === -1) return false
      await addAhead(engine, run, scene)
      return true
    },
    subscribe: events.subscribe,
    async startWorker({ services, tempDir, concurrency, caps, currency = 'USD', pipeline = filmOf }) {
      const jobs = { io: concurrency?.io ?? 4, cpu: concurrency?.cpu ?? 1 }
      const worker = await startWorker({
        engine,
        store,
        events,
        services,
        pipeline,
        log,
        tempDir,
        caps,
        currency,
        active,
        concurrency: jobs,
      })
      workers.push(worker)
      return worker
    },
    health: () => queueHealth(engine),
    async close() {
      unsubscribe()
      closing.abort()
      await Promise.all(workers.map((worker) => worker.stop()))
      await Promise.all([agreeing, dispatcher.close()])
      await engine.close()
    },
  }
}
