import { sql, type Transaction } from 'kysely'
import type { FilmSettings } from '../pipeline/schema.ts'
import type { Tables } from './tables.ts'

/** Notes that something happens in a project, and so holds its row until the transaction ends; false when it is not known. */
export async function touchProject(db: Transaction<Tables>, id: string): Promise<boolean> {
  const query = db.updateTable('projects').set({ updated_at: Date.now() }).where('id', '=', id).where('removed_at', 'is', null)
  return (await query.returning('id').executeTakeFirst()) !== undefined
}

/** Raises a project's head, by one and only from what was expected; the new one, or undefined when it has moved. */
export async function raiseHead(
  db: Transaction<Tables>,
  id: string,
  expected: number | undefined,
  settings: FilmSettings,
): Promise<number | undefined> {
  const raised = { head: sql<number>`head + 1`, settings: JSON.stringify(settings), updated_at: Date.now() }
  let query = db.updateTable('projects').set(raised).where('id', '=', id).where('removed_at', 'is', null)
  if (expected !== undefined) query = query.where('head', '=', expected)
  return (await query.returning('head').executeTakeFirst())?.head
}
