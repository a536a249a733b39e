import { z } from 'zod'
import type { CommandListing } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'
import { nearest } from '../lib/nearest.ts'
import { cancel } from './cancel.ts'
import type { Command } from './command.ts'
import { cover } from './cover.ts'
import { deletion } from './delete.ts'
import { exportation } from './export.ts'
import { film } from './film.ts'
import { help } from './help.ts'
import { history } from './history.ts'
import { invite } from './invite.ts'
import { members } from './members.ts'
import { projects } from './projects.ts'
import { remake } from './remake.ts'
import { review } from './review.ts'
import { locales, type MessageKey, type Say, sayIn } from './say.ts'
import { settings } from './settings.ts'
import { status } from './status.ts'
import { style } from './style.ts'
import { usage } from './usage.ts'
import { voice } from './voice.ts'

/** Everything people can say, in the order of /help. */
export const commands = [
  film,
  review,
  remake,
  cover,
  style,
  voice,
  settings,
  status,
  cancel,
  projects,
  history,
  invite,
  members,
  exportation,
  deletion,
  usage,
  help,
] as unknown as readonly Command[]

/** The commands as a platform lists them: in the language of `say`, with the others beside. */
export function listings(say: Say): CommandListing[] {
  return commands.map(({ name, summary, options, audience, takesDocument, suggest = {} }) => ({
    name,
    ...inEveryLanguage(summary, say),
    called: inEveryLanguage(`called.${name}`, say).localized,
    audience,
    document: takesDocument ? documentOf(say) : undefined,
    options: Object.entries(options.shape).map(([option, schema]) => ({
      name: option,
      ...inEveryLanguage(`option.${option}` as MessageKey, say),
      required: !(schema as z.ZodType).safeParse(undefined).success,
      choices: choicesOf(schema as z.ZodType),
      suggest: suggest[option],
    })),
  }))
}

/** What is said of a command that there is none of: UserError `usage`, with the one that may have been meant. */
export function unknownCommand(typed: string, say: Say): UserError {
  const meant = nearest(
    typed,
    commands.map(({ name }) => name),
  )
  const name = typed.slice(0, 40)
  return new UserError('usage', meant === undefined ? say('unknown.command', { name }) : say('unknown.meant', { name, meant }))
}

function documentOf(say: Say): NonNullable<CommandListing['document']> {
  const { summary: menu, localized: menus } = inEveryLanguage('document.menu', say)
  return { ...inEveryLanguage('document.option', say), menu, menus }
}

function inEveryLanguage(key: MessageKey, say: Say) {
  return { summary: say(key), localized: Object.fromEntries(locales.map((locale) => [locale, sayIn(locale)(key)])) }
}

function choicesOf(schema: z.ZodType): string[] | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return choicesOf(schema.unwrap() as z.ZodType)
  return schema instanceof z.ZodEnum ? schema.options.map(String) : undefined
}
