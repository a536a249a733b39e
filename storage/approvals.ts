import type { Insertable, Kysely, Transaction } from 'kysely'
import { Person } from '../lib/place.ts'
import { Storyboard } from '../pipeline/schema.ts'
import type { Approvals } from './project.ts'
import type { Records } from './records.ts'
import { changed, stateIn } from './run-columns.ts'
import type { Tables } from './tables.ts'

/** Approvals in the database. */
export function createApprovals({ read, write }: Records): Approvals {
  return {
    approve: (project, revision, seed, by) =>
      write('approvals.approve', (db) =>
        insert(db, project, revision, [{ project_id: project, revision, seed, person: JSON.stringify(by), at: Date.now() }]),
      ),
    list: (project, revision) =>
      read(async (db) => {
        const rows = await ofRevision(db, project, revision).selectAll().orderBy('seed').execute()
        return rows.map(({ seed, person, at }) => ({ seed, by: Person.parse(JSON.parse(person)), at }))
      }),
    carry: (project, fromRevision, toRevision, exceptSeeds) =>
      write('approvals.carry', async (db) => {
        const target = db.selectFrom('revisions').select('board').where('project_id', '=', project).where('number', '=', toRevision)
        const row = await target.executeTakeFirst()
        if (row === undefined) return
        const seeds = new Set(Storyboard.parse(JSON.parse(row.board)).scenes.map(({ seed }) => seed))
        for (const seed of exceptSeeds) seeds.delete(seed)
        const given = await ofRevision(db, project, fromRevision).selectAll().execute()
        const kept = given.filter(({ seed }) => seeds.has(seed)).map((approval) => ({ ...approval, revision: toRevision }))
        await insert(db, project, toRevision, kept)
      }),
  }
}

// True when any of them is new; what was approved already keeps its first approver.
async function insert(
  db: Transaction<Tables>,
  project: string,
  revision: number,
  rows: Insertable<Tables['approvals']>[],
): Promise<boolean> {
  if (rows.length === 0) return false
  const query = db.insertInto('approvals').values(rows)
  const added = await query
    .onConflict((conflict) => conflict.doNothing())
    .returning('seed')
    .execute()
  if (added.length === 0) return false
  const runs = db.updateTable('runs').set(changed()).where('project', '=', project).where('revision', '=', revision)
  await runs.where(stateIn(['waiting', 'queued', 'running', 'review'])).execute()
  return true
}

function ofRevision(db: Kysely<Tables>, project: string, revision: number) {
  return db.selectFrom('approvals').where('project_id', '=', project).where('revision', '=', revision)
}
