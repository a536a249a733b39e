import { newId } from '../../lib/ids.ts'
import { filmOf } from '../../pipeline/film.ts'
import { NotMade } from '../../pipeline/runner.ts'
import type { FilmSettings, Storyboard } from '../../pipeline/schema.ts'
import type { Revision } from '../../storage/project.ts'
import type { Run } from '../../storage/store.ts'
import type { CommandContext } from '../command.ts'
import { onlyKept } from '../only-kept.ts'

/** Whether a film with these settings has other words. */
export function isOtherScript(before: FilmSettings, after: FilmSettings): boolean {
  return before.language !== after.language || before.seconds !== after.seconds
}

/**
 * The storyboard that settings lead to, where it was written before; else one that is as long as it will be about, of scenes that nothing
 * is kept for. Undefined where the document that it would be written from is kept no more.
 */
export async function foreseeScript(
  { request, result }: Run,
  head: Revision,
  settings: FilmSettings,
  context: Pick<CommandContext, 'store' | 'services'>,
): Promise<{ board: Storyboard; isWritten: boolean } | undefined> {
  const parts = filmOf({ ...request, board: undefined, settings }, onlyKept(context))
  const written = await unlessNotMade(parts.storyboard())
  if (written !== undefined) return { board: written, isWritten: true }
  if ((await unlessNotMade(parts.document())) === undefined && !(await context.store.blobs.verify(request.source))) return undefined
  const spoken = head.board.scenes.filter(({ kind }) => kind === 'scene')
  const longer = (settings.seconds ?? Number.NaN) / (result?.seconds ?? head.settings.seconds ?? Number.NaN)
  const count = Math.max(1, Math.round(spoken.length * (Number.isNaN(longer) ? 1 : longer)))
  const others = Array.from({ length: count }, (_, index) => {
    const { figure, own, ...scene } = spoken[index % spoken.length] ?? head.board.scenes[0] ?? raise()
    return { ...scene, seed: index + 1, text: `${scene.text} ${newId()}` }
  })
  const ends = head.board.scenes.filter(({ kind }) => kind !== 'scene').map((scene) => ({ ...scene, prompt: `${scene.prompt} ${newId()}` }))
  return { board: { ...head.board, scenes: [...ends.slice(0, 1), ...others, ...ends.slice(1)] }, isWritten: false }
}

async function unlessNotMade<T>(made: Promise<T>): Promise<T | undefined> {
  return made.catch((error: unknown) => {
    if (error instanceof NotMade) return undefined
    throw error
  })
}

function raise(): never {
  throw new Error('a storyboard without a scene')
}
