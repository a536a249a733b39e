import type { Run, RunState, Store } from '../../storage/store.ts'

/** The run that makes, or made, a project's newest film; drafts are none. */
export async function newestRun(project: string, store: Pick<Store, 'runs'>): Promise<Run | undefined> {
  return (await store.runs.list({ project, drafts: false, limit: 1 }))[0]
}

/** A project's films, newest first, in these states. */
export function filmsOf(project: string, store: Pick<Store, 'runs'>, states?: RunState[]): Promise<Run[]> {
  return store.runs.list({ project, drafts: false, ...(states === undefined ? {} : { states }) })
}
