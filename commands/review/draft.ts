import { UserError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import type { ActionIncoming, CommandContext } from '../command.ts'
import { refuseStale } from './change.ts'
import { currentOf } from './current.ts'
import { readTarget } from './target.ts'

/**
 * Makes a small, fast film of the storyboard as it stands, beside the run that waits for approval: a run of its own, with a card
 * and a film of its own. Once for a revision; one that was stopped goes on.
 */
export async function makeDraft(incoming: ActionIncoming, context: CommandContext): Promise<void> {
  const { store, works, say } = context
  const target = await readTarget('approve', incoming, context)
  const current = await currentOf(target.project.id, store)
  if (current === undefined || current.revision !== target.revision) return refuseStale(target, undefined, incoming, context)
  const { project, run, revision, board } = current
  const request = { ...run.request, board, draft: true }
  const draft = { id: newId(), project: project.id, owner: incoming.from, place: run.place, revision, approved: 'scenes' as const, request }
  const begun = await store.runs.begin(draft, `${project.id}:${revision}:draft`)
  if (begun !== undefined) return works.submit(begun)
  const known = (await store.runs.list({ project: project.id, drafts: true })).find((one) => one.revision === revision)
  if (known === undefined || !(await works.retry(known.id))) throw new UserError('busy', say('draft.known'))
}
