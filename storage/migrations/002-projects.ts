import { type Kysely, sql } from 'kysely'

/** Projects with their members, revisions and approvals; review of runs; what a project has used; who spent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('projects')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('filename', 'text', (column) => column.notNull())
    .addColumn('search', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('head', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('removed_at', 'bigint')
    .execute()
  await db.schema.createIndex('projects_by_seq').on('projects').column('seq').execute()
  await db.schema.createIndex('projects_by_place').on('projects').columns(['platform', 'channel', 'seq']).execute()

  await db.schema
    .createTable('members')
    .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id').onDelete('cascade'))
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('members_key', ['project_id', 'person_id'])
    .execute()
  await db.schema.createIndex('members_by_person').on('members').column('person_id').execute()

  await db.schema
    .createTable('revisions')
    .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id').onDelete('cascade'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('parent', 'integer')
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('board', 'text', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('revisions_key', ['project_id', 'number'])
    .execute()

  await db.schema
    .createTable('approvals')
    .addColumn('project_id', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('seed', 'bigint', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('approvals_key', ['project_id', 'revision', 'seed'])
    .addForeignKeyConstraint('approvals_revision', ['project_id', 'revision'], 'revisions', ['project_id', 'number'], (key) =>
      key.onDelete('cascade'),
    )
    .execute()

  await db.schema
    .createTable('uses')
    .addColumn('key', 'text', (column) => column.notNull().references('results.key').onDelete('cascade'))
    .addColumn('project_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('uses_key', ['key', 'project_id'])
    .execute()
  await db.schema.createIndex('uses_by_project').on('uses').column('project_id').execute()

  const runs = db.schema.alterTable('runs')
  await runs.addColumn('project', 'text', (column) => column.notNull().defaultTo('')).execute()
  await runs.addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0)).execute()
  await runs.addColumn('approved', 'text', (column) => column.notNull().defaultTo('nothing')).execute()
  await runs.addColumn('waits_for', 'text').execute()
  await runs.addColumn('seconds', 'double precision', (column) => column.notNull().defaultTo(0)).execute()
  await db.schema.createIndex('runs_by_project').on('runs').columns(['project', 'seq']).execute()

  const calls = db.schema.alterTable('calls')
  await calls.addColumn('platform', 'text').execute()
  await calls.addColumn('owner_id', 'text').execute()
  await db.schema.createIndex('calls_by_owner').on('calls').columns(['platform', 'owner_id', 'at']).execute()

  await giveProjects(db)
}

interface OldRun {
  id: string
  owner_id: string
  owner: string
  request: string
  result: string | null
  created_at: number
}

// Runs from before this version become the first of a project each.
async function giveProjects(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<OldRun>`select id, owner_id, owner, request, result, created_at from runs`.execute(db)
  for (const { id, owner_id, owner, request, result, created_at } of rows) {
    const { filename, source, settings } = JSON.parse(request) as { filename: string; source: string; settings: object }
    const made = result === null ? undefined : (JSON.parse(result) as { title: string; seconds: number })
    const title = made?.title ?? filename
    const search = `${title}\n${filename}`.normalize('NFKC').toLowerCase().toWellFormed().replaceAll('\0', '\ufffd')
    await sql`insert into projects
      (id, seq, owner, platform, channel, thread, place, title, filename, search, source, settings, head, created_at, updated_at)
      select id, seq, owner, platform, channel, thread, place, ${JSON.stringify(title)}, ${JSON.stringify(filename)}, ${search},
        ${source}, ${JSON.stringify(settings)}, 0, created_at, updated_at
      from runs where id = ${id}`.execute(db)
    await sql`insert into members (project_id, person_id, person, role, at)
      values (${id}, ${owner_id}, ${owner}, 'owner', ${created_at})`.execute(db)
    await sql`update runs set project = id, approved = 'scenes', seconds = ${made?.seconds ?? 0} where id = ${id}`.execute(db)
  }
  await sql`update calls set
    platform = (select platform from runs where runs.id = calls.run_id),
    owner_id = (select owner_id from runs where runs.id = calls.run_id)`.execute(db)
}
