import { isDeepStrictEqual } from 'node:util'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { FilmRequest } from '../pipeline/film-request.ts'
import type { Storyboard } from '../pipeline/schema.ts'
import { raiseHead, touchProject } from './hold-project.ts'
import { insertRevision } from './insert-revision.ts'
import type { Change } from './project.ts'
import { nameProject } from './projects.ts'
import { changed, stateIn } from './run-columns.ts'
import { toRun } from './run-row.ts'
import type { ReviewStage, RunState } from './store.ts'
import type { Tables } from './tables.ts'

const AT_WORK: RunState[] = ['waiting', 'queued', 'running']

/** running -> review. */
export async function pauseRun(db: Transaction<Tables>, id: string, waitsFor: ReviewStage, attempt?: number): Promise<boolean> {
  let query = db.updateTable('runs').set({ state: 'review', waits_for: waitsFor, ...changed() })
  if (attempt !== undefined) query = query.where('attempt', '=', attempt)
  return (await query.where('id', '=', id).where('state', '=', 'running').returning('id').executeTakeFirst()) !== undefined
}

/** To waiting: where it waits for this stage of this revision; where its scenes are still being made, they may be approved too. */
export async function approveRun(db: Transaction<Tables>, id: string, stage: ReviewStage, revision: number): Promise<boolean> {
  const query = db
    .updateTable('runs')
    .set({ ...anew(), approved: stage })
    .where('id', '=', id)
    .where('revision', '=', revision)
  const asked = query.where(({ eb, and, or }) => {
    const waits = and([eb('state', '=', 'review'), eb('waits_for', '=', stage)])
    return stage === 'scenes' ? or([waits, and([stateIn(AT_WORK)(eb), eb('approved', '!=', stage)])]) : waits
  })
  return (await asked.returning('id').executeTakeFirst()) !== undefined
}

/** Sends a run that has not ended on with a newer revision. */
export async function reviseRun(
  db: Transaction<Tables>,
  id: string,
  { revision, request }: { revision: number; request: FilmRequest },
): Promise<boolean> {
  const scenes = request.board?.scenes.length
  const older = db
    .updateTable('runs')
    .set(changed())
    .where('id', '=', id)
    .where(stateIn([...AT_WORK, 'review']))
    .where('revision', '<', revision)
  const row = await older.returningAll().executeTakeFirst()
  if (row === undefined) return false
  const next = { ...anew(), revision, request: JSON.stringify(request), ...(scenes !== undefined && { scenes }) }
  await db.updateTable('runs').set(next).where('id', '=', id).execute()
  await forgetSteps(db, id, toRun(row).request, request)
  return true
}

/** Forgets records of what the newer revision has otherwise or not at all, so that nobody is shown the picture of another scene. */
async function forgetSteps(db: Transaction<Tables>, id: string, before: FilmRequest, { board }: FilmRequest): Promise<void> {
  if (board === undefined) return
  const past = () => db.deleteFrom('steps').where('run_id', '=', id)
  await past().where('scene', '>=', board.scenes.length).execute()
  const others = board.scenes.flatMap((scene, index) => (isDeepStrictEqual(scene, before.board?.scenes[index]) ? [] : [index]))
  if (others.length === 0) return
  await past().where('step', 'in', ['picture', 'narrate']).where('scene', 'in', others).execute()
  await past().where('step', '=', 'clip').where('scene', 'in', others).execute()
  // A join turns a picture into the one after it.
  const joins = others.flatMap((index) => [index - 1, index])
  await past().where('step', '=', 'join').where('scene', 'in', joins).execute()
  await past().where('step', 'in', ['sheet', 'mix', 'film']).execute()
}

/** Makes what the pipeline wrote for a run the next revision of its project, and the run's own. */
export async function adoptBoard(
  db: Transaction<Tables>,
  id: string,
  attempt: number,
  board: Storyboard,
  change: Change,
): Promise<boolean> {
  const project = await projectOf(db, id)
  // Project before run, everywhere: so no two transactions wait for each other.
  if (project === undefined || !(await touchProject(db, project))) return false
  const held = db.updateTable('runs').set(changed()).where('id', '=', id).where('revision', '=', 0).where('attempt', '=', attempt)
  const row = await held.where(stateIn(AT_WORK)).returningAll().executeTakeFirst()
  if (row === undefined) return false
  const { owner, request } = toRun(row)
  const number = await raiseHead(db, project, undefined, request.settings)
  if (number === undefined) return false
  await insertRevision(db, { project, number, parent: undefined, by: owner, change, board, settings: request.settings })
  const own = { revision: number, request: JSON.stringify({ ...request, board }), scenes: board.scenes.length }
  await db.updateTable('runs').set(own).where('id', '=', id).execute()
  if (board.title !== '') await nameProject(db, project, board.title, true)
  return true
}

async function projectOf(db: Kysely<Tables>, id: string): Promise<string | undefined> {
  return (await db.selectFrom('runs').select('project').where('id', '=', id).executeTakeFirst())?.project
}

function anew() {
  return { state: 'waiting' as const, attempt: sql<number>`attempt + 1`, waits_for: null, problem: null, ...changed() }
}
