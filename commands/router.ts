import type { ChatAdapter, Incoming, LinkTo, View } from '../bots/chat.ts'
import { typedOptions } from '../bots/typed-options.ts'
import { toProblem, UserError } from '../lib/errors.ts'
import type { Logger } from '../lib/log.ts'
import type { Works } from '../queue/works.ts'
import type { Store } from '../storage/store.ts'
import { createRedraw } from './cards/redraw.ts'
import { sendSized } from './cards/send-sized.ts'
import type { CommandContext } from './command.ts'
import { commands } from './commands.ts'
import { acceptWithWords } from './film.ts'
import { listings, unknownCommand } from './listings.ts'
import { sayIn } from './say.ts'
import { botLocale } from './settings/resolve-settings.ts'
import { plainWords } from './words/plain-words.ts'
import { readOptions } from './words/read-options.ts'

export interface RouterOptions extends Pick<CommandContext, 'services' | 'makeNow'> {
  store: Store
  works: Works
  adapter: ChatAdapter
  /** For what is larger than the platform takes. */
  linkTo?: LinkTo
  log: Logger
  uploadBytes: number
  signal: AbortSignal
}

/**
 * Hands everything a platform delivers to the command or button it is meant for. An incoming is marked as handled
 * after it was: one that comes again, or whose handling died, does no harm and loses nothing.
 */
export function createRouter({
  store,
  works,
  adapter,
  linkTo,
  log,
  uploadBytes,
  services,
  makeNow,
  signal,
}: RouterOptions): (incoming: Incoming) => Promise<void> {
  const inHand = new Map<string, Promise<void>>()
  const redraw = createRedraw(adapter)

  return function deliver(incoming) {
    const known = inHand.get(incoming.id)
    if (known !== undefined) return known
    const handling = handleOnce(incoming).finally(() => inHand.delete(incoming.id))
    inHand.set(incoming.id, handling)
    return handling
  }

  async function handleOnce(said: Incoming): Promise<void> {
    if (await store.inbox.seen(adapter.platform, said.id)) return
    const locale = await botLocale(store.preferences, { person: said.from, place: said.at.place })
    const incoming = { ...said, from: { ...said.from, locale } }
    const say = sayIn(locale)
    let replies = 0
    const sized = <T>(view: View, send: (fitted: View, nonce: string) => Promise<T>): Promise<T> =>
      sendSized(view, { limits: adapter.limits, linkTo, say }, (fitted) => send(fitted, `${incoming.id}:${replies++}`))
    const reply = (view: View) =>
      sized(view, async (fitted, nonce) => void (await adapter.post(incoming.at.place, fitted, nonce, incoming.id)))
    const isPress = incoming.kind === 'action' || incoming.kind === 'form'
    const show = (view: View) => (isPress ? sized(view, (fitted, nonce) => redraw(incoming.at, fitted, nonce, incoming.id)) : reply(view))
    try {
      await dispatch(incoming, { commands, store, works, adapter, say, uploadBytes, services, makeNow, reply, show, signal })
    } catch (error) {
      if (signal.aborted) throw error
      const problem = toProblem(error)
      if (problem.code === 'bug') log.error({ err: error, id: problem.id, incoming: incoming.kind }, 'a command failed')
      await reply({ tone: 'danger', audience: 'person', expired: problem.code === 'expired', text: problem.message })
    }
    await store.inbox.accept(adapter.platform, incoming.id)
  }
}

async function dispatch(incoming: Incoming, context: CommandContext): Promise<void> {
  switch (incoming.kind) {
    case 'message': {
      const typed = /^\/([a-z-]+)(?:@\S+)?\s*(.*)$/is.exec(incoming.text.trim())
      if (typed?.[1] !== undefined) {
        const name = typed[1].toLowerCase()
        const known = listings(commands, context.say).find((command) => command.name === name)?.options ?? []
        return runCommand({ ...incoming, kind: 'command', name, options: typedOptions(typed[2] ?? '', known) }, context)
      }
      if (incoming.files.length === 0) {
        const meant = plainWords(incoming.text)
        if (meant !== undefined) return runCommand({ ...incoming, kind: 'command', ...meant }, context)
        return incoming.overheard === true ? undefined : context.reply({ text: context.say('drop.empty') })
      }
      return acceptWithWords(incoming, context)
    }
    case 'command':
      return runCommand(incoming, context)
    case 'action':
    case 'form': {
      const handler = commands.flatMap((command) => Object.entries(command.actions ?? {})).find(([action]) => action === incoming.action)
      if (handler === undefined) throw new UserError('expired', context.say('expired'))
      return handler[1](incoming, context)
    }
  }
}

async function runCommand(incoming: Extract<Incoming, { kind: 'command' }>, context: CommandContext): Promise<void> {
  if ('help' in incoming.options) return runCommand({ ...incoming, name: 'help', options: { command: incoming.name } }, context)
  const command = commands.find(({ name }) => name === incoming.name)
  if (command === undefined) throw unknownCommand(incoming.name, commands, context.say)
  await command.run(readOptions(command.options, incoming.options, context.say), incoming, context)
}
