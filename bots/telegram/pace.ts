import { setTimeout as sleep } from 'node:timers/promises'
import { TransientError } from '../../lib/errors.ts'

/** How much Telegram takes from a bot: sends and edits of every kind together. */
export interface Budget {
  /** Least time between two messages to one chat. */
  chatMs: number
  /** Messages that a group takes in `groupMs`; the last of them is kept for what is not passing. */
  groupMost: number
  groupMs: number
  /** Least time between two messages of mere progress to a group. */
  groupProgressMs: number
  /** Messages a second to all chats. */
  most: number
}

/** What Telegram documents, with a little room for what the network shifts. */
export const usualBudget: Budget = { chatMs: 1_050, groupMost: 20, groupMs: 61_000, groupProgressMs: 3_000, most: 30 }

const SECOND_MS = 1_050

interface Chat {
  /** When messages went out, oldest first; only as many as the budget looks at. */
  sent: number[]
  lastPassing: number
  /** Nothing may go out before. */
  restsUntil: number
  /** The last of those that wait for their turn. */
  tail: Promise<void>
  waiting: number
}

/** Milliseconds of a clock that never goes back, and how to wait by it. */
export interface Clock {
  now(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

const machineClock: Clock = { now: () => performance.now(), sleep: (ms, signal) => sleep(ms, undefined, { signal }) }

/** The flood budget: one for every chat and one over all. */
export function createPace(budget: Budget, signal: AbortSignal, clock: Clock = machineClock) {
  const chats = new Map<string, Chat>()
  let all: number[] = []

  return {
    /**
     * Resolves when a message may go to this chat, first come first served. What is `passing` never waits: without a free turn it
     * throws TransientError with the wait.
     */
    async turn(id: string, { passing }: { passing: boolean }): Promise<void> {
      const chat = chatOf(id)
      if (passing) {
        const wait = freeAt(id, chat, true) - clock.now()
        if (wait > 0 || chat.waiting > 0) {
          throw new TransientError('the chat takes no more progress just now', { retryAfterMs: Math.max(wait, budget.chatMs) })
        }
        chat.lastPassing = clock.now()
        return taken(chat)
      }
      chat.waiting += 1
      const mine = chat.tail.then(() => wait(id, chat))
      chat.tail = mine.catch(() => undefined)
      try {
        await mine
      } finally {
        chat.waiting -= 1
      }
    },
    /** Telegram asked for silence in this chat. */
    rest(id: string, ms: number): void {
      const chat = chatOf(id)
      chat.restsUntil = Math.max(chat.restsUntil, clock.now() + ms)
    },
  }

  function chatOf(id: string): Chat {
    const known = chats.get(id)
    if (known !== undefined) return known
    forgetIdle()
    const chat: Chat = { sent: [], lastPassing: Number.NEGATIVE_INFINITY, restsUntil: 0, tail: Promise.resolve(), waiting: 0 }
    chats.set(id, chat)
    return chat
  }

  function forgetIdle(): void {
    const now = clock.now()
    for (const [id, { sent, restsUntil, waiting }] of chats) {
      if (waiting === 0 && restsUntil < now && (sent.at(-1) ?? 0) < now - budget.groupMs) chats.delete(id)
    }
  }

  async function wait(id: string, chat: Chat): Promise<void> {
    for (;;) {
      const left = freeAt(id, chat, false) - clock.now()
      if (left <= 0) return taken(chat)
      await clock.sleep(left, signal)
    }
  }

  function freeAt(id: string, { sent, lastPassing, restsUntil }: Chat, passing: boolean): number {
    const kept = passing ? 1 : 0
    const times = [restsUntil, (sent.at(-1) ?? Number.NEGATIVE_INFINITY) + budget.chatMs, roomAt(all, budget.most - kept, SECOND_MS)]
    // Groups and channels have negative ids.
    if (id.startsWith('-')) {
      times.push(roomAt(sent, budget.groupMost - kept, budget.groupMs))
      if (passing) times.push(lastPassing + budget.groupProgressMs)
    }
    return Math.max(...times)
  }

  function taken(chat: Chat): void {
    const now = clock.now()
    chat.sent = [...chat.sent, now].slice(-budget.groupMost)
    all = [...all, now].slice(-budget.most)
  }
}

export type Pace = ReturnType<typeof createPace>

/** When there is room for one more in a window that holds `most`. */
function roomAt(sent: readonly number[], most: number, windowMs: number): number {
  return (sent.at(-most) ?? Number.NEGATIVE_INFINITY) + windowMs
}
