import type { Logger } from 'pino'
import type { Execute, FilmRequest } from '../pipeline/film-request.ts'
import { type Caps, createPay } from '../pipeline/pay.ts'
import { createRunner, NotMade, type RunnerOptions } from '../pipeline/runner.ts'
import type { Storyboard } from '../pipeline/schema.ts'
import type { Services } from '../pipeline/services.ts'
import type { Run, Store } from '../storage/store.ts'
import { createReports } from './reports.ts'
import { type FilmParts, resultOf } from './result.ts'
import { nextStop } from './stops.ts'

/** How a request becomes a film: `filmOf`, or something of the same shape. */
export type Pipeline = (request: FilmRequest, execute: Execute) => FilmParts

/** What it takes to make films, beside a queue. */
export interface MakingOptions {
  store: Store
  services: Services
  pipeline: Pipeline
  log: Logger
  /** Folder for work folders. */
  tempDir: string
  caps: Caps
  currency: string
}

/** What all of a run's steps share, whoever runs them. */
export function runnerOptions(run: Run, { store, services, log, tempDir, caps }: MakingOptions) {
  return {
    services,
    cache: store.cacheFor(run.project),
    blobs: store.blobs,
    log: log.child({ run: run.id }),
    tempDir,
    pay: createPay({ calls: store.calls, blobs: store.blobs, run: run.id, caps }),
  } satisfies Partial<RunnerOptions>
}

/** Makes the storyboard that was written for a run its own, and the first revision of its project. */
export async function adopt(run: Run, board: Storyboard, { store }: MakingOptions): Promise<void> {
  if (run.revision === 0) await store.runs.adopt(run.id, run.attempt, board, { key: 'change.written', values: {} })
  await store.runs.setTotals(run.id, board.scenes.length)
}

/** Makes what is left of a film, and ends its run with it. */
export async function finish(run: Run, parts: FilmParts, signal: AbortSignal, { store, currency, log }: MakingOptions): Promise<void> {
  await parts.film()
  const cost = { currency, amount: await store.calls.spent(run.id) }
  const result = await resultOf(parts, cost)
  signal.throwIfAborted()
  if (!(await store.runs.move(run.id, ['waiting', 'queued', 'running'], 'done', { result, attempt: run.attempt }))) return
  const { seconds, scenes } = result
  log.info(
    { run: run.id, attempt: run.attempt, seconds, scenes, cost: cost.amount, sinceAskedMs: Date.now() - run.createdAt },
    'a run is done',
  )
}

/**
 * Ends a run whose film was all made before, without a job: there is nothing to do. False where something is missing or a person is to be
 * asked; then the records show what is there.
 */
export async function finishKnown(run: Run, making: MakingOptions, signal: AbortSignal, announce: () => void = () => {}): Promise<boolean> {
  if (nextStop(run) !== undefined) return false
  const job = { run: run.id, attempt: run.attempt, step: 'film', scene: 0 } as const
  const report = createReports({ runs: making.store.runs, job, announce, all: true })
  const execute = createRunner({ ...runnerOptions(run, making), holder: run.id, signal, report, onlyKnown: true })
  const parts = making.pipeline(run.request, execute)
  try {
    await adopt(run, await parts.storyboard(), making)
    await finish(run, parts, signal, making)
    return true
  } catch (error) {
    if (error instanceof NotMade) return false
    throw error
  } finally {
    announce()
  }
}
