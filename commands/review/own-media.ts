import { UserError } from '../../lib/errors.ts'
import { filmOf } from '../../pipeline/film.ts'
import { demuxerOf, headOf } from '../../pipeline/render/footage.ts'
import { FootageFit, type Scene } from '../../pipeline/schema.ts'
import { rememberCard } from '../cards/scene-cards.ts'
import type { ActionIncoming, CommandContext } from '../command.ts'
import { takeFile } from '../take-file.ts'
import { changeBoard, edited, refuseStale } from './change.ts'
import type { Edit } from './edit-board.ts'
import { readTarget } from './target.ts'

/** Shows a picture or a clip that somebody sent in a scene, once it was seen to be one. */
export async function showOwnMedia(incoming: ActionIncoming, context: CommandContext): Promise<void> {
  const { store, say, makeNow } = context
  const target = await readTarget('edit', incoming, context)
  const { project, run, revision, seed } = target
  const file = incoming.kind === 'form' ? incoming.files?.[0] : undefined
  if (incoming.kind !== 'form' || file === undefined) throw new UserError('usage', say('own.nothing'))
  const seen = revision === project.head ? await store.revisions.get(project.id, revision) : undefined
  if (seen === undefined) return refuseStale(target, undefined, incoming, context)
  const { id: media } = await takeFile(file, context)
  const isClip = (await demuxerOf(await headOf(await store.blobs.path(media)))) !== undefined
  const fit = FootageFit.catch('crop').parse(incoming.fields.fit)
  const isHeard = isClip && incoming.fields.sound === 'under'
  const own: Scene['own'] = { media, kind: isClip ? 'clip' : 'picture', fit, ...(isHeard ? { sound: 'under' } : {}) }
  const edit: Edit = { kind: 'own', scene: seed, own }
  const board = edited(seen.board, edit, context)
  const parts = filmOf({ ...run.request, board, settings: seen.settings }, (step, input) => makeNow(step, input, run.id))
  // Made here and now, so that what can't be shown is told at once; the film finds it made.
  await parts.picture(board.scenes.findIndex((scene) => scene.seed === seed)).catch((error: unknown) => {
    throw error instanceof UserError && error.code === 'wrong-type'
      ? new UserError('wrong-type', say('own.unknown', { name: file.name }), { cause: error })
      : error
  })
  await rememberCard(store, project.id, seed, incoming.at, incoming.from)
  await changeBoard(target, edit, incoming, context)
}
