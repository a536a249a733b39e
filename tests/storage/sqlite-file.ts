import { openSqliteFile } from '../../lib/sqlite.ts'

/** A connection of a stranger's to an SQLite file: what another program, or an operator, would do to it. */
export async function withSqlite<T>(
  path: string,
  use: (all: (sql: string) => Promise<Record<string, unknown>[]>) => Promise<T>,
): Promise<T> {
  const file = openSqliteFile(path, 0)
  try {
    return await use((sql) => file.all(sql))
  } finally {
    file.close()
  }
}

/** SQLite's own verdict on a file. */
export function checkFile(file: string): Promise<{ integrity: unknown[]; foreignKeys: unknown[] }> {
  return withSqlite(file, async (all) => ({
    integrity: (await all('pragma integrity_check')).map((row) => row.integrity_check),
    foreignKeys: await all('pragma foreign_key_check'),
  }))
}
