import { open as openFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely } from 'kysely'
import sqlite3 from 'sqlite3'
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

async function connect(file: string, busyMs: number, pragmas: string[]): Promise<sqlite3.Database> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(opened)))
  })
  database.configure('busyTimeout', busyMs)
  try {
    await useWal(database, busyMs)
    // FULL: what was acknowledged or paid for survives a power cut; it costs 0.4 ms a transaction.
    for (const pragma of ['synchronous = full', 'foreign_keys = on', ...pragmas]) await exec(database, `pragma ${pragma}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

// Switching to WAL does not honour the busy timeout, and of two processes that make the file together one is refused.
async function useWal(database: sqlite3.Database, busyMs: number): Promise<void> {
  for (const deadline = Date.now() + busyMs; ; await sleep(50)) {
    try {
      return await exec(database, 'pragma journal_mode = wal')
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || Date.now() > deadline) throw error
    }
  }
}

function exec(database: sqlite3.Database, sql: string): Promise<void> {
  return new Promise((resolve, reject) => database.exec(sql, (error) => (error ? reject(error) : resolve())))
}
