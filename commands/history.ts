import { z } from 'zod'
import type { Incoming } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'
import type { Project } from '../storage/project.ts'
import { pageOf, textPages } from './cards/pages.ts'
import { type CommandContext, defineCommand } from './command.ts'
import { demand } from './permissions.ts'
import { compareRevisions } from './projects/compare-revisions.ts'
import { projectMeant } from './projects/find-project.ts'
import { historyView, revisionView } from './projects/project-views.ts'
import { filmsOf, newestRun } from './projects/runs-of.ts'
import { settle } from './review/settle.ts'

/** Revisions that a page lists, where a select can hold them. */
const PAGE = 15

/** Lists what changed in a film and by whom; any revision can be watched and restored. */
export const history = defineCommand({
  name: 'history',
  summary: 'command.history',
  group: 'projects',
  options: z.object({ project: z.string().optional() }),
  async run({ project: words }, incoming, context) {
    await list(await projectMeant(words, incoming, context), 0, context)
  },
  actions: {
    'history.all': async (incoming, context) => list(await demand('view', incoming.value, incoming, context), 0, context),
    'history.page': async (incoming, context) => {
      const [id, page] = incoming.value.split('/')
      await list(await demand('view', id, incoming, context), Number(page), context)
    },
    'history.show': async (incoming, context) => {
      const [id, number] = incoming.value.split('/')
      const project = await demand('view', id, incoming, context)
      await show(project, Number(number), context)
    },
    'history.compare': async (incoming, context) => {
      const [id, number] = incoming.value.split('/')
      await compare(await demand('view', id, incoming, context), Number(number), context)
    },
    'history.restore': restore,
  },
})

async function list(project: Project, wished: number, { store, say, adapter, show }: CommandContext): Promise<void> {
  const [revisions, runs] = await Promise.all([store.revisions.list(project.id), filmsOf(project.id, store, ['done'])])
  const { shown, page, pages } = pageOf(revisions, wished, Math.min(PAGE, adapter.limits.selectOptions || PAGE))
  const more = pages > 1 ? `${project.id}/${(page + 1) % pages}` : undefined
  await show(historyView({ project, revisions: shown, filmed: new Set(runs.map(({ revision }) => revision)), more }, say))
}

async function show(project: Project, number: number, { store, say, reply }: CommandContext): Promise<void> {
  const revision = Number.isInteger(number) ? await store.revisions.get(project.id, number) : undefined
  if (revision === undefined) throw new UserError('expired', say('expired'))
  const runs = await filmsOf(project.id, store, ['done'])
  await reply(revisionView({ project, revision, run: runs.find((run) => run.revision === number) }, say))
}

async function compare(project: Project, number: number, { store, adapter, say, reply }: CommandContext): Promise<void> {
  const [old, head] = await Promise.all([
    Number.isInteger(number) ? store.revisions.get(project.id, number) : undefined,
    store.revisions.head(project.id),
  ])
  if (old === undefined || head === undefined) throw new UserError('expired', say('expired'))
  const lines = compareRevisions(old, head, say)
  const title = say('compare.heading', { title: project.title, old: old.number, new: head.number })
  if (lines.length === 0) return reply({ title, text: say('compare.same') })
  for (const text of textPages(lines, adapter.limits.text - title.length)) await reply({ title, text })
}

// A new revision equal to the old one: nothing between them is lost, and what was made for it is found in the cache.
async function restore(incoming: Incoming & { value: string }, context: CommandContext): Promise<void> {
  const { store, say, reply } = context
  const [id, number, head] = incoming.value.split('/')
  const project = await demand('edit', id, incoming, context)
  const old = await store.revisions.get(project.id, Number(number) || 0)
  if (old === undefined || project.head !== Number(head)) throw new UserError('expired', say('expired'))
  const run = await newestRun(project.id, store)
  const change = { key: 'change.restored', values: { revision: old.number } }
  const { board, settings } = old
  const added = await store.revisions.add(
    project.id,
    project.head,
    { parent: project.head, by: incoming.from, change, board, settings },
    run?.id,
  )
  if (added === undefined) throw new UserError('expired', say('expired'))
  await settle(project.id, context)
  await reply({ tone: 'success', text: say('history.restored', { number: old.number, head: added.number }) })
}
