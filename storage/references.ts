import { type Kysely, sql } from 'kysely'
import type { RunState } from './store.ts'
import type { Tables } from './tables.ts'

const PAGE = 200
const BLOB = /blob:[0-9a-f]{64}/g
const FINAL: RunState[] = ['done', 'failed', 'cancelled']

/** Unix milliseconds: what ended or was used before is no longer a reason to keep a blob of that kind. */
interface Cutoffs {
  sources: number
  intermediates: number
  films: number
}

/**
 * Ids of all blobs that the records still need: everything of runs at work, what is younger than the cut-offs, and
 * whatever choices name. A table that comes to name blobs belongs in here.
 */
export async function neededBlobs(db: Kysely<Tables>, { sources, intermediates, films }: Cutoffs): Promise<Set<string>> {
  const needed = new Set<string>()
  const add = (text: string | null) => {
    for (const [id] of text?.matchAll(BLOB) ?? []) needed.add(id)
  }
  const runs = db.selectFrom('runs').select(['request', 'result', 'state', 'updated_at'])
  await everyPage(
    (after) => runs.select('id as key').where('id', '>', after).orderBy('id').limit(PAGE).execute(),
    ({ request, result, state, updated_at }) => {
      const atWork = !FINAL.includes(state)
      if (atWork || updated_at >= sources) add(request)
      if (atWork || updated_at >= films) add(result)
    },
  )
  const previews = db.selectFrom('steps').innerJoin('runs', 'runs.id', 'steps.run_id').select('preview').where('preview', 'is not', null)
  const shown = await previews
    .where((run) => run.or([run('runs.state', 'not in', FINAL), run('updated_at', '>=', intermediates)]))
    .execute()
  for (const { preview } of shown) add(preview)
  const results = db.selectFrom('results').select(['key', 'output'])
  await everyPage(
    (after) => results.where('key', '>', after).orderBy('key').limit(PAGE).execute(),
    ({ output }) => add(output),
  )
  const answers = db.selectFrom('calls').select(['key', 'answer']).where('answer', 'like', sql<string>`'%blob:%'`)
  await everyPage(
    (after) => answers.where('key', '>', after).orderBy('key').limit(PAGE).execute(),
    ({ answer }) => add(answer),
  )
  for (const { choices } of await db.selectFrom('preferences').select('choices').execute()) add(choices)
  return needed
}

async function everyPage<Row extends { key: string }>(page: (after: string) => Promise<Row[]>, visit: (row: Row) => void): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await page(after)
    rows.forEach(visit)
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.key
  }
}
