import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../lib/ids.ts'
import type { Logger } from '../lib/log.ts'
import type { Store } from './store.ts'

/** How long a process may say nothing before another takes its place; it says something three times as often. */
const LEASE_MS = 10_000
const RENEW_MS = 3_000
const LOOK_MS = 1_000

export interface AloneOptions {
  store: Store
  /** What only one process may do at a time, over all that share the records: `chat:telegram`. */
  what: string
  /** Called once where another process is at it. */
  waiting(): void
  log: Logger
  signal: AbortSignal
}

/**
 * Does `work` while no other process does the same, and waits as long as one does: it takes over within a second of the other's end, and
 * ten after its death. Throws when another has taken over, as it does from a process that was frozen; the signal of `work` fires then.
 */
export async function whileAlone(
  { store: { cache }, what, waiting, log, signal }: AloneOptions,
  work: (signal: AbortSignal) => Promise<void>,
) {
  const self = newId()
  const claim = () => cache.claim(what, self, LEASE_MS)
  for (let told = false; !(await claim()); told = true) {
    if (!told) waiting()
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
  }
  const lost = new AbortController()
  const renewing = setInterval(() => {
    claim()
      .then((held) => held || lost.abort())
      .catch((err) => log.warn({ err, what }, 'this process could not say that it is still at it'))
  }, RENEW_MS)
  try {
    await work(AbortSignal.any([signal, lost.signal]))
    if (lost.signal.aborted) throw new Error(`another process has taken over ${what}`)
  } finally {
    clearInterval(renewing)
    if (!lost.signal.aborted) await cache.release(what, self).catch((err) => log.warn({ err, what }, 'others have to wait for their turn'))
  }
}
