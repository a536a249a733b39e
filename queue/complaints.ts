import type { Logger } from 'pino'

const EVERY_MS = 60_000
/** Kinds of faults that are remembered: those that name a job are many. */
const MOST = 100

/**
 * Gives a way to tell the log of a fault, the same one at most once a minute and with how often it came in between: a server that is away is met
 * by every part of the queue, some twenty times a second.
 */
export function createComplaints(log: Logger, what: string): (err: unknown) => void {
  const told = new Map<string, { at: number; times: number }>()
  return (err) => {
    const message = err instanceof Error ? err.message : String(err)
    const last = told.get(message)
    if (last !== undefined && Date.now() - last.at < EVERY_MS) {
      last.times += 1
      return
    }
    log.warn({ err, ...(last === undefined ? {} : { timesSince: last.times }) }, what)
    told.delete(message)
    told.set(message, { at: Date.now(), times: 0 })
    const [oldest] = told.keys()
    if (told.size > MOST && oldest !== undefined) told.delete(oldest)
  }
}
