import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { RunState } from './store.ts'
import type { Tables } from './tables.ts'

const PAGE = 200
const BLOB = /blob:[0-9a-f]{64}/g
const AT_WORK: RunState[] = ['waiting', 'queued', 'running']

/** Unix milliseconds: what ended or was used before is no longer a reason to keep a blob of that kind. */
interface Cutoffs {
  sources: number
  films: number
}

/**
 * Ids of all blobs that the records still need: everything of runs at work, what is younger than the cut-offs, whatever
 * choices name, and the figures and own pictures in the revisions of projects that were not removed. A table that comes to name blobs belongs in here.
 */
export async function neededBlobs(db: Kysely<Tables>, { sources, films }: Cutoffs): Promise<Set<string>> {
  const needed = new Set<string>()
  const add = (text: string | null) => {
    for (const [id] of text?.matchAll(BLOB) ?? []) needed.add(id)
  }
  const runs = db.selectFrom('runs').select(['request', 'result', 'state', 'updated_at'])
  await everyPage(
    (after) => runs.select('id as key').where('id', '>', after).orderBy('id').limit(PAGE).execute(),
    ({ request, result, state, updated_at }) => {
      const atWork = AT_WORK.includes(state)
      if (atWork || updated_at >= sources) add(request)
      if (atWork || updated_at >= films) add(result)
    },
  )
  const previews = db.selectFrom('steps').innerJoin('runs', 'runs.id', 'steps.run_id').select('preview').where('preview', 'is not', null)
  for (const { preview } of await previews.where(isLiving(films)).execute()) add(preview)
  const projects = db.selectFrom('projects').select(['id as key', 'settings']).where('removed_at', 'is', null)
  await everyPage(
    (after) => projects.where('id', '>', after).orderBy('id').limit(PAGE).execute(),
    async ({ key, settings }) => {
      add(settings)
      const boards = db.selectFrom('revisions').select(['board', 'settings']).where('project_id', '=', key)
      for (const revision of await boards.execute()) {
        add(revision.board)
        add(revision.settings)
      }
    },
  )
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

/** Whether a run is at work, or so young that its film and what that used are kept. */
export function isLiving(films: number) {
  return (run: ExpressionBuilder<Pick<Tables, 'runs'>, 'runs'>) =>
    run.or([run('runs.state', 'in', AT_WORK), run('runs.updated_at', '>=', films)])
}

async function everyPage<Row extends { key: string }>(
  page: (after: string) => Promise<Row[]>,
  visit: (row: Row) => unknown,
): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await page(after)
    for (const row of rows) await visit(row)
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.key
  }
}
