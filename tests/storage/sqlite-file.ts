import sqlite3 from 'sqlite3'

/** A connection of a stranger's to an SQLite file: what another program, or an operator, would do to it. */
export async function withSqlite<T>(
  file: string,
  use: (all: (sql: string) => Promise<Record<string, unknown>[]>) => Promise<T>,
): Promise<T> {
  const database = new sqlite3.Database(file)
  try {
    return await use(
      (sql) =>
        new Promise((resolve, reject) => {
          database.all<Record<string, unknown>>(sql, (error, rows) => (error ? reject(error) : resolve(rows)))
        }),
    )
  } finally {
    await new Promise<void>((resolve) => database.close(() => resolve()))
  }
}

/** SQLite's own verdict on a file. */
export function checkFile(file: string): Promise<{ integrity: unknown[]; foreignKeys: unknown[] }> {
  return withSqlite(file, async (all) => ({
    integrity: (await all('pragma integrity_check')).map((row) => row.integrity_check),
    foreignKeys: await all('pragma foreign_key_check'),
  }))
}
