import { sql, type Transaction } from 'kysely'
import type { StepCache } from '../pipeline/runner.ts'
import type { Records } from './records.ts'
import type { Tables } from './tables.ts'

/** A result counts as used when it is found; noting it once an hour is enough for retention by days. */
const TOUCH_MS = 3_600_000

/** Results and leases in the database; results are noted as used by the project, where one is named. */
export function createStepCache({ read, write }: Records, project?: string): StepCache {
  return {
    async find(key) {
      const row = await read((db) =>
        db
          .selectFrom('results')
          .leftJoin('uses', (join) => join.onRef('uses.key', '=', 'results.key').on('uses.project_id', '=', project ?? ''))
          .select(['output', 'used_at', 'uses.key as noted'])
          .where('results.key', '=', key)
          .executeTakeFirst(),
      )
      if (row === undefined) return undefined
      const now = Date.now()
      if (now - row.used_at > TOUCH_MS || (project !== undefined && row.noted === null)) {
        await write('cache.touch', async (db) => {
          const found = await db.updateTable('results').set({ used_at: now }).where('key', '=', key).returning('key').executeTakeFirst()
          if (found !== undefined) await noteUse(db, key, project)
        })
      }
      return JSON.parse(row.output) as unknown
    },
    save: (key, step, output, ms) =>
      write('cache.save', async (db) => {
        const result = { step, output: JSON.stringify(output), ms, used_at: Date.now() }
        const query = db.insertInto('results').values({ key, ...result })
        await query.onConflict((conflict) => conflict.column('key').doUpdateSet(result)).execute()
        await noteUse(db, key, project)
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

async function noteUse(db: Transaction<Tables>, key: string, project: string | undefined): Promise<void> {
  if (project === undefined) return
  const query = db.insertInto('uses').values({ key, project_id: project })
  await query.onConflict((conflict) => conflict.doNothing()).execute()
}
