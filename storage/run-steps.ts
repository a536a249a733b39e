import { type Kysely, sql, type Transaction } from 'kysely'
import { toStepRecord } from './run-row.ts'
import type { RunState, StepRecord } from './store.ts'
import type { Tables } from './tables.ts'

const FINAL: RunState[] = ['done', 'failed', 'cancelled']

/**
 * Keeps how far a step is and raises the run's version. Changes nothing where there is nothing new: for a final run
 * (a worker that has not heard yet of a cancel), for a scene that a revision has dropped, for the same record again, and for
 * a finished step that another job found in the cache, with the same to show: what it took the first time stands.
 */
export async function saveStep(db: Transaction<Tables>, id: string, { step, scene, state, fraction, ms, cached, preview }: StepRecord) {
  const record = { state, fraction, ms, cached: Number(cached), preview: preview ?? null }
  const run = await db.selectFrom('runs').select('scenes').where('id', '=', id).where('state', 'not in', FINAL).executeTakeFirst()
  if (run === undefined || (scene > 0 && run.scenes > 0 && scene >= run.scenes)) return
  const saved = await db
    .insertInto('steps')
    .values({ run_id: id, step, scene, ...record })
    .onConflict((conflict) =>
      conflict
        .columns(['run_id', 'step', 'scene'])
        .doUpdateSet(record)
        .where(sql<boolean>`not (steps.state = 'done' and excluded.state = 'done' and excluded.cached = 1
            and coalesce(steps.preview, '') = coalesce(excluded.preview, ''))`)
        .where(
          sql<boolean>`(steps.state, steps.fraction, steps.ms, steps.cached, coalesce(steps.preview, ''))
            <> (excluded.state, excluded.fraction, excluded.ms, excluded.cached, coalesce(excluded.preview, ''))`,
        ),
    )
    .returning('run_id')
    .executeTakeFirst()
  if (saved === undefined) return
  await db
    .updateTable('runs')
    .set({ version: sql<number>`version + 1`, updated_at: Date.now() })
    .where('id', '=', id)
    .where('state', 'not in', FINAL)
    .execute()
}

/** A run's steps, by name and scene. */
export async function listSteps(db: Kysely<Tables>, id: string): Promise<StepRecord[]> {
  const rows = await db.selectFrom('steps').selectAll().where('run_id', '=', id).orderBy('step').orderBy('scene').execute()
  return rows.map(toStepRecord)
}
