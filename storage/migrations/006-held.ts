import type { Kysely } from 'kysely'

/** Until when the price of a paid call that is under way counts as spent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('calls')
    .addColumn('held_until', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
}
