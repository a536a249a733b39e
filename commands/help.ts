import { z } from 'zod'
import { defineCommand } from './command.ts'
import { commands } from './commands.ts'

/** Shows what people can say. */
export const help = defineCommand({
  name: 'help',
  summary: 'command.help',
  group: 'about',
  options: z.object({}),
  async run(_options, _incoming, { say, reply }) {
    await reply({
      title: say('help.title'),
      text: say('help.intro'),
      fields: commands.map((command) => ({ label: `/${command.name}`, value: say(command.summary) })),
    })
  },
})
