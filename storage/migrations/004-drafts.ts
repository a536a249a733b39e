import type { Kysely } from 'kysely'

/** Runs that are the draft of a revision. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('runs')
    .addColumn('draft', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
