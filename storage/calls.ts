import { sql, type Transaction } from 'kysely'
import type { CallRecords, Intent, Passed } from '../pipeline/pay.ts'
import type { Records } from './records.ts'
import { columnText, type Tables } from './tables.ts'
import { monthOf } from './usage.ts'

/** Longer than any call; what a process held that died counts as spent as long. */
const HOLD_MS = 15 * 60_000

/** Paid calls in the database. */
export function createCalls({ read, write }: Records): CallRecords {
  return {
    find: (key) =>
      read(async (db) => {
        const row = await db.selectFrom('calls').select(['answer', 'cost']).where('key', '=', columnText(key)).executeTakeFirst()
        if (row === undefined || row.answer === null) return undefined
        return { answer: JSON.parse(row.answer) as unknown, cost: row.cost }
      }),
    intend: (key, intent) =>
      write('calls.intend', async (db) => {
        const { vendor, run, person, estimate } = intent
        const payer = run === undefined ? undefined : db.selectFrom('runs').select(['platform', 'owner_id']).where('id', '=', run)
        const asked = person && { platform: columnText(person.platform), owner_id: columnText(person.id) }
        const { platform = null, owner_id = null } = (await payer?.executeTakeFirst()) ?? asked ?? {}
        const now = Date.now()
        const row = { vendor: columnText(vendor), run_id: run ?? null, estimate, at: now, platform, owner_id, held_until: now + HOLD_MS }
        const passed = await passedBy(db, columnText(key), row, intent)
        if (passed !== undefined) return passed
        await db
          .insertInto('calls')
          .values({ key: columnText(key), ...row, cost: 0 })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(row).where('calls.answer', 'is', null))
          .execute()
        return undefined
      }),
    answer: (key, answer, cost) =>
      write('calls.answer', async (db) => {
        // Added, not set: an answer that retention has dropped may be bought again, and both were paid.
        const paid = { answer: JSON.stringify(answer ?? null), cost: sql<number>`cost + ${cost}`, held_until: 0 }
        const query = db.updateTable('calls').set(paid).where('key', '=', columnText(key)).where('answer', 'is', null)
        if ((await query.returning('key').executeTakeFirst()) !== undefined) return
        const known = await db.selectFrom('calls').select('key').where('key', '=', columnText(key)).executeTakeFirst()
        if (known === undefined) throw new Error('a paid call was answered that nobody intended')
      }),
    giveUp: (key) =>
      write('calls.give-up', async (db) => {
        await db.updateTable('calls').set({ held_until: 0 }).where('key', '=', columnText(key)).where('answer', 'is', null).execute()
      }),
    spent: (run) =>
      read(async (db) => {
        const query = db.selectFrom('calls').select(sql<number>`coalesce(sum(cost), 0)`.as('total'))
        return (await query.where('run_id', '=', run).executeTakeFirstOrThrow()).total
      }),
  }
}

interface Payers {
  run_id: string | null
  platform: string | null
  owner_id: string | null
  at: number
}

/** Which cap a call could pass, with all that other calls have cost or may still cost. */
async function passedBy(db: Transaction<Tables>, key: string, payers: Payers, { estimate, caps }: Intent): Promise<Passed | undefined> {
  const { run_id, platform, owner_id, at } = payers
  const { film, person } = caps
  if (film === undefined && person === undefined) return undefined
  // One at a time over all processes, also where transactions run beside each other: two would not see each other's price.
  const till = { key: 'spending', holder: '', expires_at: at }
  await db
    .insertInto('leases')
    .values(till)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(till))
    .execute()
  const held = sql<number>`case when held_until > ${at} and key <> ${key} then estimate else 0 end`
  const sums = db.selectFrom('calls').select(sql<number>`coalesce(sum(cost + ${held}), 0)`.as('used'))
  if (film !== undefined && run_id !== null) {
    const { used } = await sums.where('run_id', '=', run_id).executeTakeFirstOrThrow()
    if (used + estimate > film) return { cap: 'film', used }
  }
  if (person !== undefined && platform !== null) {
    const mine = sums.where('platform', '=', platform).where('owner_id', '=', owner_id)
    const { used } = await mine.where('at', '>=', monthOf(at)).executeTakeFirstOrThrow()
    if (used + estimate > person) return { cap: 'person', used }
  }
  return undefined
}
