import type { Api } from 'grammy'
import type { Logger } from 'pino'
import type { MessageRef } from '../chat.ts'

/** How long a press may wait for a word of its own before it is answered without one: its button shows an hourglass until then. */
const PATIENCE_MS = 1_000
/** Characters that Telegram shows over the chat. */
const WORD = 200

/** A button that was pressed, until all is done about it. */
export interface Press {
  /** The message with the button, and the button's payload. */
  at: MessageRef
  data: string
}

interface Open {
  /** Undefined where it was not on a message of ours. */
  press: Press | undefined
  /** Until it is answered. */
  timer: NodeJS.Timeout | undefined
}

const PREFIX = 'press/'

/** A press as an incoming. */
export function pressId(query: string): string {
  return `${PREFIX}${query}`
}

/** Presses that are being handled: each is answered once, and soon. */
export function createPresses(api: Api, log: Logger) {
  const open = new Map<string, Open>()

  async function answer(query: string, word?: string): Promise<boolean> {
    const one = open.get(query)
    if (one?.timer === undefined) return false
    clearTimeout(one.timer)
    one.timer = undefined
    try {
      await api.answerCallbackQuery(query, word === undefined ? {} : { text: word, show_alert: true })
      return true
    } catch (error) {
      // Telegram forgets a press after a while; whoever pressed sees what it did all the same.
      log.debug({ err: error }, 'a press could not be answered')
      return false
    }
  }

  return {
    /** A press came: it is answered soon, whatever is being done about it. */
    arrived(query: string, press: Press | undefined): void {
      open.set(query, { press, timer: setTimeout(() => void answer(query), PATIENCE_MS) })
    },
    /** All is done about it. */
    async done(query: string): Promise<void> {
      await answer(query)
      open.delete(query)
    },
    /** The press that an incoming came from, while it is being handled. */
    find: (incoming: string | undefined): Press | undefined =>
      incoming?.startsWith(PREFIX) ? open.get(incoming.slice(PREFIX.length))?.press : undefined,
    /** Answers with a word that only whoever pressed sees; false where it is too long or too late for that. */
    say: async (incoming: string, word: string): Promise<boolean> => word.length <= WORD && answer(incoming.slice(PREFIX.length), word),
  }
}

export type Presses = ReturnType<typeof createPresses>
