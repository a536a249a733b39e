import type { Transaction } from 'kysely'
import type { Records } from './records.ts'
import type { Inbox } from './store.ts'
import { columnText, type Tables } from './tables.ts'

/** The inbox in the database. */
export function createInbox({ read, write }: Records): Inbox {
  return {
    seen: (platform, id) =>
      read(async (db) => {
        const query = db.selectFrom('inbox').select('id').where('platform', '=', columnText(platform))
        return (await query.where('id', '=', columnText(id)).executeTakeFirst()) !== undefined
      }),
    accept: (platform, id) => write('inbox.accept', (db) => acceptIncoming(db, platform, id, undefined)),
    origin: (platform, run) =>
      read(async (db) => {
        const query = db.selectFrom('inbox').select('id').where('platform', '=', columnText(platform))
        return (await query.where('run_id', '=', run).executeTakeFirst())?.id
      }),
  }
}

/** Notes an incoming id; false when it was known. */
export async function acceptIncoming(db: Transaction<Tables>, platform: string, id: string, run: string | undefined): Promise<boolean> {
  const row = await db
    .insertInto('inbox')
    .values({ platform: columnText(platform), id: columnText(id), run_id: run ?? null, at: Date.now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
