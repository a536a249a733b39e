import { z } from 'zod'
import type { CommandListing } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'
import { nearest } from '../lib/nearest.ts'
import type { Command } from './command.ts'
import { locales, type MessageKey, type Say, sayIn } from './say.ts'

/** The commands as a platform lists them: in the language of `say`, with the others beside. */
export function listings(commands: readonly Command[], say: Say): CommandListing[] {
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
export function unknownCommand(typed: string, commands: readonly Command[], say: Say): UserError {
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
