import { open as openFile } from 'node:fs/promises'
import { Kysely } from 'kysely'
import { openSqliteFile, type SqliteFile } from '../lib/sqlite.ts'
import { explainOpening } from './database-errors.ts'
import { migrate } from './migrate.ts'
import { createRecords, type Records } from './records.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

/**
 * Records in an SQLite file, made where there is none, readable by this user alone. Several processes may open it; one
 * waits up to `busyMs` for another's transaction. Throws UserError `locked`, `corrupt`, `no-space` or `settings`.
 */
export async function openSqlite(file: string, busyMs = 10_000): Promise<Records> {
  // Reads have a connection of their own: WAL lets them run beside a writer, so a card is drawn while another process writes.
  const writer = new Kysely<Tables>({ dialect: sqliteDialect(() => connect(file, busyMs, [])) })
  const reader = new Kysely<Tables>({ dialect: sqliteDialect(() => connect(file, busyMs, ['query_only = on'])) })
  try {
    await (await openFile(file, 'a', 0o600)).close()
    await migrate(writer as unknown as Kysely<never>)
    return createRecords(reader, writer)
  } catch (error) {
    await Promise.allSettled([reader.destroy(), writer.destroy()])
    return explainOpening(error, file)
  }
}

async function connect(path: string, busyMs: number, pragmas: string[]): Promise<SqliteFile> {
  const file = openSqliteFile(path, busyMs)
  try {
    await file.exec('pragma journal_mode = wal')
    // FULL: what was acknowledged or paid for survives a power cut; it costs 0.4 ms a transaction.
    for (const pragma of ['synchronous = full', ...pragmas]) await file.exec(`pragma ${pragma}`)
    return file
  } catch (error) {
    file.close()
    throw error
  }
}
