import { effect } from '../../lib/effect.ts'
import { openSqliteFile, type SqliteFile, type SqliteValue } from '../../lib/sqlite.ts'

/** An SQLite file of which `write` is all or nothing and one at a time. */
export interface Database extends Pick<SqliteFile, 'all' | 'run'> {
  get<Row>(sql: string, values?: readonly SqliteValue[]): Promise<Row | undefined>
  write<Result>(name: string, change: () => Promise<Result>): Promise<Result>
  /** Runs between writes, so that nothing uncommitted is seen. */
  between<Result>(read: () => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** Opens (or makes) the file and brings its tables up with `schema`, which must be safe to run again. */
export async function openDatabase(path: string, schema: string): Promise<Database> {
  const { all, run, exec, close } = openSqliteFile(path, 5_000)
  await exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${schema}`)

  let last: Promise<unknown> = Promise.resolve()
  function between<Result>(perform: () => Promise<Result>): Promise<Result> {
    const mine = last.then(perform)
    last = mine.catch(() => undefined)
    return mine
  }

  async function transact<Result>(change: () => Promise<Result>): Promise<Result> {
    await exec('BEGIN IMMEDIATE')
    try {
      const result = await change()
      await exec('COMMIT')
      return result
    } catch (error) {
      await exec('ROLLBACK')
      throw error
    }
  }

  return {
    all,
    run,
    between,
    get: async <Row>(sql: string, values?: readonly SqliteValue[]) => (await all<Row>(sql, values))[0],
    write: (name, change) => between(() => effect(name, () => transact(change))),
    async close() {
      await last
      close()
    },
  }
}
