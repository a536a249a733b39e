import { type BackendClasses, createPostgresBackend, type IQueueBackend, runMigrations, withBackend } from 'bullmq'
import { Pool } from 'pg'
import type { Logger } from 'pino'
import { createComplaints } from '../../lib/complaints.ts'
import { UserError } from '../../lib/errors.ts'
import type { Secret } from '../../lib/secret.ts'
import { checkClock } from './clock.ts'
import type { Connection } from './connection.ts'

/** The queue on a Postgres server, in a schema `bullmq` of its own. Throws UserError `settings` when it cannot be reached. */
export async function openPostgres(url: Secret, log: Logger): Promise<Connection> {
  // Each worker and listener keeps a connection of the pool to itself; six of those, and room to work.
  const pool = new Pool({
    connectionString: url.reveal(),
    max: 16,
    options: '-c search_path=bullmq',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  })
  pool.setMaxListeners(0)
  pool.on('error', createComplaints(log, 'Postgres is not well'))
  try {
    const client = await pool.connect()
    try {
      await runMigrations(client)
      await checkClock(async () => Number((await client.query('select extract(epoch from clock_timestamp()) * 1000 as now')).rows[0].now))
    } finally {
      client.release()
    }
  } catch (error) {
    await pool.end()
    if (error instanceof UserError) throw error
    throw new UserError('settings', 'The Postgres of QUEUE_URL can not be reached. Start it, or correct QUEUE_URL.', { cause: error })
  }
  return {
    kind: 'postgres',
    classes: withBackend(createPostgresBackend) as unknown as BackendClasses<IQueueBackend, unknown>,
    connection: pool,
    ping: async () => void (await pool.query('select 1')),
    close: () => pool.end(),
  }
}
