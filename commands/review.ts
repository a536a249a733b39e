import { z } from 'zod'
import { UserError } from '../lib/errors.ts'
import { cleanText } from '../pipeline/documents/clean.ts'
import type { Storyboard } from '../pipeline/schema.ts'
import { cardOf } from './cards/card.ts'
import { cardState } from './cards/card-state.ts'
import { excerpt } from './cards/excerpt.ts'
import { textPages } from './cards/pages.ts'
import { scriptLines } from './cards/script-view.ts'
import { type ActionIncoming, type CommandContext, defineCommand } from './command.ts'
import { history } from './history.ts'
import { approveScenes } from './review/approve-scenes.ts'
import { changeBoard, refuseStale } from './review/change.ts'
import { currentOf } from './review/current.ts'
import { makeDraft } from './review/draft.ts'
import { rewriteScript } from './review/rewrite-script.ts'
import { sceneActions } from './review/scene-actions.ts'
import { readTarget, targetValue } from './review/target.ts'
import { LONGEST } from './review/written-words.ts'

/** Shows again what waits here for somebody to look at it; its buttons are those of the card and of every scene. */
export const review = defineCommand({
  name: 'review',
  summary: 'command.review',
  group: 'film',
  options: z.object({}),
  async run(_options, { at, from }, { store, say, services, reply }) {
    const { platform } = at.place
    let shown = 0
    for (const run of await store.runs.list({ states: ['review'], place: at.place, limit: 10 })) {
      if ((await store.projects.roleOf(run.project, { platform, id: from.id })) === undefined) continue
      await reply(cardOf(await cardState(run, store), say, { canRewrite: services.script.rewrite !== undefined }))
      shown += 1
    }
    if (shown === 0) await reply({ text: say('review.none') })
  },
  actions: {
    ...sceneActions,
    async 'review.script'(incoming, context) {
      const { store, works, say } = context
      const target = await readTarget('approve', incoming, context)
      const { run, revision, project } = target
      if (revision !== project.head) return refuseStale(target, undefined, incoming, context)
      if (!(await store.runs.approve(run.id, 'script', revision))) {
        throw new UserError('expired', say(run.approved === 'nothing' ? 'expired' : 'already.approved'))
      }
      await works.submit(run)
    },
    'review.draft': makeDraft,
    'review.rewrite': rewriteScript,
    'review.scenes': async (incoming, context) => approveScenes(await readTarget('approve', incoming, context), incoming, context),
    async 'review.read'(incoming, context) {
      const { store, adapter, say, reply } = context
      const current = await currentOf((await readTarget('view', incoming, context)).project.id, store)
      if (current === undefined) throw new UserError('expired', say('expired'))
      for (const text of textPages(scriptLines(current.board.scenes, say), adapter.limits.text)) await reply({ text })
    },
    // History redraws the message it is asked from; a film stays where it is.
    'review.history': async (incoming, context) => history.actions?.['history.all']?.(incoming, { ...context, show: context.reply }),
    'review.title': (incoming, context) => chooseLine('title', incoming, context),
    'review.quote': (incoming, context) => chooseLine('quote', incoming, context),
  },
})

/** Asks for one of the candidates or for words of one's own; with an answer, makes the change. */
async function chooseLine(kind: 'title' | 'quote', incoming: ActionIncoming, context: CommandContext): Promise<void> {
  const { store, say, reply, show } = context
  const target = await readTarget('edit', incoming, context)
  const board = (await store.revisions.get(target.project.id, target.revision))?.board
  if (board === undefined) return refuseStale(target, undefined, incoming, context)
  const candidates = candidatesOf(kind, board)
  const choice = incoming.value.split('/')[2]
  const said =
    incoming.kind === 'form' ? cleanText(incoming.fields.text ?? '') : choice === undefined ? undefined : candidates[Number(choice)]
  if (said !== undefined) {
    await changeBoard(target, kind === 'title' ? { kind, title: said } : { kind, quote: said }, incoming, context)
    return show({ tone: 'success', text: say(`${kind}.set`, { line: excerpt(said, 300) }) })
  }
  if (target.revision !== target.project.head) return refuseStale(target, undefined, incoming, context)
  const value = targetValue(target.run, target.revision)
  const form = {
    title: say(`${kind}.own`),
    submit: say('form.submit'),
    fields: [
      { name: 'text', label: say(`${kind}.own`), value: board[kind], multiline: kind === 'quote', required: true, maxLength: LONGEST },
    ],
  }
  await reply({
    text: say(`${kind}.offer`, { line: board[kind] }),
    buttons: [{ label: say('button.own'), action: `review.${kind}`, value, form }],
    select: {
      action: `review.${kind}`,
      value,
      placeholder: say(`${kind}.choose`),
      options: candidates.map((line, index) => ({ label: excerpt(line, 100), value: String(index) })),
    },
  })
}

function candidatesOf(kind: 'title' | 'quote', { title, titles, quote, quotes }: Storyboard): string[] {
  return [...new Set(kind === 'title' ? [title, ...titles] : [quote, ...quotes])].slice(0, 20)
}
