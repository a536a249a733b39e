import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Records } from './records.ts'
import type { Preferences } from './store.ts'
import { columnText, type Tables } from './tables.ts'

const Choices = z.record(z.string(), z.unknown())

/** Choices in the database. */
export function createPreferences({ read, write }: Records): Preferences {
  return {
    get: (scope) => read((db) => find(db, scope)),
    set: (scope, values) =>
      write('preferences.set', async (db) => {
        // JSON leaves out what is undefined: that is how a choice is forgotten.
        const choices = JSON.stringify({ ...(await find(db, scope)), ...values })
        const query = db.insertInto('preferences').values({ scope: columnText(scope), choices })
        await query.onConflict((conflict) => conflict.column('scope').doUpdateSet({ choices })).execute()
      }),
  }
}

async function find(db: Kysely<Tables>, scope: string): Promise<Record<string, unknown>> {
  const row = await db.selectFrom('preferences').select('choices').where('scope', '=', columnText(scope)).executeTakeFirst()
  return row === undefined ? {} : Choices.parse(JSON.parse(row.choices))
}
