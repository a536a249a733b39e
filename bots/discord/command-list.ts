import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js'
import { hashOf } from '../../lib/hash.ts'
import type { AdapterMemory, CommandListing, OptionListing } from '../chat.ts'
import type { Call } from './call.ts'

/** The option that holds the document of a command that begins with one. */
const DOCUMENT = 'document'

const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
}

/** The commands as Discord's menus list them: slash commands, and in a message's menu those that can act on its files. */
export function commandBodies(commands: readonly CommandListing[]): RESTPutAPIApplicationCommandsJSONBody {
  const slash = commands.map((command) => ({
    type: ApplicationCommandType.ChatInput as const,
    name: command.name,
    name_localizations: others(command.called),
    ...described(command),
    options: optionsOf(command),
    ...everywhere,
  }))
  const menus = commands.flatMap(({ document }) =>
    document === undefined
      ? []
      : [{ type: ApplicationCommandType.Message as const, name: document.menu, name_localizations: others(document.menus), ...everywhere }],
  )
  return [...slash, ...menus]
}

function optionsOf({ document, options }: CommandListing) {
  const first =
    document === undefined
      ? []
      : [{ type: ApplicationCommandOptionType.Attachment as const, name: DOCUMENT, ...described(document), required: true }]
  const rest = options.toSorted((one, other) => Number(other.required) - Number(one.required)).slice(0, 25 - first.length)
  return [...first, ...rest.map(optionOf)]
}

function optionOf(option: OptionListing) {
  const { name, required, choices, suggest } = option
  const base = { type: ApplicationCommandOptionType.String as const, name, ...described(option), required }
  if (choices !== undefined && choices.length <= 25) return { ...base, choices: choices.map((value) => ({ name: value, value })) }
  return suggest === undefined ? base : { ...base, autocomplete: true as const }
}

function described({ summary, localized }: Pick<CommandListing, 'summary' | 'localized'>) {
  const short = Object.entries(others(localized)).map(([locale, words]) => [locale, words.slice(0, 100)] as const)
  return { description: summary.slice(0, 100), description_localizations: Object.fromEntries<string>(short) }
}

// English is what stands without a locale, and Discord knows none that is plain "en".
function others(localized: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(localized).filter(([locale]) => locale !== 'en'))
}

/** Tells Discord the commands, unless it was told the same before. */
export async function registerCommands(
  application: string,
  commands: readonly CommandListing[],
  { call, memory }: { call: Call; memory: AdapterMemory },
): Promise<boolean> {
  const body = commandBodies(commands)
  const key = `commands:${application}`
  const hash = hashOf(body)
  if ((await memory.get(key)) === hash) return false
  await call('put', Routes.applicationCommands(application), { body })
  await memory.set(key, hash)
  return true
}
