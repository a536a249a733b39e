import type { z } from 'zod'
import type { ChatAdapter, Incoming, OptionListing, View } from '../bots/chat.ts'
import type { Services } from '../pipeline/services.ts'
import type { Works } from '../queue/works.ts'
import type { Store } from '../storage/store.ts'
import type { MakeNow } from './make-now.ts'
import type { MessageKey, Say, Told } from './say.ts'

/** What every command and button may use. */
export interface CommandContext {
  /** Everything that people can say, in the order of /help. */
  commands: readonly Command[]
  store: Store
  works: Works
  adapter: ChatAdapter
  say: Say
  /** Largest document accepted here, in bytes. */
  uploadBytes: number
  /** Answers where the person is. */
  reply(view: View): Promise<void>
  /** Answers a press by redrawing the message it was on, and anything else like `reply`. */
  show(view: View): Promise<void>
  /** What pictures and voices come from, for what can be chosen. */
  services: Services
  makeNow: MakeNow
  signal: AbortSignal
}

export type CommandIncoming = Extract<Incoming, { kind: 'command' }>
export type ActionIncoming = Extract<Incoming, { kind: 'action' | 'form' }>

/** The headings of /help, in order. */
export const commandGroups = ['film', 'look', 'projects', 'about'] as const
type CommandGroup = (typeof commandGroups)[number]

/** Something people can say. One file a command, one line in the list; a command owns its buttons. */
export interface Command<Options extends z.ZodObject = z.ZodObject> {
  /** What it is called elsewhere, and what /help says of it, are the messages `called.NAME` and `help.NAME`. */
  name: Told<'called'> & Told<'help'>
  summary: MessageKey
  /** Under which heading /help lists it. Default `film`. */
  group?: CommandGroup
  /** Answers matter to whoever gave it alone. Default: to everyone in the place. */
  audience?: 'person'
  /** It begins with a document. */
  takesDocument?: boolean
  /** What can stand after it; each option's help text is the message `option.NAME`. */
  options: Options
  /** What may be meant by the start of an option's value, by option name. */
  suggest?: Record<string, OptionListing['suggest']>
  run(options: z.infer<Options>, incoming: CommandIncoming, context: CommandContext): Promise<void>
  /** Handlers of the buttons this command's views carry, by action name. */
  actions?: Record<string, (incoming: ActionIncoming, context: CommandContext) => Promise<void>>
}

/** Gives a command its types. */
export function defineCommand<Options extends z.ZodObject>(command: Command<Options>): Command<Options> {
  return command
}
