import type { FlowJob } from 'bullmq'
import { describe, expect, it } from 'vitest'
import { TransientError } from '../../lib/errors.ts'
import { type BlobId, FilmSettings } from '../../pipeline/schema.ts'
import { aheadJob, draftFlow, filmFlow, isWanted, JobData, jobIdOf, jobsOf, parseJobId, planJob, sheetFlow } from '../../queue/jobs.ts'
import { retryDelay } from '../../queue/retry.ts'
import { nextStop } from '../../queue/stops.ts'
import type { ReviewStage, Run, RunState } from '../../storage/store.ts'

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

  it('holds every job once', () => {
    const inFlow = all(filmFlow(run, 4)).map(({ opts }) => opts?.jobId)
    expect(new Set(inFlow).size).toBe(inFlow.length)
  })

  it('holds nothing but what a job is to make, and fails its parents with it', () => {
    for (const { data, opts, name } of all(filmFlow(run, 2))) {
      expect(Object.keys(data)).toEqual(['run', 'attempt', 'step', 'scene'])
      expect(JobData.parse(data)).toEqual(data)
      expect(opts).toMatchObject({ attempts: 4, ...(name === 'film' ? {} : { failParentOnFailure: true }) })
    }
  })
})

describe('draftFlow', () => {
  it('waits for all that is shown and heard, and for no clips', () => {
    const shown = ['io picture 0', 'io picture 1', 'io narrate 0', 'io narrate 1']
    expect(outline(draftFlow(run, 2))).toEqual({ 'cpu film 0': [...shown, 'io cover 0'] })
  })
})

describe('sheetFlow', () => {
  it('waits for every picture and every narration', () => {
    expect(outline(sheetFlow(run, 2))).toEqual({ 'io sheet 0': ['io picture 0', 'io picture 1', 'io narrate 0', 'io narrate 1'] })
  })
})

describe('jobsOf', () => {
  it('names every job that a run may have, and no other', () => {
    const flows = [filmFlow(run, 4), draftFlow(run, 4), sheetFlow(run, 4)].flatMap(all)
    const lone = [planJob(run), ...[0, 1, 2, 3].map((scene) => aheadJob(run, scene))]
    expect(new Set(jobsOf(run, 4).map(jobIdOf))).toEqual(new Set([...flows, ...lone].map(({ opts }) => opts?.jobId)))
  })

  it('has parents before their children', () => {
    const order = jobsOf(run, 3).map(jobIdOf)
    for (const node of [filmFlow(run, 3), sheetFlow(run, 3)].flatMap(all)) {
      for (const child of node.children ?? []) expect(place(order, node)).toBeLessThan(place(order, child))
    }
  })
})

describe('nextStop', () => {
  const cases: [FilmSettings['review'], Run['approved'], ReviewStage | undefined][] = [
    ['auto', 'nothing', undefined],
    ['script', 'nothing', 'script'],
    ['script', 'script', undefined],
    ['scenes', 'nothing', 'scenes'],
    ['scenes', 'scenes', undefined],
    ['all', 'nothing', 'script'],
    ['all', 'script', 'scenes'],
    ['all', 'scenes', undefined],
  ]
  it.each(cases)('of a film in review %s with %s approved is %s', (review, approved, stop) => {
    const request = { source: 'blob:0' as BlobId, filename: 'a.txt', settings: FilmSettings.parse({ review }) }
    expect(nextStop({ approved, request })).toBe(stop)
  })
})

describe('isWanted', () => {
  const job = (step: JobData['step'], attempt = 2): JobData => ({ run: 'r0', attempt, step, scene: 0 })
  const states: RunState[] = ['waiting', 'queued', 'running', 'review', 'done', 'failed', 'cancelled']
  const wanting = (job: JobData) => states.filter((state) => isWanted(job, { attempt: 2, state }))

  it('is a job of the run as it stands, and no other', () => {
    expect(wanting(job('clip'))).toEqual(['waiting', 'queued', 'running'])
    expect(wanting(job('ahead'))).toEqual(['review'])
    expect(wanting(job('clip', 1))).toEqual([])
    expect(wanting(job('ahead', 1))).toEqual([])
    expect(isWanted(job('clip'), undefined)).toBe(false)
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
