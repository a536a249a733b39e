import { UserError } from '../../lib/errors.ts'
import type { Style } from '../../pipeline/styles/styles.ts'
import type { ActionIncoming, CommandContext } from '../command.ts'
import { demand } from '../permissions.ts'
import { newestRun } from '../projects/runs-of.ts'
import { settle } from './settle.ts'

/** Makes a film's style another one, as a new revision: words and voices stay as they are. Throws UserError `expired` for an older revision. */
export async function restyle(
  style: Style,
  { project: id, revision }: { project: string | undefined; revision: number },
  incoming: ActionIncoming,
  context: CommandContext,
): Promise<string> {
  const { store, say } = context
  const project = await demand('edit', id, incoming, context)
  const seen = await store.revisions.get(project.id, Number.isInteger(revision) ? revision : 0)
  if (seen === undefined || revision !== project.head) throw new UserError('expired', say('expired'))
  const run = await newestRun(project.id, store)
  const change = { key: 'change.style', values: { style: style.name.slice(0, 100) } }
  const next = { parent: revision, by: incoming.from, change, board: seen.board, settings: { ...seen.settings, style: style.name } }
  if ((await store.revisions.add(project.id, revision, next, run?.id)) === undefined) throw new UserError('expired', say('expired'))
  await settle(project.id, context)
  return project.title
}
