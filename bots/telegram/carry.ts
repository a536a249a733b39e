import { TransientError } from '../../lib/errors.ts'
import type { AdapterMemory, Place } from '../chat.ts'
import { movedTo, restOf } from './failure.ts'
import type { Pace } from './pace.ts'

/** Makes a call that Telegram counts as a message: in its turn, and after the silence Telegram asks for. */
export type Carry = <T>(to: Place, options: { passing?: boolean | undefined }, call: () => Promise<T>) => Promise<T>

/**
 * The one door for what counts against the flood budget. What is passing gives way with TransientError; all else waits, and is tried
 * again after a 429, which says that nothing was done. A group that became a supergroup is remembered.
 */
export function createCarry({ pace, memory }: { pace: Pace; memory: AdapterMemory }): Carry {
  return async function carry(to, { passing = false }, call) {
    for (;;) {
      await pace.turn(to.channel, { passing })
      try {
        return await call()
      } catch (error) {
        const moved = movedTo(error)
        if (moved !== undefined) await noteMove(memory, to.channel, moved)
        const rest = restOf(error)
        if (rest === undefined) throw error
        pace.rest(to.channel, rest)
        if (passing) throw new TransientError('Telegram asked for silence', { retryAfterMs: rest })
      }
    }
  }
}

/** Remembers the supergroup that a group has become. */
export function noteMove(memory: AdapterMemory, from: string, to: string): Promise<void> {
  return memory.set(`moved:${from}`, to)
}

/** The supergroup that a group has become; undefined where it has not. */
export function moveOf(memory: AdapterMemory, channel: string): Promise<string | undefined> {
  return memory.get(`moved:${channel}`)
}
