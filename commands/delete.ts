import { z } from 'zod'
import { UserError } from '../lib/errors.ts'
import type { Project } from '../storage/project.ts'
import { type CommandContext, defineCommand } from './command.ts'
import { demand } from './permissions.ts'
import { projectMeant } from './projects/find-project.ts'

/** Deletes a film with its history, after asking. */
export const deletion = defineCommand({
  name: 'delete',
  summary: 'command.delete',
  group: 'projects',
  options: z.object({ project: z.string().optional() }),
  async run({ project: words }, incoming, context) {
    const meant = await projectMeant(words, incoming, context)
    await ask(await demand('delete', meant.id, incoming, context), context)
  },
  actions: {
    'delete.ask': async (incoming, context) => ask(await demand('delete', incoming.value, incoming, context), context),
    async 'delete.keep'(incoming, context) {
      const { title } = await demand('view', incoming.value, incoming, context)
      await context.show({ text: context.say('delete.kept', { title }) })
    },
    async 'delete.confirm'(incoming, context) {
      const { store, works, say, show } = context
      const { id, title } = await demand('delete', incoming.value, incoming, context)
      const runs = await store.runs.list({ project: id, states: ['waiting', 'queued', 'running', 'review'] })
      await Promise.all(runs.map((run) => works.cancel(run.id)))
      if (!(await store.projects.remove(id))) throw new UserError('expired', say('expired'))
      await show({ text: say('delete.done', { title }) })
    },
  },
})

async function ask({ id, title }: Project, { say, reply }: CommandContext): Promise<void> {
  await reply({
    tone: 'warning',
    text: say('delete.ask', { title }),
    buttons: [
      { label: say('delete.confirm'), action: 'delete.confirm', value: id, style: 'danger' },
      { label: say('delete.keep'), action: 'delete.keep', value: id },
    ],
  })
}
