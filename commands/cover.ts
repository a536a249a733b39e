import { z } from 'zod'
import type { Incoming } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'
import { filmOf } from '../pipeline/film.ts'
import { coverSize, coverVariants } from '../pipeline/schema.ts'
import { sheet } from '../pipeline/steps/sheet.ts'
import type { Project } from '../storage/project.ts'
import { type CommandContext, defineCommand } from './command.ts'
import { demand } from './permissions.ts'
import { projectMeant } from './projects/find-project.ts'
import { newestRun } from './projects/runs-of.ts'
import { resetFilm } from './review/reset-film.ts'

/** Shows the covers that a film can have, and gives it the one that is chosen. */
export const cover = defineCommand({
  name: 'cover',
  summary: 'command.cover',
  group: 'film',
  options: z.object({ cover: z.enum(coverVariants).optional(), project: z.string().optional() }),
  async run({ cover: chosen, project: words }, incoming, context) {
    const project = await demand('edit', (await projectMeant(words, incoming, context)).id, incoming, context)
    return chosen === undefined ? offer(project, context) : choose(project.id, project.head, chosen, incoming, context)
  },
  actions: {
    'cover.all': async (incoming, context) => offer(await demand('edit', incoming.value, incoming, context), context),
    async 'cover.set'(incoming, context) {
      const [project, revision, chosen] = incoming.value.split('/')
      await choose(project, Number(revision), chosen, incoming, context)
    },
  },
})

async function offer(project: Project, { store, say, makeNow, reply }: CommandContext): Promise<void> {
  const [head, run] = await Promise.all([store.revisions.head(project.id), newestRun(project.id, store)])
  if (head === undefined || run === undefined) throw new UserError('not-found', say('history.empty'))
  const { board, settings } = head
  const parts = filmOf({ ...run.request, board, settings }, (step, input) => makeNow(step, input, run.id))
  const [covers, { image: current }] = await Promise.all([parts.covers(), parts.cover()])
  const title = say('cover.title', { title: board.title })
  const pictures = covers.map(({ image }) => image)
  const { image } = await makeNow(sheet, { title, pictures, style: settings.style, ...coverSize(settings.aspect) })
  await reply({
    title,
    text: say('cover.offer', { number: pictures.indexOf(current) + 1 }),
    media: [{ kind: 'image', blob: image, name: 'covers.jpg', alt: title }],
    hidden: run.request.hidden,
    select: {
      action: 'cover.set',
      value: `${project.id}/${head.number}`,
      placeholder: say('cover.choose'),
      options: covers.map(({ variant }, index) => ({ label: `${index + 1}. ${say(`cover.${variant}`)}`, value: variant })),
    },
  })
}

async function choose(
  project: string | undefined,
  revision: number,
  chosen: string | undefined,
  incoming: Incoming,
  context: CommandContext,
): Promise<void> {
  const { say, show } = context
  const variant = coverVariants.find((one) => one === chosen)
  if (variant === undefined) throw new UserError('expired', say('expired'))
  const change = { key: 'change.cover', values: {} }
  const { title } = await resetFilm({ cover: variant }, { project, revision, change }, incoming, context)
  await show({ tone: 'success', text: say('cover.set', { title, cover: say(`cover.${variant}`) }) })
}
