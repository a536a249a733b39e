import { z } from 'zod'
import { titleOf } from './cards/card.ts'
import { defineCommand } from './command.ts'

/** Lists what is at work in this place, and what waits for somebody's look. */
export const status = defineCommand({
  name: 'status',
  summary: 'command.status',
  group: 'film',
  audience: 'person',
  options: z.object({}),
  async run(_options, { at }, { store, say, reply }) {
    const runs = await store.runs.list({ states: ['waiting', 'queued', 'running', 'review'], place: at.place, limit: 20 })
    const lines = runs.map((run) => say('status.line', { title: titleOf(run), state: say(`state.${run.state}`) }))
    await reply({ text: lines.length === 0 ? say('status.none') : lines.join('\n') })
  },
})
