import type { Logger } from './log.ts'

const EVERY_MS = 60_000
/** Kinds of faults that are remembered: those that name a job are many. */
const MOST = 100

/** Tells the log of a fault, and by `over` that what failed works again; where nothing was told, `over` says nothing. */
export interface Complaints {
  (err: unknown): void
  over(): void
}

/**
 * Gives a way to tell the log of a fault, the same one at most once a minute and with how often it came in between: a server that is away is met
 * by every part of the program, some twenty times a second.
 */
export function createComplaints(log: Logger, what: string): Complaints {
  const told = new Map<string, { at: number; times: number }>()
  let lasts = false
  function complain(err: unknown): void {
    const message = err instanceof Error ? err.message : String(err)
    const last = told.get(message)
    if (last !== undefined && Date.now() - last.at < EVERY_MS) {
      last.times += 1
      return
    }
    log.warn({ err, ...(last === undefined ? {} : { timesSince: last.times }) }, what)
    lasts = true
    told.delete(message)
    told.set(message, { at: Date.now(), times: 0 })
    const [oldest] = told.keys()
    if (told.size > MOST && oldest !== undefined) told.delete(oldest)
  }
  function over(): void {
    if (lasts) log.info(`it is over: ${what}`)
    lasts = false
  }
  return Object.assign(complain, { over })
}
