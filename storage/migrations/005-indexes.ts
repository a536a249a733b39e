import type { Kysely } from 'kysely'

/** What is looked for with every message: memories past their time, and the incoming that a run came from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('memory_expiry').on('memory').column('expires_at').execute()
  await db.schema.createIndex('inbox_run').on('inbox').column('run_id').execute()
}
