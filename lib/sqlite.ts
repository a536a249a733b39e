import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'

/** An SQLite file on Node's own SQLite. A statement runs at once, and the event loop has a turn after each. */
export interface SqliteFile {
  all<Row>(sql: string, values?: readonly SqliteValue[]): Promise<Row[]>
  run(sql: string, values?: readonly SqliteValue[]): Promise<{ changes: number; lastId: number }>
  /** Several statements, whose rows nobody wants. */
  exec(sql: string): Promise<void>
  close(): void
}

export type SqliteValue = SQLInputValue

/** Between two tries at what another process holds. */
const PAUSE_MS = 5
/** Statements that are kept compiled. */
const KEPT = 200

/**
 * Opens a file, made where there is none; foreign keys are enforced. A statement waits up to `busyMs` for another process's transaction, and the event
 * loop goes on meanwhile, which SQLite's own waiting would not let it. Errors are SQLite's: see `sqliteCode`.
 */
export function openSqliteFile(path: string, busyMs: number): SqliteFile {
  const database = new DatabaseSync(path, { timeout: 0 })
  const statements = new Map<string, StatementSync>()

  function prepared(sql: string): StatementSync {
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.delete(sql)
    statements.set(sql, statement)
    const [oldest] = statements.keys()
    if (statements.size > KEPT && oldest !== undefined) statements.delete(oldest)
    return statement
  }

  async function patiently<Result>(perform: () => Result): Promise<Result> {
    for (const deadline = Date.now() + busyMs; ; await sleep(PAUSE_MS)) {
      try {
        const result = perform()
        await setImmediate()
        return result
      } catch (error) {
        if (sqliteCode(error) !== 'SQLITE_BUSY' || Date.now() >= deadline) throw error
      }
    }
  }

  return {
    all: <Row>(sql: string, values: readonly SqliteValue[] = []) => patiently(() => prepared(sql).all(...values) as Row[]),
    run: (sql, values = []) =>
      patiently(() => {
        const { changes, lastInsertRowid } = prepared(sql).run(...values)
        return { changes: Number(changes), lastId: Number(lastInsertRowid) }
      }),
    exec: (sql) => patiently(() => database.exec(sql)),
    close: () => database.close(),
  }
}

/** SQLite's result codes that mean something to us (https://sqlite.org/rescode.html). */
const CODES: Readonly<Record<number, string>> = {
  3: 'SQLITE_PERM',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  26: 'SQLITE_NOTADB',
}

/** The name of the result code that SQLite failed with; undefined for one that means nothing to us, and for other errors. */
export function sqliteCode(error: unknown): string | undefined {
  // The lowest byte is the code, those above say more about it.
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? CODES[error.errcode & 0xff] : undefined
}
