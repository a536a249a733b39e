import { sql } from 'kysely'
import type { StepCache } from '../pipeline/runner.ts'
import type { Records } from './records.ts'

/** A result counts as used when it is found; noting it once an hour is enough for retention by days. */
const TOUCH_MS = 3_600_000

/** Results and leases in the database. */
export function createStepCache({ read, write }: Records): StepCache {
  return {
    async find(key) {
      const row = await read((db) => db.selectFrom('results').select(['output', 'used_at']).where('key', '=', key).executeTakeFirst())
      if (row === undefined) return undefined
      const now = Date.now()
      if (now - row.used_at > TOUCH_MS) {
        await write('cache.touch', (db) => db.updateTable('results').set({ used_at: now }).where('key', '=', key).execute())
      }
      return JSON.parse(row.output) as unknown
    },
    save: (key, step, output, ms) =>
      write('cache.save', async (db) => {
        const result = { step, output: JSON.stringify(output), ms, used_at: Date.now() }
        const query = db.insertInto('results').values({ key, ...result })
        await query.onConflict((conflict) => conflict.column('key').doUpdateSet(result)).execute()
      }),
    forget: (key) => write('cache.forget', async (db) => void (await db.deleteFrom('results').where('key', '=', key).execute())),
    claim: (key, holder, ttlMs) =>
      write('lease.claim', async (db) => {
        const now = Date.now()
        const lease = { holder, expires_at: now + ttlMs }
        const row = await db
          .insertInto('leases')
          .values({ key, ...lease })
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet(lease).where(sql<boolean>`leases.holder = ${holder} or leases.expires_at <= ${now}`),
          )
          .returning('key')
          .executeTakeFirst()
        return row !== undefined
      }),
    release: (key, holder) =>
      write('lease.release', async (db) => {
        await db.deleteFrom('leases').where('key', '=', key).where('holder', '=', holder).execute()
      }),
  }
}
