import type { z } from 'zod'
import type { ChatAdapter, Incoming, View } from '../bots/chat.ts'
import type { Works } from '../queue/works.ts'
import type { Store } from '../storage/store.ts'
import type { MessageKey, Say } from './say.ts'

/** What every command and button may use. */
export interface CommandContext {
  store: Store
  works: Works
  adapter: ChatAdapter
  say: Say
  /** Largest document accepted here, in bytes. */
  uploadBytes: number
  /** Answers where the person is. */
  reply(view: View): Promise<void>
  signal: AbortSignal
}

type CommandIncoming = Extract<Incoming, { kind: 'command' }>
export type ActionIncoming = Extract<Incoming, { kind: 'action' | 'form' }>

/** Something people can say. One file a command, one line in the list; a command owns its buttons. */
export interface Command<Options extends z.ZodObject = z.ZodObject> {
  name: string
  summary: MessageKey
  /** What can stand after it; each option's help text is the message `option.NAME`. */
  options: Options
  run(options: z.infer<Options>, incoming: CommandIncoming, context: CommandContext): Promise<void>
  /** Handlers of the buttons this command's views carry, by action name. */
  actions?: Record<string, (incoming: ActionIncoming, context: CommandContext) => Promise<void>>
}

/** Gives a command its types. */
export function defineCommand<Options extends z.ZodObject>(command: Command<Options>): Command<Options> {
  return command
}
