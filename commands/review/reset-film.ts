import type { Incoming } from '../../bots/chat.ts'
import { UserError } from '../../lib/errors.ts'
import type { FilmSettings } from '../../pipeline/schema.ts'
import type { Change, Project } from '../../storage/project.ts'
import type { CommandContext } from '../command.ts'
import { demand } from '../permissions.ts'
import { newestRun } from '../projects/runs-of.ts'
import { settle } from './settle.ts'

/** Gives a film other settings, as a new revision: its scenes stay as they are. Throws UserError `expired` for an older revision. */
export async function resetFilm(
  settings: Partial<FilmSettings>,
  { project: id, revision, change }: { project: string | undefined; revision: number; change: Change },
  incoming: Pick<Incoming, 'from' | 'at'>,
  context: CommandContext,
): Promise<Project> {
  const { store, say } = context
  const project = await demand('edit', id, incoming, context)
  const seen = await store.revisions.get(project.id, Number.isInteger(revision) ? revision : 0)
  if (seen === undefined || revision !== project.head) throw new UserError('expired', say('expired'))
  const run = await newestRun(project.id, store)
  const next = { parent: revision, by: incoming.from, change, board: seen.board, settings: { ...seen.settings, ...settings } }
  if ((await store.revisions.add(project.id, revision, next, run?.id)) === undefined) throw new UserError('expired', say('expired'))
  await settle(project.id, context)
  return project
}
