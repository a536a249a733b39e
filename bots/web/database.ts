import sqlite3 from 'sqlite3'
import { effect } from '../../lib/effect.ts'

type Value = string | number | null

/** A SQLite file whose statements run one after another; `write` is all or nothing and one at a time. */
export interface Database {
  all<Row>(sql: string, values?: Value[]): Promise<Row[]>
  get<Row>(sql: string, values?: Value[]): Promise<Row | undefined>
  run(sql: string, values?: Value[]): Promise<number>
  write<Result>(name: string, change: () => Promise<Result>): Promise<Result>
  /** Runs between writes, so that nothing uncommitted is seen. */
  between<Result>(read: () => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** Opens (or makes) the file and brings its tables up with `schema`, which must be safe to run again. */
export async function openDatabase(path: string, schema: string): Promise<Database> {
  const file = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(path, (error) => (error ? reject(error) : resolve(opened)))
  })
  file.serialize()
  file.configure('busyTimeout', 5_000)

  const all = <Row>(sql: string, values: Value[] = []) =>
    new Promise<Row[]>((resolve, reject) => file.all<Row>(sql, values, (error, rows) => (error ? reject(error) : resolve(rows))))
  const run = (sql: string, values: Value[] = []) =>
    new Promise<number>((resolve, reject) => {
      file.run(sql, values, function (error) {
        if (error) reject(error)
        else resolve(this.changes)
      })
    })
  const exec = (sql: string) => new Promise<void>((resolve, reject) => file.exec(sql, (error) => (error ? reject(error) : resolve())))

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
    get: async <Row>(sql: string, values?: Value[]) => (await all<Row>(sql, values))[0],
    write: (name, change) => between(() => effect(name, () => transact(change))),
    async close() {
      await last
      await new Promise<void>((resolve, reject) => file.close((error) => (error ? reject(error) : resolve())))
    },
  }
}
