import type { Logger } from 'pino'
import type { Execute, FilmRequest } from '../pipeline/film.ts'
import { createPay } from '../pipeline/pay.ts'
import { createRunner, NotMade, type RunnerOptions } from '../pipeline/runner.ts'
import type { Storyboard } from '../pipeline/schema.ts'
import type { Services } from '../pipeline/services.ts'
import type { ReviewStage, Run, Store } from '../storage/store.ts'
import { addFlow } from './admission.ts'
import type { Engine } from './engine.ts'
import type { RunEvents } from './events.ts'
import { filmFlow, type JobData, jobIdOf, sheetFlow } from './jobs.ts'
import { createReports } from './reports.ts'
import { type FilmParts, resultOf } from './result.ts'
import { nextStop } from './stops.ts'

/** How a request becomes a film: `filmOf`, or something of the same shape. */
export type Pipeline = (request: FilmRequest, execute: Execute) => FilmParts

export interface HandlerOptions {
  engine: Engine
  store: Store
  events: RunEvents
  services: Services
  pipeline: Pipeline
  log: Logger
  tempDir: string
  /** What one film may spend. */
  budget: number | undefined
  currency: string
}

/** Makes the one thing that a job names, and moves its run on. Throws what the step throws. */
export function createHandler(options: HandlerOptions) {
  const { engine, store, events, pipeline } = options
  return async function handle(job: JobData, run: Run, signal: AbortSignal): Promise<void> {
    const announce = () => events.announce(run.id)
    const { attempt } = run
    if (await store.runs.move(run.id, ['waiting', 'queued'], 'running', { attempt })) announce()
    const runner: RunnerOptions = {
      services: options.services,
      cache: store.cacheFor(run.project),
      blobs: store.blobs,
      log: options.log.child({ run: run.id }),
      tempDir: options.tempDir,
      // The job, not the process: when its worker dies, whoever gets the job next need not wait for the lease to run out.
      holder: jobIdOf(job),
      signal,
      report: createReports({ runs: store.runs, job, announce }),
      pay: createPay({ calls: store.calls, blobs: store.blobs, run: run.id, budget: options.budget }),
    }
    const parts = pipeline(run.request, createRunner(runner))
    switch (job.step) {
      case 'plan': {
        const board = await parts.storyboard()
        const scenes = board.scenes.length
        signal.throwIfAborted()
        if (run.revision === 0) await store.runs.adopt(run.id, attempt, board, { key: 'change.written', values: {} })
        await store.runs.setTotals(run.id, scenes)
        announce()
        signal.throwIfAborted()
        const stop = nextStop(run)
        if (stop === 'script') return pause(stop)
        if (stop === undefined && (await finishKnown(board))) return
        return addFlow(engine, stop === 'scenes' ? sheetFlow(run, scenes) : filmFlow(run, scenes))
      }
      case 'picture':
        return void (await parts.picture(job.scene))
      case 'narrate':
        return void (await parts.narration(job.scene))
      case 'sheet': {
        await parts.sheet()
        signal.throwIfAborted()
        return pause('scenes')
      }
      case 'cover':
        return void (await parts.cover())
      case 'clip':
      case 'ahead':
        return void (await parts.clip(job.scene))
      case 'film': {
        return finish(parts)
      }
    }

    async function finish(made: FilmParts): Promise<void> {
      await made.film()
      const cost = { currency: options.currency, amount: await store.calls.spent(run.id) }
      const result = await resultOf(made, cost)
      signal.throwIfAborted()
      if (await store.runs.move(run.id, ['queued', 'running'], 'done', { result, attempt })) announce()
    }

    // A film that is all made needs no more jobs; of one that is partly made, the card shows what is there.
    async function finishKnown(board: Storyboard): Promise<boolean> {
      const report = createReports({ runs: store.runs, job, announce, all: true })
      try {
        await finish(pipeline({ ...run.request, board }, createRunner({ ...runner, report, onlyKnown: true })))
        return true
      } catch (error) {
        if (error instanceof NotMade) return false
        throw error
      }
    }

    async function pause(stage: ReviewStage): Promise<void> {
      if (await store.runs.pause(run.id, stage, attempt)) announce()
    }
  }
}
