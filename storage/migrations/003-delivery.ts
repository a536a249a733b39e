import type { Kysely } from 'kysely'

/** Films as messages of their own, and what adapters remember. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('runs').addColumn('delivered', 'text').execute()
  await db.schema
    .createTable('memory')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addPrimaryKeyConstraint('memory_key', ['platform', 'key'])
    .execute()
}
