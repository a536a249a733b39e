import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import { UserError } from '../lib/errors.ts'
import { acceptIncoming } from './inbox.ts'
import { nextInLine, placeInLine } from './line.ts'
import type { Records } from './records.ts'
import { toRun } from './run-row.ts'
import { listSteps, saveStep } from './run-steps.ts'
import type { Run, RunState, Runs } from './store.ts'
import { columnText, type Tables } from './tables.ts'

/** Runs in the database. */
export function createRuns({ read, write }: Records): Runs {
  return {
    accept: (run, incomingId) =>
      write('runs.accept', async (db) => {
        if (!(await acceptIncoming(db, run.place.platform, incomingId, run.id))) return undefined
        return toRun(await db.insertInto('runs').values(newRow(run)).returningAll().executeTakeFirstOrThrow())
      }),
    get: (id) => read((db) => find(db, id)),
    list: (filter) => read(async (db) => (await list(db, filter)).map(toRun)),
    stale: (platform) =>
      read(async (db) => {
        const query = db.selectFrom('runs').selectAll().where('platform', '=', columnText(platform))
        return (await query.whereRef('shown', '<', 'version').orderBy('seq').execute()).map(toRun)
      }),
    move: (id, from, to, { problem, result } = {}) =>
      write('runs.move', async (db) => {
        const outcome = {
          ...(problem && { problem: JSON.stringify(problem) }),
          ...(result && { result: JSON.stringify(result) }),
        }
        const query = db.updateTable('runs').set({ state: to, ...outcome, ...changed() })
        return (await query.where('id', '=', id).where(stateIn(from)).returning('id').executeTakeFirst()) !== undefined
      }),
    restart: (id, from) =>
      write('runs.restart', async (db) => {
        const anew = { state: 'waiting' as const, attempt: sql<number>`attempt + 1`, problem: null, ...changed() }
        const query = db.updateTable('runs').set(anew).where('id', '=', id).where(stateIn(from))
        return (await query.returning('id').executeTakeFirst()) !== undefined
      }),
    countCrash: (id) =>
      write('runs.crash', async (db) => {
        const query = db.updateTable('runs').set({ crashes: sql<number>`crashes + 1`, ...changed() })
        const row = await query.where('id', '=', id).returning('crashes').executeTakeFirst()
        if (row === undefined) throw new UserError('not-found', 'This film is not known here any more.')
        return row.crashes
      }),
    setTotals: (id, scenes) =>
      write('runs.totals', async (db) => {
        const query = db.updateTable('runs').set({ scenes, ...changed() })
        await query.where('id', '=', id).where('scenes', '<>', scenes).execute()
      }),
    totals: (id) => read(async (db) => (await db.selectFrom('runs').select('scenes').where('id', '=', id).executeTakeFirst())?.scenes ?? 0),
    setCard: (id, card) =>
      write('runs.card', async (db) => {
        await db
          .updateTable('runs')
          .set({ card: JSON.stringify(card) })
          .where('id', '=', id)
          .execute()
      }),
    setShown: (id, version) =>
      write('runs.shown', async (db) => {
        await db.updateTable('runs').set({ shown: version }).where('id', '=', id).where('shown', '<', version).execute()
      }),
    saveStep: (id, record) => write('steps.save', (db) => saveStep(db, id, record)),
    steps: (id) => read((db) => listSteps(db, id)),
    nextWaiting: () =>
      read(async (db) => {
        const id = await nextInLine(db)
        return id === undefined ? undefined : find(db, id)
      }),
    position: (id) => read((db) => placeInLine(db, id)),
  }
}

function newRow({ id, owner, place, request }: Parameters<Runs['accept']>[0]) {
  const now = Date.now()
  return {
    id,
    seq: sql<number>`(select coalesce(max(seq), 0) + 1 from runs)`,
    owner_id: columnText(owner.id),
    owner: JSON.stringify(owner),
    ...placeColumns(place),
    thread: columnText(place.thread ?? ''),
    place: JSON.stringify(place),
    shown: 0,
    request: JSON.stringify(request),
    state: 'waiting' as const,
    attempt: 1,
    crashes: 0,
    scenes: 0,
    version: 1,
    created_at: now,
    updated_at: now,
  }
}

function placeColumns({ platform, channel }: Run['place']) {
  return { platform: columnText(platform), channel: columnText(channel) }
}

function changed() {
  return { version: sql<number>`version + 1`, updated_at: Date.now() }
}

// Postgres has no empty list.
function stateIn(states: RunState[]) {
  return (table: ExpressionBuilder<Tables, 'runs'>) => (states.length === 0 ? table.lit(false) : table('state', 'in', states))
}

async function find(db: Kysely<Tables>, id: string): Promise<Run | undefined> {
  const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toRun(row)
}

function list(db: Kysely<Tables>, { states, place, ownerId, limit }: Parameters<Runs['list']>[0]) {
  let query = db.selectFrom('runs').selectAll().orderBy('seq', 'desc').orderBy('id', 'desc')
  if (states !== undefined) query = query.where(stateIn(states))
  if (ownerId !== undefined) query = query.where('owner_id', '=', columnText(ownerId))
  if (place !== undefined) {
    const { platform, channel } = placeColumns(place)
    query = query.where('platform', '=', platform).where('channel', '=', channel)
    if (place.thread !== undefined) query = query.where('thread', '=', columnText(place.thread))
  }
  if (limit !== undefined) query = query.limit(limit)
  return query.execute()
}
