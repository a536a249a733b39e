import { z } from 'zod'
import { UserError } from '../lib/errors.ts'
import { defineCommand } from './command.ts'
import { demand } from './permissions.ts'

/** Stops the person's films at work in this place, or the one whose button was pressed. */
export const cancel = defineCommand({
  name: 'cancel',
  summary: 'command.cancel',
  group: 'film',
  options: z.object({}),
  async run(_options, { at, from }, { store, works, say, reply }) {
    const runs = await store.runs.list({ states: ['waiting', 'queued', 'running', 'review'], place: at.place, ownerId: from.id })
    const stopped = await Promise.all(runs.map((run) => works.cancel(run.id)))
    const count = stopped.filter(Boolean).length
    await reply({ text: count === 0 ? say('cancel.nothing') : say('cancel.done', { count }) })
  },
  actions: {
    async 'run.cancel'(incoming, context) {
      const { store, works, say } = context
      await demand('cancel', (await store.runs.get(incoming.value))?.project, incoming, context)
      if (!(await works.cancel(incoming.value))) throw new UserError('expired', say('expired'))
    },
  },
})
