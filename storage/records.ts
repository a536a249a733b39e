import type { Kysely, Transaction } from 'kysely'
import { effect } from '../lib/effect.ts'
import { explainFailure } from './database-errors.ts'
import type { Tables } from './tables.ts'

/** The database, through the two doors everything here uses. Failures come as `explainFailure` puts them. */
export interface Records {
  read<T>(perform: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** One effect and one transaction; writes of a process happen in the order in which they were asked for. */
  write<T>(name: string, perform: (db: Transaction<Tables>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Makes the doors of a reader and a writer, which may be the same. */
export function createRecords(reader: Kysely<Tables>, writer: Kysely<Tables>): Records {
  // On a pool, a progress written before `done` could otherwise arrive after it.
  let last: Promise<unknown> = Promise.resolve()
  return {
    read: (perform) => perform(reader).catch(explainFailure),
    write: (name, perform) =>
      effect(name, () => {
        const mine = last.then(() => writer.transaction().execute(perform)).catch(explainFailure)
        last = mine.catch(() => {})
        return mine
      }),
    async close() {
      await last
      if (reader !== writer) await reader.destroy()
      await writer.destroy()
    },
  }
}
