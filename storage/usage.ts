import { sql } from 'kysely'
import type { Records } from './records.ts'
import type { Store } from './store.ts'
import { columnText } from './tables.ts'

/** The first moment (unix milliseconds) of the month, in UTC, that `now` is in. */
export function monthOf(now: number): number {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
}

/** Makes `Store.usage`. */
export function createUsage({ read }: Records): Store['usage'] {
  return ({ platform, id }, since) =>
    read(async (db) => {
      const mine = { platform: columnText(platform), owner: columnText(id) }
      const made = db
        .selectFrom('runs')
        .select([sql<number>`count(*)`.as('films'), sql<number>`coalesce(sum(seconds), 0)`.as('seconds')])
        .where('platform', '=', mine.platform)
        .where('owner_id', '=', mine.owner)
        .where('state', '=', 'done')
        .where('draft', '=', 0)
        .where('updated_at', '>=', since)
      const spent = db
        .selectFrom('calls')
        .select(sql<number>`coalesce(sum(cost), 0)`.as('cost'))
        .where('platform', '=', mine.platform)
        .where('owner_id', '=', mine.owner)
        .where('at', '>=', since)
      return { ...(await made.executeTakeFirstOrThrow()), ...(await spent.executeTakeFirstOrThrow()) }
    })
}
