import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

// Admitting always the least-served owner's oldest run gives each waiting run the rank "its owner's runs at work, plus its owner's runs that
// wait before it"; who has the lower rank goes first, among equals the owner of whom nothing was at work for longest, so that two hundred
// documents that came first take turns with a newcomer's one even where films are made one at a time.
const line = sql`
  select id, row_number() over (order by served, coalesce(last_at, 0), seq, id) as turn
  from (
    select runs.id, runs.seq, past.last_at,
      coalesce(past.at_work, 0) + row_number() over (partition by runs.owner_id order by runs.seq, runs.id) as served
    from runs
    left join (
      select owner_id, max(updated_at) as last_at, sum(case when state in ('queued', 'running') then 1 else 0 end) as at_work
      from runs
      where state <> 'waiting' and owner_id in (select owner_id from runs where state = 'waiting')
      group by owner_id
    ) as past on past.owner_id = runs.owner_id
    where runs.state = 'waiting'
  ) as ranked`

/** Id of the run whose turn it is. */
export async function nextInLine(db: Kysely<Tables>): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from (${line}) as line where turn = 1`.execute(db)
  return rows[0]?.id
}

/** The runs that wait, first to last, each with its place from 1 on. */
export async function placesInLine(db: Kysely<Tables>): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; turn: number }>`${line} order by turn`.execute(db)
  return new Map(rows.map(({ id, turn }) => [id, Number(turn)]))
}
