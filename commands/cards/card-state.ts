import type { Run, Store } from '../../storage/store.ts'
import type { CardState } from './card.ts'

/** What the records say of a run: all that its card is drawn from. */
export async function cardState(run: Run, store: Store): Promise<CardState> {
  const [steps, scenes, position, approvals] = await Promise.all([
    store.runs.steps(run.id),
    store.runs.totals(run.id),
    run.state === 'waiting' ? store.runs.line().then((line) => line.get(run.id)) : undefined,
    run.state === 'review' ? store.approvals.list(run.project, run.revision) : [],
  ])
  return { run, steps, scenes, position, approvals }
}
