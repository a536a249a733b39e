import { z } from 'zod'
import type { StepReport } from '../pipeline/runner.ts'
import { BlobId } from '../pipeline/schema.ts'
import type { Runs, StepRecord } from '../storage/store.ts'
import type { JobData, Making } from './jobs.ts'

const owned: Record<Making, string[]> = {
  plan: ['extract', 'script', 'storyboard'],
  picture: ['picture'],
  narrate: ['narrate'],
  sheet: ['sheet'],
  cover: ['cover'],
  clip: ['clip', 'join'],
  ahead: ['clip'],
  film: ['reel', 'mix', 'film'],
}

/**
 * Writes a job's step reports into the records. Every job looks up in the cache what it rests on; only the job whose
 * own step it is says so, unless it speaks for `all`.
 */
export function createReports({ runs, job, announce, all = false }: { runs: Runs; job: JobData; announce(): void; all?: boolean }) {
  return function report(step: string, scene: number, told: StepReport): Promise<void> {
    const mine = all || (owned[job.step].includes(step) && scene === job.scene)
    if (told.state === 'done' && told.cached && !mine) return Promise.resolve()
    return runs.saveStep(job.run, recordOf(step, scene, told)).then(announce)
  }
}

const Shown = z.object({ image: BlobId })

function recordOf(step: string, scene: number, told: StepReport): StepRecord {
  const { state } = told
  const preview = told.state === 'done' ? Shown.safeParse(told.output).data?.image : undefined
  return {
    step,
    scene,
    state,
    fraction: told.state === 'done' ? 1 : told.state === 'active' ? told.fraction : 0,
    ms: told.state === 'active' ? 0 : told.ms,
    cached: told.state === 'done' && told.cached,
    preview,
  }
}
