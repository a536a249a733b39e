import { newId } from '../../lib/ids.ts'
import type { FilmSettings } from '../../pipeline/schema.ts'
import type { CommandContext } from '../command.ts'
import { newestRun } from './runs-of.ts'

/** Begins a film whose script is written anew from the document, once for what was seen: what it comes to is the project's next revision. */
export async function writeAnew(
  project: string,
  settings: FilmSettings,
  seen: { head: number; mark: string },
  { store, works }: Pick<CommandContext, 'store' | 'works'>,
): Promise<void> {
  const last = await newestRun(project, store)
  if (last === undefined) return
  const { owner, place, request } = last
  const next = { id: newId(), project, owner, place, revision: 0, request: { ...request, settings, board: undefined } }
  const begun = await store.runs.begin(next, `${project}:${seen.head}:${seen.mark}`)
  if (begun !== undefined) await works.submit(begun)
}
