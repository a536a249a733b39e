import type { FlowJob, JobsOptions } from 'bullmq'
import { z } from 'zod'
import type { Run } from '../storage/store.ts'

/** `io` waits for others (vendors, disks), `cpu` computes; each has its own number of jobs at once. */
export const queueNames = ['io', 'cpu'] as const
export type QueueName = (typeof queueNames)[number]

/**
 * What a job makes. `plan` is everything up to the storyboard; only then is it known what else there is to do. `ahead` is the clip of a scene
 * that was approved while the run still waits for the others.
 */
export const makings = ['plan', 'picture', 'narrate', 'sheet', 'cover', 'clip', 'ahead', 'film'] as const
export type Making = (typeof makings)[number]

/** All that a job holds: it names what it wants, the rest stands in the records. */
export const JobData = z.object({
  run: z.string(),
  attempt: z.int().positive(),
  step: z.enum(makings),
  scene: z.int().nonnegative(),
})
export type JobData = z.infer<typeof JobData>

/** Tries that a passing failure gets. */
export const TRIES = 4

const options: JobsOptions = {
  attempts: TRIES,
  backoff: { type: 'custom' },
  removeOnComplete: { age: 3_600, count: 1_000 },
  removeOnFail: { age: 24 * 3_600, count: 1_000 },
  // Without it a film would wait forever for a clip that can't come.
  failParentOnFailure: true,
  // The run's own record says what went wrong; a trace here would be a second, longer-lived copy.
  stackTraceLimit: 0,
}

const home: Record<Making, QueueName> = {
  plan: 'io',
  picture: 'io',
  narrate: 'io',
  sheet: 'io',
  cover: 'io',
  clip: 'cpu',
  ahead: 'cpu',
  film: 'cpu',
}

/** The queue a kind of job waits in. */
export function queueOf(step: Making): QueueName {
  return home[step]
}

/** Names a job. The same thing of the same attempt has the same name, so that adding it again does nothing; a retry has new ones. */
export function jobIdOf({ run, attempt, step, scene }: JobData): string {
  return `${run}-${attempt}-${step}-${scene}`
}

/** The job that a name stands for; undefined for a name that is not one of ours. */
export function parseJobId(id: string): JobData | undefined {
  const [run, attempt, step, scene] = id.split('-')
  return JobData.safeParse({ run, attempt: Number(attempt), step, scene: Number(scene) }).data
}

/** Whether a run, as it stands, still waits for what a job makes. */
export function isWanted(job: JobData, run: Pick<Run, 'attempt' | 'state'> | undefined): run is Run {
  if (run?.attempt !== job.attempt) return false
  return job.step === 'ahead' ? run.state === 'review' : ['waiting', 'queued', 'running'].includes(run.state)
}

interface Ref {
  id: string
  attempt: number
}

/** A job that no other waits for. */
export interface LoneJob {
  queue: QueueName
  name: Making
  data: JobData
  opts: JobsOptions & { jobId: string }
}

/** The first job of a run. */
export function planJob(run: Ref): LoneJob {
  return loneJob(run, 'plan', 0)
}

/** A scene's clip, made before the film asks for it. */
export function aheadJob(run: Ref, scene: number): LoneJob {
  return loneJob(run, 'ahead', scene)
}

function loneJob(run: Ref, step: Making, scene: number): LoneJob {
  const data: JobData = { run: run.id, attempt: run.attempt, step, scene }
  const { failParentOnFailure, ...rest } = options
  // Films at work take turns, scene by scene: a short one doesn't wait for all of a long one. 0, what a whole film waits for, goes first.
  return { queue: queueOf(step), name: step, data, opts: { ...rest, priority: scene, jobId: jobIdOf(data) } }
}

/** Jobs that wait for one another, from the one that waits for all. */
export interface Flow {
  name: Making
  queueName: QueueName
  data: JobData
  opts: JobsOptions & { jobId: string }
  children: FlowJob[]
}

/** What a person reviews: the sheet waits for all pictures and, though they can't be seen on it, for all narrations. */
export function sheetFlow(run: Ref, scenes: number): Flow {
  return root(run, 'sheet', allShown(run, scenes))
}

/**
 * The rest of a run: the film waits for its clips and its cover, a clip for its narration and for the picture it fades into. (Its own picture
 * was asked for earlier, as the one before it fades into that; the first clip waits for both.)
 */
export function filmFlow(run: Ref, scenes: number): Flow {
  const clips = Array.from({ length: scenes }, (_, scene) => {
    const pictures = [scene === 0 ? 0 : -1, scene + 1].filter((index) => index >= 0 && index < scenes)
    return child(run, 'clip', scene, [...pictures.map((index) => child(run, 'picture', index)), child(run, 'narrate', scene)])
  })
  return root(run, 'film', [...clips, child(run, 'cover', 0)])
}

/** The rest of a draft: it is rendered in one go once all it shows is there. */
export function draftFlow(run: Ref, scenes: number): Flow {
  return root(run, 'film', [...allShown(run, scenes), child(run, 'cover', 0)])
}

function allShown(run: Ref, scenes: number): FlowJob[] {
  const all = Array.from({ length: scenes }, (_, scene) => scene)
  return (['picture', 'narrate'] as const).flatMap((step) => all.map((scene) => child(run, step, scene)))
}

function root(run: Ref, step: Making, children: FlowJob[]): Flow {
  const { queue, name, data, opts } = loneJob(run, step, 0)
  return { name, queueName: queue, data, opts, children }
}

function child(run: Ref, step: Making, scene: number, children: FlowJob[] = []): FlowJob {
  const { queue, name, data, opts } = loneJob(run, step, scene)
  return { name, queueName: queue, data, opts: { ...options, ...opts }, children }
}

/** Every job that an attempt may have in the queue, those first that others wait in. */
export function jobsOf(run: Ref, scenes: number): JobData[] {
  const of = (step: Making, count: number) =>
    Array.from({ length: count }, (_, scene): JobData => ({ run: run.id, attempt: run.attempt, step, scene }))
  const roots = [...of('film', 1), ...of('sheet', 1), ...of('plan', 1)]
  return [...roots, ...of('cover', 1), ...of('clip', scenes), ...of('ahead', scenes), ...of('picture', scenes), ...of('narrate', scenes)]
}
