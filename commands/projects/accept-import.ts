import type { Place } from '../../bots/chat.ts'
import { newId } from '../../lib/ids.ts'
import type { Person } from '../../lib/place.ts'
import type { BlobId } from '../../pipeline/schema.ts'
import type { Works } from '../../queue/works.ts'
import type { Run } from '../../storage/store.ts'
import type { CommandContext } from '../command.ts'
import type { ExportedProject } from './exported-project.ts'

/** Stands for people of another instance: their ids mean nothing here. */
const IMPORTED = 'imported'

/**
 * Makes an export a project of whoever dropped it, with its storyboards as its revisions: finished at once where its film came
 * with it, else made from there. Undefined when this incoming was accepted before.
 */
export async function acceptImport(
  { board, earlier = [], settings, filename, source, result, json }: ExportedProject & { json: BlobId },
  { id: incomingId, owner, place }: { id: string; owner: Person; place: Place },
  { store, works }: Pick<CommandContext, 'store'> & { works: Pick<Works, 'submit'> },
): Promise<Run | undefined> {
  // Where the document was not kept, the export stands for it: a revision does not read it.
  const request = { source: source ?? json, filename, settings, board }
  const run = await store.runs.accept({ id: newId(), project: newId(), owner, place, approved: 'scenes', request }, incomingId)
  if (run === undefined) return undefined
  const before = earlier.map(({ by, change, ...rest }) => ({ ...rest, change, by: { id: IMPORTED, name: by } }))
  const newest = { by: owner, change: { key: 'change.imported', values: {} }, board, settings }
  await store.revisions.fill(run.project, run.id, [...before, newest])
  if (result === undefined) await works.submit(run)
  else await store.runs.move(run.id, ['waiting', 'queued', 'running'], 'done', { result })
  return run
}
