import type { Transaction } from 'kysely'
import type { Revision } from './project.ts'
import { toRevision } from './project-row.ts'
import type { Tables } from './tables.ts'

/** Writes a revision's row, and gives the revision as it will be read. */
export async function insertRevision(db: Transaction<Tables>, revision: Omit<Revision, 'createdAt'>): Promise<Revision> {
  const { project, number, parent, by, change, board, settings } = revision
  const row = {
    project_id: project,
    number,
    parent: parent ?? null,
    author: JSON.stringify(by),
    change: JSON.stringify(change),
    board: JSON.stringify(board),
    settings: JSON.stringify(settings),
    created_at: Date.now(),
  }
  return toRevision(await db.insertInto('revisions').values(row).returningAll().executeTakeFirstOrThrow())
}
