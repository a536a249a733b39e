import { setTimeout as sleep } from 'node:timers/promises'
import type { JobData } from './jobs.ts'

/** Why a job is broken off: its run ended or was begun anew, or this process has to go and someone else shall do it. */
export type Interruption = 'ended' | 'shutdown'

/** The jobs this process is at, and how to stop them. */
export interface ActiveJobs {
  begin(job: JobData): { signal: AbortSignal; end(): void }
  /** Each run with the attempts that are being worked on. */
  runs(): Map<string, number[]>
  /** Breaks off the jobs of a run, or of one attempt of it. */
  interrupt(runId: string, attempt?: number): void
  interruptAll(): void
  /** Resolves when nothing is active or after `ms`. */
  idle(ms: number): Promise<void>
  readonly size: number
}

/** Nothing is active yet. */
export function createActiveJobs(): ActiveJobs {
  const jobs = new Map<AbortController, JobData>()
  let onIdle = () => {}
  const stop = (controller: AbortController, why: Interruption) => controller.abort(new Interrupted(why))
  return {
    begin(job) {
      const controller = new AbortController()
      jobs.set(controller, job)
      return {
        signal: controller.signal,
        end() {
          jobs.delete(controller)
          if (jobs.size === 0) onIdle()
        },
      }
    },
    runs() {
      const attempts = new Map<string, number[]>()
      for (const { run, attempt } of jobs.values()) attempts.set(run, [...(attempts.get(run) ?? []), attempt])
      return attempts
    },
    interrupt(runId, attempt) {
      for (const [controller, job] of jobs) {
        if (job.run === runId && (attempt === undefined || job.attempt === attempt)) stop(controller, 'ended')
      }
    },
    interruptAll() {
      for (const controller of jobs.keys()) stop(controller, 'shutdown')
    },
    async idle(ms) {
      if (jobs.size === 0) return
      const over = new AbortController()
      const quiet = new Promise<void>((resolve) => {
        onIdle = resolve
      })
      await Promise.race([quiet, sleep(ms, undefined, { signal: over.signal }).catch(() => undefined)])
      over.abort()
    },
    get size() {
      return jobs.size
    },
  }
}

/** What the signal of a job is aborted with. */
export class Interrupted extends Error {
  // Whoever only asks whether this is an abort shall find that it is one.
  override readonly name = 'AbortError'
  readonly why: Interruption
  constructor(why: Interruption) {
    super(why)
    this.why = why
  }
}
