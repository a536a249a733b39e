import { UserError } from '../../lib/errors.ts'
import { filmOf } from '../../pipeline/film.ts'
import { tones } from '../../pipeline/providers/provider.ts'
import { NotMade } from '../../pipeline/runner.ts'
import type { Document } from '../../pipeline/schema.ts'
import { rewrite } from '../../pipeline/steps/rewrite.ts'
import type { Run } from '../../storage/store.ts'
import type { ActionIncoming, CommandContext } from '../command.ts'
import { onlyKept } from '../only-kept.ts'
import { changeBoard, refuseStale } from './change.ts'
import { readTarget, targetValue } from './target.ts'

/** Offers to say the whole script shorter, longer, simpler or more formally; with a choice, has it done as a new revision. */
export async function rewriteScript(incoming: ActionIncoming, context: CommandContext): Promise<void> {
  const { store, say, services, makeNow } = context
  const target = await readTarget('edit', incoming, context)
  const { project, run, revision } = target
  const board = revision === project.head ? (await store.revisions.get(project.id, revision))?.board : undefined
  if (board === undefined) return refuseStale(target, undefined, incoming, context)
  if (services.script.rewrite === undefined) throw new UserError('settings', say('rewrite.offline'))
  const tone = tones.find((one) => one === incoming.value.split('/')[2])
  if (tone === undefined) {
    const options = tones.map((one) => ({ label: say(`rewrite.${one}`), value: one }))
    const value = targetValue(run, revision)
    return context.reply({
      text: say('rewrite.offer'),
      select: { action: 'review.rewrite', value, placeholder: say('rewrite.choose'), options },
    })
  }
  const spoken = board.scenes.filter(({ kind, text }) => kind === 'scene' && text !== '')
  await context.show({ tone: 'active', text: say('rewrite.at-work') })
  const asked = {
    scenes: spoken.map(({ text }) => text),
    ...{ tone, language: board.language },
    // More words need more to say: what the scenes rest on.
    ...(tone === 'longer' ? { document: await documentOf(run, context), pages: spoken.flatMap(({ page }) => page ?? []) } : {}),
    headings: [...new Set(spoken.map(({ heading }) => heading))],
  }
  const { scenes, warnings } = await makeNow(rewrite, asked, run.id).catch(async (error: unknown) => {
    await context.show({ tone: 'warning', text: say('rewrite.failed') })
    throw error
  })
  const texts = new Map(spoken.map(({ seed }, index) => [seed, scenes[index] ?? '']))
  await changeBoard(target, { kind: 'rewrite', tone, texts }, incoming, context)
  await context.show({ tone: 'success', text: [say('rewrite.done'), ...warnings].join('\n') })
}

// As it was read for this film, as long as that is kept.
async function documentOf(run: Run, context: CommandContext): Promise<Document | undefined> {
  return filmOf(run.request, onlyKept(context))
    .document()
    .catch((error: unknown) => {
      if (error instanceof NotMade) return undefined
      throw error
    })
}
