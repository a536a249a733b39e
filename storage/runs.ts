import { type Kysely, sql, type Transaction, type UpdateObject } from 'kysely'
import { UserError } from '../lib/errors.ts'
import { touchProject } from './hold-project.ts'
import { acceptIncoming } from './inbox.ts'
import { nextInLine, placesInLine } from './line.ts'
import { insertProject } from './projects.ts'
import type { Records } from './records.ts'
import { changed, placeColumns, stateIn } from './run-columns.ts'
import { adoptBoard, approveRun, pauseRun, reviseRun } from './run-review.ts'
import { toRun } from './run-row.ts'
import { listSteps, saveStep } from './run-steps.ts'
import type { NewRun, Run, Runs } from './store.ts'
import { columnText, type Tables } from './tables.ts'

/** Runs in the database. */
export function createRuns({ read, write }: Records): Runs {
  const put = (effect: string, id: string, columns: UpdateObject<Tables, 'runs'>) =>
    write(effect, async (db) => void (await db.updateTable('runs').set(columns).where('id', '=', id).execute()))

  return {
    accept: (run, incomingId) =>
      write('runs.accept', async (db) => {
        if (!(await acceptIncoming(db, run.place.platform, incomingId, run.id))) return undefined
        await insertProject(db, run)
        return insertRun(db, { ...run, revision: 0 })
      }),
    begin: (run, incomingId) =>
      write('runs.begin', async (db) => {
        if (!(await acceptIncoming(db, run.place.platform, incomingId, run.id))) return undefined
        if (!(await touchProject(db, run.project))) throw new UserError('not-found', 'This project is not known here any more.')
        return insertRun(db, run)
      }),
    get: (id) => read((db) => find(db, id)),
    list: (filter) => read(async (db) => (await list(db, filter)).map(toRun)),
    stale: (platform) =>
      read(async (db) => {
        const query = db.selectFrom('runs').selectAll().where('platform', '=', columnText(platform))
        return (await query.whereRef('shown', '<', 'version').orderBy('seq').execute()).map(toRun)
      }),
    move: (id, from, to, { problem, result, attempt } = {}) =>
      write('runs.move', async (db) => {
        const outcome = {
          ...(problem && { problem: JSON.stringify(problem) }),
          ...(result && { result: JSON.stringify(result), seconds: result.seconds }),
        }
        let query = db.updateTable('runs').set({ state: to, waits_for: null, ...outcome, ...changed() })
        if (attempt !== undefined) query = query.where('attempt', '=', attempt)
        return (await query.where('id', '=', id).where(stateIn(from)).returning('id').executeTakeFirst()) !== undefined
      }),
    restart: (id, from) =>
      write('runs.restart', async (db) => {
        const anew = { state: 'waiting' as const, attempt: sql<number>`attempt + 1`, problem: null, ...changed() }
        const query = db.updateTable('runs').set(anew).where('id', '=', id).where(stateIn(from))
        return (await query.returning('id').executeTakeFirst()) !== undefined
      }),
    adopt: (id, attempt, board, change) => write('runs.adopt', (db) => adoptBoard(db, id, attempt, board, change)),
    pause: (id, waitsFor, attempt) => write('runs.pause', (db) => pauseRun(db, id, waitsFor, attempt)),
    approve: (id, stage, revision) => write('runs.approve', (db) => approveRun(db, id, stage, revision)),
    revise: (id, to) => write('runs.revise', (db) => reviseRun(db, id, to)),
    countCrash: (id) =>
      write('runs.crash', async (db) => {
        const query = db.updateTable('runs').set({ crashes: sql<number>`crashes + 1`, ...changed() })
        const row = await query.where('id', '=', id).returning('crashes').executeTakeFirst()
        if (row === undefined) throw new UserError('not-found', 'This film is not known here any more.')
        return row.crashes
      }),
    noteCrashes: (id, total) =>
      write('runs.crashes', async (db) => {
        const query = db.updateTable('runs').set({ crashes: total, ...changed() })
        await query.where('id', '=', id).where('crashes', '<', total).execute()
      }),
    setTotals: (id, scenes) =>
      write('runs.totals', async (db) => {
        const query = db.updateTable('runs').set({ scenes, ...changed() })
        await query.where('id', '=', id).where('scenes', '<>', scenes).execute()
      }),
    totals: (id) => read(async (db) => (await db.selectFrom('runs').select('scenes').where('id', '=', id).executeTakeFirst())?.scenes ?? 0),
    setCard: (id, card) => put('runs.card', id, { card: JSON.stringify(card) }),
    setShown: (id, version) =>
      write('runs.shown', async (db) => {
        await db.updateTable('runs').set({ shown: version }).where('id', '=', id).where('shown', '<', version).execute()
      }),
    setDelivered: (id, film) => put('runs.delivered', id, { delivered: JSON.stringify(film) }),
    redirect: (id, place) => put('runs.redirect', id, { ...placeColumns(place), card: null, shown: 0, ...changed() }),
    saveStep: (id, record) => write('steps.save', (db) => saveStep(db, id, record)),
    steps: (id) => read((db) => listSteps(db, id)),
    nextWaiting: () =>
      read(async (db) => {
        const id = await nextInLine(db)
        return id === undefined ? undefined : find(db, id)
      }),
    line: () => read(placesInLine),
  }
}

async function insertRun(db: Transaction<Tables>, run: NewRun & { revision: number }): Promise<Run> {
  const { id, project, revision, approved = 'nothing', owner, place, request } = run
  const now = Date.now()
  const row = {
    id,
    seq: sql<number>`(select coalesce(max(seq), 0) + 1 from runs)`,
    owner_id: columnText(owner.id),
    owner: JSON.stringify(owner),
    ...placeColumns(place),
    shown: 0,
    project,
    revision,
    approved,
    request: JSON.stringify(request),
    state: 'waiting' as const,
    attempt: 1,
    crashes: 0,
    scenes: 0,
    seconds: 0,
    draft: request.draft === true ? 1 : 0,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  return toRun(await db.insertInto('runs').values(row).returningAll().executeTakeFirstOrThrow())
}

async function find(db: Kysely<Tables>, id: string): Promise<Run | undefined> {
  const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toRun(row)
}

function list(db: Kysely<Tables>, { states, place, ownerId, project, drafts, limit }: Parameters<Runs['list']>[0]) {
  let query = db.selectFrom('runs').selectAll().orderBy('seq', 'desc').orderBy('id', 'desc')
  if (states !== undefined) query = query.where(stateIn(states))
  if (ownerId !== undefined) query = query.where('owner_id', '=', columnText(ownerId))
  if (project !== undefined) query = query.where('project', '=', project)
  if (drafts !== undefined) query = query.where('draft', '=', drafts ? 1 : 0)
  if (place !== undefined) {
    const { platform, channel, thread } = placeColumns(place)
    query = query.where('platform', '=', platform).where('channel', '=', channel)
    if (place.thread !== undefined) query = query.where('thread', '=', thread)
  }
  if (limit !== undefined) query = query.limit(limit)
  return query.execute()
}
