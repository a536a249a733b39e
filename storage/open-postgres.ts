import { Kysely, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import type { Logger } from 'pino'
import { explainOpening } from './database-errors.ts'
import { migrate } from './migrate.ts'
import { createRecords, type Records } from './records.ts'
import type { Tables } from './tables.ts'

/** Records in a Postgres database. Throws UserError `settings` where it can't be reached or refuses us. */
export async function openPostgres(url: string, log: Logger): Promise<Records> {
  const pool = new Pool({
    connectionString: url,
    application_name: 'docreel',
    max: 6,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: { getTypeParser },
  })
  // A connection that breaks, idle or at work, is replaced by the pool, and whoever used it is told; but its own `error`
  // event, unheard, would end the process.
  pool.on('connect', (client) => client.on('error', (error) => log.warn({ err: error }, 'lost a connection to Postgres')))
  pool.on('error', () => {})
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrate(db as unknown as Kysely<never>)
    return createRecords(db, db)
  } catch (error) {
    await db.destroy().catch(() => {})
    return explainOpening(error, new URL(url).host)
  }
}

// 64-bit integers arrive as strings by default; ours are counts and milliseconds, far below 2^53.
const getTypeParser: typeof types.getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === types.builtins.INT8 && format !== 'binary' ? Number : types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser
