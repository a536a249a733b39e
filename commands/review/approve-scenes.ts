import { UserError } from '../../lib/errors.ts'
import { nextStop } from '../../queue/stops.ts'
import type { ActionIncoming, CommandContext } from '../command.ts'
import { refuseStale } from './change.ts'
import { type Current, currentOf } from './current.ts'
import { hasEnded, settle } from './settle.ts'
import type { Target } from './target.ts'

/**
 * Notes that somebody approves a scene, or all of them where the button is about the whole: their clips are rendered at once, and
 * with the last of them the run goes on. Throws UserError `expired`, and nothing is changed, where another revision is reviewed by
 * now; one that the same person made since is what they mean.
 */
export async function approveScenes(target: Target, incoming: ActionIncoming, context: CommandContext): Promise<void> {
  const { store, works, say } = context
  // The change of a moment ago may not be settled yet, or never: approvals follow it first.
  if (target.revision !== target.project.head) await settle(target.project.id, context)
  const current = await currentOf(target.project.id, store)
  if (current === undefined || !(await isMeant(current, target, incoming, context)))
    return refuseStale(target, undefined, incoming, context)
  const { run, board, revision } = current
  if (run.approved === 'scenes') throw new UserError('expired', say('already.approved'))
  if (hasEnded(run) || run.revision !== revision || nextStop(run) !== 'scenes') throw new UserError('expired', say('expired'))
  const meant = board.scenes.filter(({ seed }) => Number.isNaN(target.seed) || seed === target.seed)
  if (meant.length === 0) throw new UserError('expired', say('scene.gone'))
  for (const { seed } of meant) await store.approvals.approve(target.project.id, revision, seed, incoming.from)
  const approved = new Set((await store.approvals.list(target.project.id, revision)).map(({ seed }) => seed))
  if (board.scenes.every(({ seed }) => approved.has(seed))) await store.runs.approve(run.id, 'scenes', revision)
  // All that is approved, not these alone: a change of another scene took back what was being rendered.
  else for (const seed of approved) await works.renderScene(run.id, seed)
  await works.submit(run)
}

/**
 * Whether somebody who pressed a card means how the project stands now: it is what they looked at, or that with changes of their
 * own, each made on the one before. What the pipeline wrote since nobody has seen, and a draft shows its own revision for good.
 */
async function isMeant({ revision }: Current, target: Target, { from }: ActionIncoming, { store }: CommandContext): Promise<boolean> {
  if (revision === target.revision) return true
  if (target.run.request.draft === true) return false
  const revisions = await store.revisions.list(target.project.id)
  const newer = revisions.filter(({ number }) => number > target.revision)
  const isKnown = revisions.some(({ number }) => number === target.revision)
  return isKnown && newer.every(({ by, parent }) => by.id === from.id && parent !== undefined)
}
