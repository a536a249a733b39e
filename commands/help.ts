import { z } from 'zod'
import type { View } from '../bots/chat.ts'
import { type Command, type CommandContext, commandGroups, defineCommand } from './command.ts'
import { listings, unknownCommand } from './listings.ts'
import type { Say } from './say.ts'

/** Shows what people can say, and what one command does. */
export const help = defineCommand({
  name: 'help',
  summary: 'command.help',
  group: 'about',
  audience: 'person',
  options: z.object({ command: z.string().optional() }),
  async run({ command: name }, _incoming, { commands, say, reply }: CommandContext) {
    const wanted = name?.trim().replace(/^\//, '').toLowerCase()
    if (!wanted) return reply(helpView(commands, say))
    const command = commands.find((one) => one.name === wanted)
    if (command === undefined) throw unknownCommand(wanted, commands, say)
    await reply(commandView(command, say))
  },
})

/** Every command under its heading. */
function helpView(commands: readonly Command[], say: Say): View {
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
function commandView(command: Command, say: Say): View {
  const { name, summary } = command
  const lines = listings([command], say)
    .flatMap(({ options }) => options)
    .map((option) => `${option.name}: ${option.summary}`)
  return {
    title: `/${name}`,
    text: [say(summary), say(`help.${name}`)].join('\n\n'),
    fields: lines.length === 0 ? undefined : [{ label: say('help.options'), value: lines.join('\n') }],
  }
}
