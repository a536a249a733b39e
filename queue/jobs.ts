import type { FlowJob, JobsOptions } from 'bullmq'
import { z } from 'zod'

/** `io` waits for others (vendors, disks), `cpu` computes; each has its own number of jobs at once. */
export const queueNames = ['io', 'cpu'] as const
export type QueueName = (typeof queueNames)[number]

/** What a job makes. `plan` is everything up to the storyboard; only then is it known what else there is to do. */
export const makings = ['plan', 'picture', 'narrate', 'cover', 'clip', 'film'] as const
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

const home: Record<Making, QueueName> = { plan: 'io', picture: 'io', narrate: 'io', cover: 'io', clip: 'cpu', film: 'cpu' }

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

interface Ref {
  id: string
  attempt: number
}

/** The first job of a run. */
export function planJob(run: Ref): { queue: QueueName; name: Making; data: JobData; opts: JobsOptions & { jobId: string } } {
  const data: JobData = { run: run.id, attempt: run.attempt, step: 'plan', scene: 0 }
  const { failParentOnFailure, ...rest } = options
  return { queue: queueOf('plan'), name: 'plan', data, opts: { ...rest, jobId: jobIdOf(data) } }
}

/**
 * The rest of a run: the film waits for its clips and its cover, a clip for its narration and for the picture it fades into. (Its own picture
 * was asked for earlier, as the one before it fades into that; the first clip waits for both.)
 */
export function filmFlow(run: Ref, scenes: number): FlowJob {
  const node = (step: Making, scene: number, children: FlowJob[] = []): FlowJob => {
    const data: JobData = { run: run.id, attempt: run.attempt, step, scene }
    const { failParentOnFailure, ...root } = options
    return { name: step, queueName: queueOf(step), data, opts: { ...(step === 'film' ? root : options), jobId: jobIdOf(data) }, children }
  }
  const clips = Array.from({ length: scenes }, (_, scene) => {
    const pictures = [scene === 0 ? 0 : -1, scene + 1].filter((index) => index >= 0 && index < scenes)
    return node('clip', scene, [...pictures.map((index) => node('picture', index)), node('narrate', scene)])
  })
  return node('film', 0, [...clips, node('cover', 0)])
}

/** Every job that an attempt may have in the queue, those first that others wait in. */
export function jobsOf(run: Ref, scenes: number): JobData[] {
  const of = (step: Making, count: number) =>
    Array.from({ length: count }, (_, scene): JobData => ({ run: run.id, attempt: run.attempt, step, scene }))
  return [...of('film', 1), ...of('plan', 1), ...of('cover', 1), ...of('clip', scenes), ...of('picture', scenes), ...of('narrate', scenes)]
}
