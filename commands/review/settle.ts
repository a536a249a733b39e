import { isDeepStrictEqual } from 'node:util'
import { newId } from '../../lib/ids.ts'
import type { Storyboard } from '../../pipeline/schema.ts'
import type { Run, RunState } from '../../storage/store.ts'
import type { CommandContext } from '../command.ts'
import { newestRun } from '../projects/runs-of.ts'

const ENDED: ReadonlySet<RunState> = new Set(['done', 'failed', 'cancelled'])

/** Whether a run is over: nothing follows unless it is tried again. */
export function hasEnded({ state }: Pick<Run, 'state'>): boolean {
  return ENDED.has(state)
}

/**
 * Sees to it that a project's newest revision is made: approvals follow it, except those of scenes it changed, and a run goes by
 * it. Doing it again does nothing, so whoever finds a project that a crash left half-way finishes what was begun.
 */
export async function settle(projectId: string, { store, works }: Pick<CommandContext, 'store' | 'works'>): Promise<void> {
  const [head, newest] = await Promise.all([store.revisions.head(projectId), newestRun(projectId, store)])
  if (head === undefined || newest === undefined) return
  // Whose script is being written anew has its own settings, and goes on to a revision of its own.
  if (newest.request.board === undefined && !hasEnded(newest)) return works.submit(newest)
  const { number, parent, board, settings } = head
  const before = parent === undefined ? undefined : await store.revisions.get(projectId, parent)
  if (before !== undefined) await store.approvals.carry(projectId, before.number, number, changedSeeds(before.board, board))
  let run: Run = newest
  if (run.revision < number && !(await store.runs.revise(run.id, { revision: number, request: { ...run.request, board, settings } }))) {
    const { owner, place, request, state } = run
    // After the film there is nothing left to review: the change was looked at, and its film is what was asked for.
    const approved = state === 'done' ? 'scenes' : run.approved
    const next = { id: newId(), project: projectId, owner, place, revision: number, approved, request: { ...request, board, settings } }
    // Named by the revision: begun once, whoever comes first.
    run = (await store.runs.begin(next, `${projectId}:${number}`)) ?? run
  }
  await works.submit(run)
  // Nobody looks at the draft of what has changed since.
  const drafts = await store.runs.list({ project: projectId, drafts: true, states: ['waiting', 'queued', 'running'] })
  for (const draft of drafts) if (draft.revision < number) await works.cancel(draft.id)
}

/** Seeds of scenes that the later storyboard has in another form. */
function changedSeeds(before: Storyboard, after: Storyboard): number[] {
  const known = new Map(before.scenes.map((scene) => [scene.seed, scene]))
  return after.scenes.filter((scene) => !isDeepStrictEqual(scene, known.get(scene.seed))).map(({ seed }) => seed)
}
