import type { Run, Store } from '../../storage/store.ts'
import type { CardState } from './card.ts'

/** What the records say of a run: all that its card is drawn from. Whoever has just looked at the line gives it along. */
export async function cardState(run: Run, store: Store, line?: ReadonlyMap<string, number>): Promise<CardState> {
  const placeInLine = async () => (line ?? (await store.runs.line())).get(run.id)
  const [steps, scenes, position, approvals] = await Promise.all([
    store.runs.steps(run.id),
    store.runs.totals(run.id),
    run.state === 'waiting' ? placeInLine() : undefined,
    run.state === 'review' ? store.approvals.list(run.project, run.revision) : [],
  ])
  return { run, steps, scenes, position, approvals }
}
