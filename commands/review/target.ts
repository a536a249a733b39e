import type { Project } from '../../storage/project.ts'
import type { Run } from '../../storage/store.ts'
import type { ActionIncoming, CommandContext } from '../command.ts'
import { type Act, demand } from '../permissions.ts'

/** What a button of a card or a scene is about. */
export interface Target {
  project: Project
  run: Run
  /** The revision that the person was looking at. */
  revision: number
  /** The scene's seed; NaN where the button is about the whole. */
  seed: number
  /** What was chosen, where it was a select. */
  choice: string | undefined
}

/** A button's value: run, revision and scene, which fit every platform's payload. */
export function targetValue({ id }: Pick<Run, 'id'>, revision: number, seed?: number): string {
  return seed === undefined ? `${id}/${revision}` : `${id}/${revision}/${seed}`
}

/** What was pressed, for somebody who may do it. Throws as `demand` does. */
export async function readTarget(act: Act, incoming: ActionIncoming, context: CommandContext): Promise<Target> {
  const [id = '', revision, seed, choice] = incoming.value.split('/')
  const run = await context.store.runs.get(id)
  const project = await demand(act, run?.project, incoming, context)
  return { project, run: run as Run, revision: Number(revision), seed: seed === undefined ? Number.NaN : Number(seed), choice }
}
