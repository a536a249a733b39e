import { z } from 'zod'
import type { Project } from '../storage/project.ts'
import { type CommandContext, defineCommand } from './command.ts'
import { demand } from './permissions.ts'
import { projectMeant } from './projects/find-project.ts'

/** Lists who works on a film. */
export const members = defineCommand({
  name: 'members',
  summary: 'command.members',
  group: 'projects',
  options: z.object({ project: z.string().optional() }),
  run: async ({ project: words }, incoming, context) => list(await projectMeant(words, incoming, context), context),
  actions: {
    'members.all': async (incoming, context) => list(await demand('view', incoming.value, incoming, context), context),
  },
})

async function list({ id, title }: Project, { store, say, reply }: CommandContext): Promise<void> {
  const people = await store.projects.members(id)
  const lines = people.map(({ person, role }) => say('members.line', { name: person.name, role }))
  await reply({ title: say('members.title', { title }), text: [...lines, '', say('members.how')].join('\n') })
}
