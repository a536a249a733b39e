import type { ChatAdapter, Incoming, View } from '../bots/chat.ts'
import { fitView } from '../bots/fit.ts'
import { toProblem, UserError } from '../lib/errors.ts'
import type { Logger } from '../lib/log.ts'
import type { Works } from '../queue/works.ts'
import type { Store } from '../storage/store.ts'
import type { CommandContext } from './command.ts'
import { commands } from './commands.ts'
import { acceptFiles } from './film.ts'
import { readOptions } from './read-options.ts'
import { sayIn } from './say.ts'

export interface RouterOptions {
  store: Store
  works: Works
  adapter: ChatAdapter
  log: Logger
  uploadBytes: number
  signal: AbortSignal
}

/**
 * Hands everything a platform delivers to the command or button it is meant for. An incoming is marked as handled
 * after it was: one that comes again, or whose handling died, does no harm and loses nothing.
 */
export function createRouter({ store, works, adapter, log, uploadBytes, signal }: RouterOptions): (incoming: Incoming) => Promise<void> {
  const inHand = new Map<string, Promise<void>>()

  return function deliver(incoming) {
    const known = inHand.get(incoming.id)
    if (known !== undefined) return known
    const handling = handleOnce(incoming).finally(() => inHand.delete(incoming.id))
    inHand.set(incoming.id, handling)
    return handling
  }

  async function handleOnce(incoming: Incoming): Promise<void> {
    if (await store.inbox.seen(adapter.platform, incoming.id)) return
    const say = sayIn(incoming.from.locale)
    let replies = 0
    const reply = async (view: View) => {
      await adapter.post(incoming.at.place, fitView(view, adapter.limits), `${incoming.id}:${replies++}`)
    }
    try {
      await dispatch(incoming, { store, works, adapter, say, uploadBytes, reply, signal })
    } catch (error) {
      if (signal.aborted) throw error
      const problem = toProblem(error)
      if (problem.code === 'bug') log.error({ err: error, id: problem.id, incoming: incoming.kind }, 'a command failed')
      await reply({ tone: 'danger', text: problem.message })
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
        return runCommand({ ...incoming, kind: 'command', name, options: optionsIn(typed[2] ?? '', name) }, context)
      }
      if (incoming.files.length === 0) return context.reply({ text: context.say('drop.empty') })
      return acceptFiles(incoming.files, incoming, {}, context)
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
  const command = commands.find(({ name }) => name === incoming.name)
  if (command === undefined) throw new UserError('usage', context.say('unknown.command', { name: incoming.name }))
  await command.run(readOptions(command.options, incoming.options, context.say), incoming, context)
}

// `/style ink wash` names its one option without saying so; `/film aspect=9:16 seconds=60` says which.
function optionsIn(text: string, name: string): Record<string, string> {
  const pairs = [...text.matchAll(/(\w+)\s*[=：]\s*("[^"]*"|\S+)/g)].map(([, key = '', value = '']) => [
    key.toLowerCase(),
    value.replace(/^"|"$/g, ''),
  ])
  if (pairs.length > 0) return Object.fromEntries(pairs)
  const only = Object.keys(commands.find((command) => command.name === name)?.options.shape ?? {})
  return text.trim() !== '' && only.length === 1 && only[0] !== undefined ? { [only[0]]: text.trim() } : {}
}
