import type { FlowJob } from 'bullmq'
import { describe, expect, it } from 'vitest'
import { TransientError } from '../../lib/errors.ts'
import { filmFlow, JobData, jobIdOf, jobsOf, parseJobId, planJob } from '../../queue/jobs.ts'
import { retryDelay } from '../../queue/retry.ts'

const run = { id: 'r0', attempt: 2 }

describe('filmFlow', () => {
  it('is a tree: the film waits for clips and cover, a clip for its narration and the picture it fades into', () => {
    expect(outline(filmFlow(run, 3))).toEqual({
      'cpu film 0': [
        { 'cpu clip 0': ['io picture 0', 'io picture 1', 'io narrate 0'] },
        { 'cpu clip 1': ['io picture 2', 'io narrate 1'] },
        { 'cpu clip 2': ['io narrate 2'] },
        'io cover 0',
      ],
    })
  })

  it('has every job that is removed with its run, and no other but the plan', () => {
    const inFlow = all(filmFlow(run, 4)).map(({ opts }) => opts?.jobId)
    const removed = jobsOf(run, 4).map(jobIdOf)
    expect(new Set(removed)).toEqual(new Set([...inFlow, planJob(run).opts.jobId]))
    expect(new Set(inFlow).size).toBe(inFlow.length)
  })

  it('removes parents before their children', () => {
    const order = jobsOf(run, 3).map(jobIdOf)
    for (const node of all(filmFlow(run, 3))) {
      for (const child of node.children ?? []) expect(place(order, node)).toBeLessThan(place(order, child))
    }
  })

  it('holds nothing but what a job is to make, and fails its parents with it', () => {
    for (const { data, opts, name } of all(filmFlow(run, 2))) {
      expect(Object.keys(data)).toEqual(['run', 'attempt', 'step', 'scene'])
      expect(JobData.parse(data)).toEqual(data)
      expect(opts).toMatchObject({ attempts: 4, ...(name === 'film' ? {} : { failParentOnFailure: true }) })
    }
  })
})

describe('a job id', () => {
  it('names run, attempt, step and scene, and can be read back', () => {
    const job: JobData = { run: 'r0', attempt: 2, step: 'clip', scene: 7 }
    expect(jobIdOf(job)).not.toContain(':')
    expect(parseJobId(jobIdOf(job))).toEqual(job)
    expect(jobIdOf({ ...job, attempt: 3 })).not.toBe(jobIdOf(job))
  })

  it.each(['', '17', 'r0-2-clip', 'r0-0-clip-1', 'r0-2-sing-1', 'r0-x-clip-1'])('is not %j', (id) => {
    expect(parseJobId(id)).toBeUndefined()
  })
})

describe('retryDelay', () => {
  it('doubles', () => {
    for (const [tries, least] of [
      [1, 1_000],
      [2, 2_000],
      [3, 4_000],
    ] as const) {
      expect(retryDelay(tries)).toBeGreaterThanOrEqual(least)
      expect(retryDelay(tries)).toBeLessThanOrEqual(least * 1.25)
    }
  })

  it('is never less than what the other side asked for', () => {
    expect(retryDelay(1, 'custom', new TransientError('busy', { retryAfterMs: 60_000 }))).toBe(60_000)
    expect(retryDelay(1, 'custom', new TransientError('busy', { retryAfterMs: 1 }))).toBeGreaterThanOrEqual(1_000)
  })
})

function outline({ queueName, name, data, children = [] }: FlowJob): unknown {
  const title = `${queueName} ${name} ${data.scene}`
  return children.length === 0 ? title : { [title]: children.map(outline) }
}

function all(flow: FlowJob): FlowJob[] {
  return [flow, ...(flow.children ?? []).flatMap(all)]
}

function place(order: string[], { opts }: FlowJob): number {
  return order.indexOf(opts?.jobId ?? '')
}
