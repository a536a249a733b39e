import { z } from 'zod'
import type { CommandListing } from '../chat.ts'
import { typedOptions } from '../typed-options.ts'

const Id = z.string().regex(/^[\w-]{8,64}$/)
const Thread = z.string().max(64).optional()
/** Ids that uploading gave. */
const Files = z.array(z.string().max(64)).max(20)

/** What the page sends when a person writes, drops a file or gives a command; `id` is the page's own, the same for every try. */
export const Saying = z.object({
  id: Id,
  thread: Thread,
  text: z.string().max(100_000),
  files: Files,
})

/** What the page sends when a button is pressed or an option chosen; with `fields` and `files`, the answer to the button's form. */
export const Press = z.object({
  id: Id,
  message: z.string().max(64),
  action: z.string().regex(/^[a-z][a-z.-]{0,63}$/),
  value: z.string().max(1_000),
  fields: z.record(z.string().max(64), z.string().max(100_000)).optional(),
  files: Files.optional(),
})

/** Reads `/name option:value option="two words" the rest`; undefined where the text is no command of this list. */
export function decodeCommand(text: string, commands: CommandListing[]): { name: string; options: Record<string, string> } | undefined {
  const match = /^\/([\p{L}\d_-]+)(?:\s+([\s\S]*))?$/u.exec(text.trim())
  const command = commands.find((one) => one.name === match?.[1]?.toLowerCase())
  return command && { name: command.name, options: typedOptions(match?.[2] ?? '', command.options) }
}
