import type { Storyboard } from '../../pipeline/schema.ts'
import type { Approval, Project } from '../../storage/project.ts'
import type { Run, StepRecord, Store } from '../../storage/store.ts'
import { newestRun } from '../projects/runs-of.ts'

/** A project as it stands: its newest revision, the run that makes or made it, and who approved what. */
export interface Current {
  project: Project
  run: Run
  /** The newest revision's number. */
  revision: number
  board: Storyboard
  steps: StepRecord[]
  approvals: Approval[]
}

/** How a project stands; undefined for one that is gone, or has no storyboard yet. */
export async function currentOf(projectId: string, store: Store): Promise<Current | undefined> {
  const [project, head, run] = await Promise.all([
    store.projects.get(projectId),
    store.revisions.head(projectId),
    newestRun(projectId, store),
  ])
  if (project === undefined || head === undefined || run === undefined) return undefined
  const [steps, approvals] = await Promise.all([store.runs.steps(run.id), store.approvals.list(projectId, head.number)])
  return { project, run, revision: head.number, board: head.board, steps, approvals }
}
