import { sql } from 'kysely'
import type { Records } from './records.ts'
import type { Calls } from './store.ts'
import { columnText } from './tables.ts'

/** Paid calls in the database. */
export function createCalls({ read, write }: Records): Calls {
  return {
    find: (key) =>
      read(async (db) => {
        const row = await db.selectFrom('calls').select(['answer', 'cost']).where('key', '=', columnText(key)).executeTakeFirst()
        if (row === undefined || row.answer === null) return undefined
        return { answer: JSON.parse(row.answer) as unknown, cost: row.cost }
      }),
    intend: (key, vendor, run, estimate, person) =>
      write('calls.intend', async (db) => {
        const payer = run === undefined ? undefined : db.selectFrom('runs').select(['platform', 'owner_id']).where('id', '=', run)
        const asked = person && { platform: columnText(person.platform), owner_id: columnText(person.id) }
        const { platform = null, owner_id = null } = (await payer?.executeTakeFirst()) ?? asked ?? {}
        const intent = { vendor: columnText(vendor), run_id: run ?? null, estimate, at: Date.now(), platform, owner_id }
        await db
          .insertInto('calls')
          .values({ key: columnText(key), ...intent, cost: 0 })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(intent).where('calls.answer', 'is', null))
          .execute()
      }),
    answer: (key, answer, cost) =>
      write('calls.answer', async (db) => {
        // Added, not set: an answer that retention has dropped may be bought again, and both were paid.
        const query = db.updateTable('calls').set({ answer: JSON.stringify(answer ?? null), cost: sql<number>`cost + ${cost}` })
        const row = await query.where('key', '=', columnText(key)).where('answer', 'is', null).returning('key').executeTakeFirst()
        if (row !== undefined) return
        const known = await db.selectFrom('calls').select('key').where('key', '=', columnText(key)).executeTakeFirst()
        if (known === undefined) throw new Error('a paid call was answered that nobody intended')
      }),
    spent: (run) =>
      read(async (db) => {
        const query = db.selectFrom('calls').select(sql<number>`coalesce(sum(cost), 0)`.as('total'))
        return (await query.where('run_id', '=', run).executeTakeFirstOrThrow()).total
      }),
  }
}
