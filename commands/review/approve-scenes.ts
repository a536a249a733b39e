import { UserError } from '../../lib/errors.ts'
import type { ActionIncoming, CommandContext } from '../command.ts'
import { refuseStale } from './change.ts'
import { currentOf } from './current.ts'
import type { Target } from './target.ts'

/**
 * Notes that somebody approves these scenes: their clips are rendered at once, and with the last of them the run goes on. Throws
 * UserError `expired`, and nothing is changed, where another revision is reviewed by now.
 */
export async function approveScenes(target: Target, seeds: number[], incoming: ActionIncoming, context: CommandContext): Promise<void> {
  const { store, works, say } = context
  const current = await currentOf(target.project.id, store)
  if (current === undefined || current.revision !== target.revision) return refuseStale(target, undefined, incoming, context)
  const { run, board, revision } = current
  if (run.approved === 'scenes') throw new UserError('expired', say('already.approved'))
  if (run.state !== 'review' || run.waitsFor !== 'scenes') throw new UserError('expired', say('expired'))
  const known = seeds.filter((seed) => board.scenes.some((scene) => scene.seed === seed))
  for (const seed of known) await store.approvals.approve(target.project.id, revision, seed, incoming.from)
  const approved = new Set((await store.approvals.list(target.project.id, revision)).map(({ seed }) => seed))
  if (board.scenes.every(({ seed }) => approved.has(seed))) await store.runs.approve(run.id, 'scenes', revision)
  // All that is approved, not these alone: a change of another scene took back what was being rendered.
  else for (const seed of approved) await works.renderScene(run.id, seed)
  await works.submit(run)
}
