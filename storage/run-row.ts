import type { Selectable } from 'kysely'
import { type ZodType, z } from 'zod'
import type { Problem } from '../lib/errors.ts'
import { MessageRef, Person, Place } from '../lib/place.ts'
import type { FilmRequest } from '../pipeline/film-request.ts'
import { BlobId, coverVariants, FilmSettings, Storyboard } from '../pipeline/schema.ts'
import type { FilmResult, Run, StepRecord } from './store.ts'
import type { Tables } from './tables.ts'

const filmRequest: ZodType<FilmRequest> = z.object({
  source: BlobId,
  filename: z.string(),
  settings: FilmSettings,
  board: Storyboard.optional(),
  uploadBytes: z.number().optional(),
  chapters: z.string().optional(),
  unlocked: z.string().optional(),
  draft: z.boolean().optional(),
  hidden: z.boolean().optional(),
})

const filmResult: ZodType<FilmResult> = z.object({
  film: z.string(),
  cover: z.string(),
  covers: z.array(z.object({ variant: z.enum(coverVariants), image: z.string() })).optional(),
  srt: z.string(),
  vtt: z.string(),
  ass: z.string().optional(),
  seconds: z.number(),
  width: z.number(),
  height: z.number(),
  scenes: z.number(),
  language: z.string(),
  title: z.string(),
  cost: z.object({ currency: z.string(), amount: z.number() }),
  warnings: z.array(z.string()),
  posted: z.object({ film: z.string(), bytes: z.number(), fits: z.boolean() }).optional(),
})

const problem = z
  .object({ code: z.custom<Problem['code']>((code) => typeof code === 'string'), message: z.string(), id: z.string().optional() })
  .transform(({ id, ...rest }): Problem => (id === undefined ? rest : { ...rest, id }))

/** A run from its row; what came out of JSON is checked, so a row of another version can't pass as one of ours. */
export function toRun(row: Selectable<Tables['runs']>): Run {
  return {
    id: row.id,
    project: row.project,
    revision: row.revision,
    approved: row.approved,
    waitsFor: row.waits_for ?? undefined,
    owner: Person.parse(JSON.parse(row.owner)),
    place: Place.parse(JSON.parse(row.place)),
    card: row.card === null ? undefined : MessageRef.parse(JSON.parse(row.card)),
    shown: row.shown,
    delivered: row.delivered === null ? undefined : MessageRef.parse(JSON.parse(row.delivered)),
    request: filmRequest.parse(JSON.parse(row.request)),
    state: row.state,
    attempt: row.attempt,
    crashes: row.crashes,
    problem: row.problem === null ? undefined : problem.parse(JSON.parse(row.problem)),
    result: row.result === null ? undefined : filmResult.parse(JSON.parse(row.result)),
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** How far a step is, from its row. */
export function toStepRecord({ step, scene, state, fraction, ms, cached, preview }: Selectable<Tables['steps']>): StepRecord {
  return { step, scene, state, fraction, ms, cached: cached === 1, preview: preview ?? undefined }
}
