import { type Kysely, sql } from 'kysely'

/** Runs and their steps, what was accepted, choices, paid calls, results and leases. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('runs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('card', 'text')
    .addColumn('shown', 'bigint', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('crashes', 'integer', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('result', 'text')
    .addColumn('scenes', 'integer', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('runs_by_seq').on('runs').column('seq').execute()
  await db.schema.createIndex('runs_by_state').on('runs').columns(['state', 'owner_id', 'seq']).execute()
  await db.schema.createIndex('runs_by_owner').on('runs').columns(['owner_id', 'seq']).execute()
  await db.schema.createIndex('runs_by_place').on('runs').columns(['platform', 'channel', 'seq']).execute()
  await db.schema.createIndex('runs_stale').on('runs').column('platform').where(sql<boolean>`shown < version`).execute()

  await db.schema
    .createTable('steps')
    .addColumn('run_id', 'text', (column) => column.notNull().references('runs.id').onDelete('cascade'))
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('scene', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('fraction', 'double precision', (column) => column.notNull())
    .addColumn('ms', 'double precision', (column) => column.notNull())
    .addColumn('cached', 'integer', (column) => column.notNull())
    .addColumn('preview', 'text')
    .addPrimaryKeyConstraint('steps_key', ['run_id', 'step', 'scene'])
    .execute()

  await db.schema
    .createTable('inbox')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('inbox_key', ['platform', 'id'])
    .execute()

  await db.schema
    .createTable('preferences')
    .addColumn('scope', 'text', (column) => column.primaryKey())
    .addColumn('choices', 'text', (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('calls')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('vendor', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text')
    .addColumn('estimate', 'double precision', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addColumn('cost', 'double precision', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('calls_by_run').on('calls').column('run_id').execute()

  await db.schema
    .createTable('results')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('output', 'text', (column) => column.notNull())
    .addColumn('ms', 'double precision', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('results_by_use').on('results').column('used_at').execute()

  await db.schema
    .createTable('leases')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
}
