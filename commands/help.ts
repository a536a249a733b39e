import { z } from 'zod'
import type { View } from '../bots/chat.ts'
import { type Command, type CommandContext, commandGroups, defineCommand } from './command.ts'
import { commands, listings, unknownCommand } from './commands.ts'
import type { Say } from './say.ts'

/** Shows what people can say, and what one command does. */
export const help = defineCommand({
  name: 'help',
  summary: 'command.help',
  group: 'about',
  audience: 'person',
  options: z.object({ command: z.string().optional() }),
  async run({ command: name }, _incoming, { say, reply }: CommandContext) {
    const wanted = name?.trim().replace(/^\//, '').toLowerCase()
    if (!wanted) return reply(helpView(say))
    const command = commands.find((one) => one.name === wanted)
    if (command === undefined) throw unknownCommand(wanted, say)
    await reply(commandView(command, say))
  },
})

/** Every command under its heading. */
function helpView(say: Say): View {
  return {
    title: say('help.title'),
    text: [say('help.intro'), say('help.more')].join('\n'),
    fields: commandGroups.map((group) => ({
      label: say(`help.group.${group}`),
      value: commands
        .filter((command) => (command.group ?? 'film') === group)
        .map(({ name, summary }) => `/${name}: ${say(summary)}`)
        .join('\n'),
    })),
  }
}

/** One command with its options. */
function commandView({ name, summary }: Command, say: Say): View {
  const options = listings(say).find((listing) => listing.name === name)?.options ?? []
  const lines = options.map((option) => `${option.name}: ${option.summary}`)
  return {
    title: `/${name}`,
    text: [say(summary), say(`help.${name}`)].join('\n\n'),
    fields: lines.length === 0 ? undefined : [{ label: say('help.options'), value: lines.join('\n') }],
  }
}
