import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { UserError } from '../lib/errors.ts'
import { up as makeRecords } from './migrations/001-records.ts'
import { up as makeProjects } from './migrations/002-projects.ts'
import { up as makeDelivery } from './migrations/003-delivery.ts'
import { up as makeDrafts } from './migrations/004-drafts.ts'
import { up as makeIndexes } from './migrations/005-indexes.ts'
import { up as holdPrices } from './migrations/006-held.ts'

/** Every change of the schema, oldest first; add the next one here, and never edit one that was released. */
const migrations: Record<string, Migration> = {
  '001-records': { up: makeRecords },
  '002-projects': { up: makeProjects },
  '003-delivery': { up: makeDelivery },
  '004-drafts': { up: makeDrafts },
  '005-indexes': { up: makeIndexes },
  '006-held': { up: holdPrices },
}

/**
 * Brings the schema up to this version; two processes may do it at once. Throws UserError `settings` where the records
 * were written by a newer version: schemas only go forward.
 */
export async function migrate(db: Kysely<never>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  const unknown = (await appliedNames(db)).filter((name) => !(name in migrations))
  if (unknown.length === 0) throw error
  throw new UserError(
    'settings',
    `These records were written by a newer version (they have ${unknown.join(', ')}). Update this one, or restore the backup made before.`,
    { cause: error },
  )
}

async function appliedNames(db: Kysely<never>): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
    return rows.map(({ name }) => name)
  } catch {
    return [] // the table itself is what could not be made
  }
}
