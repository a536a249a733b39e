import { isDeepStrictEqual } from 'node:util'
import { UserError } from '../../lib/errors.ts'
import type { Storyboard } from '../../pipeline/schema.ts'
import type { Change } from '../../storage/project.ts'
import type { ActionIncoming, CommandContext } from '../command.ts'
import { newestRun } from '../projects/runs-of.ts'
import { type Edit, editBoard } from './edit-board.ts'
import { RefusedEdit } from './refused-edit.ts'
import { settle } from './settle.ts'
import type { Target } from './target.ts'

/**
 * Makes one change of the storyboard a new revision, and has it made: a run that has not ended goes on with it, after the film a
 * new run begins. Throws UserError `expired`, and nothing is changed, where the person looked at an older revision.
 */
export async function changeBoard(target: Target, edit: Edit, incoming: ActionIncoming, context: CommandContext): Promise<void> {
  const { store, say } = context
  const { project, revision } = target
  const seen = await store.revisions.get(project.id, revision)
  if (seen === undefined) throw new UserError('expired', say('expired'))
  const change = changeOf(edit, seen.board)
  if (revision !== project.head) return refuseStale(target, change, incoming, context)
  const { settings } = seen
  const next = { parent: revision, by: incoming.from, change, board: edited(seen.board, edit, context), settings }
  const run = await newestRun(project.id, store)
  // A run that has ended meanwhile does not follow; `settle` begins another.
  if ((await store.revisions.add(project.id, revision, next, run?.id)) === undefined) return refuseStale(target, change, incoming, context)
  await settle(project.id, context)
}

/** Tells somebody that what they looked at has changed since, after finishing what a crash may have left half-way. */
export async function refuseStale(
  { project, revision }: Pick<Target, 'project' | 'revision'>,
  change: Change | undefined,
  { from }: ActionIncoming,
  context: CommandContext,
): Promise<never> {
  const { store, say } = context
  await settle(project.id, context)
  const head = await store.revisions.head(project.id)
  const isRepeat = head?.parent === revision && head.by.id === from.id && isDeepStrictEqual(head.change, change)
  throw new UserError('expired', say(isRepeat ? 'already.done' : 'expired'))
}

/** The storyboard after an edit. Throws UserError `usage` where it can't be. */
export function edited(board: Storyboard, edit: Edit, { say }: Pick<CommandContext, 'say'>): Storyboard {
  try {
    return editBoard(board, edit)
  } catch (error) {
    if (error instanceof RefusedEdit) throw new UserError('usage', say(error.key, error.values), { cause: error })
    throw error
  }
}

/** What history says of an edit. */
function changeOf(edit: Edit, board: Storyboard): Change {
  const scene = board.scenes.findIndex(({ seed }) => seed === ('scene' in edit ? edit.scene : 'after' in edit ? edit.after : -1)) + 1
  switch (edit.kind) {
    case 'title':
      return { key: 'change.title', values: { title: edit.title.slice(0, 100) } }
    case 'quote':
      return { key: 'change.quote', values: {} }
    case 'picture':
      return edit.note
        ? { key: 'change.note', values: { scene, note: edit.note.slice(0, 100) } }
        : { key: 'change.picture', values: { scene } }
    case 'rewrite':
      return { key: 'change.rewrite', values: { tone: edit.tone } }
    case 'move':
      return { key: edit.by < 0 ? 'change.up' : 'change.down', values: { scene } }
    default:
      return { key: `change.${edit.kind}`, values: { scene } }
  }
}
