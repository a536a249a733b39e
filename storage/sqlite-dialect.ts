import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { SqliteFile, SqliteValue } from '../lib/sqlite.ts'

/**
 * Kysely on `lib/sqlite.ts`: one connection, handed out to one user at a time in order of asking, so concurrent
 * transactions of a process wait for each other. Transactions are `immediate`: they never fail half-way on a lock.
 */
export function sqliteDialect(open: () => Promise<SqliteFile>): Dialect {
  return {
    createDriver: () => createDriver(open),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  }
}

// SQLite rolls back schema changes like any other; saying so makes the migrator read what is applied and apply the rest
// inside one immediate transaction, which is what keeps two starting processes apart.
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function createDriver(open: () => Promise<SqliteFile>): Driver {
  let file: SqliteFile | undefined
  let connection: DatabaseConnection
  let busy = false
  const waiting: (() => void)[] = []
  const run = async (connection: DatabaseConnection, sql: string) => void (await connection.executeQuery(CompiledQuery.raw(sql)))
  return {
    async init() {
      file = await open()
      connection = createConnection(file)
    },
    async acquireConnection() {
      if (busy) await new Promise<void>((resolve) => waiting.push(resolve))
      busy = true
      return connection
    },
    async releaseConnection() {
      const next = waiting.shift()
      if (next === undefined) busy = false
      else next()
    },
    beginTransaction: (connection) => run(connection, 'begin immediate'),
    commitTransaction: (connection) => run(connection, 'commit'),
    async rollbackTransaction(connection) {
      try {
        await run(connection, 'rollback')
      } catch (error) {
        // A full disk makes SQLite roll back by itself; the error that led here is the one to tell.
        if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error
      }
    },
    async destroy() {
      file?.close()
    },
  }
}

function createConnection(file: SqliteFile): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
      const values = parameters as readonly SqliteValue[]
      const changesOnly = /^(Insert|Update|Delete)QueryNode$/.test(query.kind) && !('returning' in query && query.returning !== undefined)
      if (!changesOnly) return { rows: await file.all<R>(sql, values) }
      const { changes, lastId } = await file.run(sql, values)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastId) }
    },
    // biome-ignore lint/correctness/useYield: the driver's shape asks for it; nothing here streams rows
    async *streamQuery() {
      throw new Error('rows are not streamed from SQLite')
    },
  }
}
