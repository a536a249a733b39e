import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

// Admitting always the least-served owner's oldest run gives each waiting run the rank "its owner's runs at work, plus
// its owner's runs that wait before it"; who has the lower rank goes first, among equals who came first.
const line = sql`
  select id, row_number() over (order by served, seq, id) as turn
  from (
    select runs.id, runs.seq,
      coalesce(busy.total, 0) + row_number() over (partition by runs.owner_id order by runs.seq, runs.id) as served
    from runs
    left join (
      select owner_id, count(*) as total from runs where state in ('queued', 'running') group by owner_id
    ) as busy on busy.owner_id = runs.owner_id
    where runs.state = 'waiting'
  ) as ranked`

/** Id of the run whose turn it is. */
export async function nextInLine(db: Kysely<Tables>): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from (${line}) as line where turn = 1`.execute(db)
  return rows[0]?.id
}

/** From 1; undefined when the run does not wait. */
export async function placeInLine(db: Kysely<Tables>, id: string): Promise<number | undefined> {
  const { rows } = await sql<{ turn: number }>`select turn from (${line}) as line where id = ${id}`.execute(db)
  return rows[0]?.turn
}
