import { filmOf } from '../../pipeline/film.ts'
import { NotMade } from '../../pipeline/runner.ts'
import { type BlobId, frameSize, type Scene, type Storyboard } from '../../pipeline/schema.ts'
import { sheet } from '../../pipeline/steps/sheet.ts'
import type { ActionIncoming, CommandContext } from '../command.ts'
import { onlyKept } from '../only-kept.ts'
import { changeText } from '../projects/project-views.ts'
import { changeBoard, refuseStale } from './change.ts'
import { type Current, currentOf } from './current.ts'
import { readTarget, targetValue } from './target.ts'

/** Pictures that are offered at once. */
const MOST = 8
/** Revisions that are looked through for them. */
const FAR = 100

/** Shows a scene's earlier pictures to choose from; with a choice, brings one back as a new revision. */
export async function earlierTakes(incoming: ActionIncoming, context: CommandContext): Promise<void> {
  const { store, say, reply, makeNow } = context
  const target = await readTarget('edit', incoming, context)
  if (target.choice !== undefined) {
    const old = await store.revisions.get(target.project.id, Number(target.choice) || 0)
    const as = old && sceneIn(old.board, target.seed)
    if (as === undefined) return refuseStale(target, undefined, incoming, context)
    await changeBoard(target, { kind: 'take', scene: target.seed, as }, incoming, context)
    return context.show({ tone: 'success', text: say('takes.back') })
  }
  const current = await currentOf(target.project.id, store)
  if (current === undefined || target.revision !== current.revision) return refuseStale(target, undefined, incoming, context)
  const takes = await takesOf(current, target.seed, context)
  const number = current.board.scenes.findIndex(({ seed }) => seed === target.seed) + 1
  if (takes.length === 0) return reply({ text: say('takes.none', { number }) })
  const { style, ...settings } = current.run.request.settings
  const title = say('takes.title', { number })
  const { image } = await makeNow(sheet, { title, pictures: takes.map(({ image }) => image), style, ...frameSize(settings) })
  await reply({
    title,
    media: [{ kind: 'image', blob: image, name: `scene-${number}-takes.jpg`, alt: title }],
    select: {
      action: 'scene.takes',
      value: targetValue(current.run, current.revision, target.seed),
      placeholder: say('takes.choose'),
      options: takes.map(({ revision, told }, index) => ({
        label: `${index + 1}. ${told}`,
        value: String(revision),
        description: say('takes.revision', { revision }),
      })),
    },
  })
}

interface Take {
  /** The newest revision that shows it, and what was changed there. */
  revision: number
  told: string
  image: BlobId
}

// Newest first, each once; in the film's own style, since a scene can't have one of its own. What was swept is gone.
async function takesOf({ project, run, revision, board }: Current, seed: number, context: CommandContext): Promise<Take[]> {
  const { store, say } = context
  const imageOf = async (scene: Scene) => {
    const request = { ...run.request, board: { ...board, scenes: [scene] } }
    const made = await filmOf(request, onlyKept(context))
      .picture(0)
      .catch((error: unknown) => {
        if (error instanceof NotMade) return undefined
        throw error
      })
    return made !== undefined && (await store.blobs.verify(made.image)) ? made.image : undefined
  }
  const now = sceneIn(board, seed)
  const seen = new Set([now && (await imageOf(now))])
  const takes: Take[] = []
  for (const { number, change } of (await store.revisions.list(project.id)).slice(0, FAR)) {
    const scene =
      number === revision ? undefined : await store.revisions.get(project.id, number).then((old) => old && sceneIn(old.board, seed))
    const image = scene && (await imageOf(scene))
    if (image === undefined || seen.has(image)) continue
    seen.add(image)
    takes.push({ revision: number, told: changeText(change, say), image })
    if (takes.length === MOST) break
  }
  return takes
}

function sceneIn({ scenes }: Storyboard, seed: number): Scene | undefined {
  return scenes.find((scene) => scene.seed === seed)
}
