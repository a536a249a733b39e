import { createRunner, createUnwritten } from '../pipeline/runner.ts'
import type { ReviewStage, Run } from '../storage/store.ts'
import { addFlow } from './admission.ts'
import type { Engine } from './engine.ts'
import type { RunEvents } from './events.ts'
import { draftFlow, filmFlow, type JobData, jobIdOf, sheetFlow } from './jobs.ts'
import { adopt, finish, finishKnown, type MakingOptions, runnerOptions } from './making.ts'
import { createReports } from './reports.ts'
import { nextStop } from './stops.ts'

export interface HandlerOptions extends MakingOptions {
  engine: Engine
  events: RunEvents
}

/** Makes the one thing that a job names, and moves its run on. Throws what the step throws. */
export function createHandler(options: HandlerOptions) {
  const { engine, store, events, pipeline, log } = options
  const unwritten = createUnwritten(log)
  return async function handle(job: JobData, run: Run, signal: AbortSignal): Promise<void> {
    const announce = () => events.announce(run.id)
    const { attempt } = run
    if (await store.runs.move(run.id, ['waiting', 'queued'], 'running', { attempt })) announce()
    const execute = createRunner({
      ...runnerOptions(run, options),
      // The job, not the process: when its worker dies, whoever gets the job next need not wait for the lease to run out.
      holder: jobIdOf(job),
      signal,
      unwritten,
      report: createReports({ runs: store.runs, job, announce }),
    })
    const parts = pipeline(run.request, execute)
    switch (job.step) {
      case 'plan': {
        const board = await parts.storyboard()
        const scenes = board.scenes.length
        signal.throwIfAborted()
        await adopt(run, board, options)
        announce()
        signal.throwIfAborted()
        const stop = nextStop(run)
        if (stop === 'script') return pause(stop)
        if (await finishKnown({ ...run, request: { ...run.request, board } }, options, signal, announce)) return
        const flow = stop === 'scenes' ? sheetFlow : run.request.draft ? draftFlow : filmFlow
        return addFlow(engine, flow(run, scenes))
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
        return void (await parts.covers())
      case 'clip':
        return void (await Promise.all([parts.clip(job.scene), parts.join(job.scene)]))
      case 'ahead':
        return void (await parts.clip(job.scene))
      case 'film': {
        await finish(run, parts, signal, options)
        return announce()
      }
    }

    async function pause(stage: ReviewStage): Promise<void> {
      if (!(await store.runs.pause(run.id, stage, attempt))) return
      log.info({ run: run.id, attempt, stage }, 'a run waits for a person')
      announce()
    }
  }
}
