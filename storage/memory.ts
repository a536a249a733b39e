import type { Records } from './records.ts'
import type { Memory } from './store.ts'
import { columnText } from './tables.ts'

/** What one platform's adapter remembers, in the database. */
export function createMemory({ read, write }: Records, platform: string): Memory {
  const owner = columnText(platform)
  return {
    get: (key) =>
      read(async (db) => {
        const query = db.selectFrom('memory').select(['value', 'expires_at']).where('platform', '=', owner)
        const row = await query.where('key', '=', columnText(key)).executeTakeFirst()
        return row === undefined || (row.expires_at ?? Number.POSITIVE_INFINITY) <= Date.now() ? undefined : JSON.parse(row.value)
      }),
    set: (key, text, expiresAt) =>
      write('memory.set', async (db) => {
        const now = Date.now()
        await db.deleteFrom('memory').where('expires_at', '<=', now).execute()
        const held = { value: JSON.stringify(text), expires_at: expiresAt ?? null }
        const query = db.insertInto('memory').values({ platform: owner, key: columnText(key), ...held })
        await query.onConflict((conflict) => conflict.columns(['platform', 'key']).doUpdateSet(held)).execute()
      }),
    delete: (key) =>
      write('memory.delete', async (db) => {
        await db.deleteFrom('memory').where('platform', '=', owner).where('key', '=', columnText(key)).execute()
      }),
  }
}
