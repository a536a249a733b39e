import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Store } from './store.ts'

const PING_MS = 15_000

/**
 * Streams what changes after the sequence number the page has seen. Each event carries the newest state of all that changed
 * since the one before, so a slow page gets fewer events, never stale ones.
 */
export function streamChanges(c: Context, store: Store, signal: AbortSignal): Response {
  const seen = Number(c.req.header('last-event-id') ?? c.req.query('after') ?? 0)
  const response = streamSSE(c, async (stream) => {
    let wake = () => {}
    const stop = store.onChange(() => wake())
    stream.onAbort(() => wake())
    const stopped = () => wake()
    signal.addEventListener('abort', stopped)
    try {
      let after = Number.isSafeInteger(seen) && seen >= 0 ? seen : 0
      if (after > store.seq()) {
        after = store.seq()
        await stream.writeSSE({ event: 'reset', data: '{}', id: String(after) })
      }
      await stream.writeSSE({ event: 'ready', data: '{}', id: String(after) })
      while (!stream.aborted && !signal.aborted) {
        const woken = new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(false), PING_MS)
          wake = () => {
            clearTimeout(timer)
            resolve(true)
          }
        })
        const changes = await store.changes(after)
        if (changes.messages.length > 0 || changes.threads.length > 0) {
          after = changes.seq
          await stream.writeSSE({ event: 'changes', data: JSON.stringify(changes), id: String(after) })
          wake()
        } else if (stream.aborted || signal.aborted) wake()
        else if (!(await woken)) await stream.writeSSE({ event: 'ping', data: '{}', id: String(after) })
      }
    } finally {
      stop()
      signal.removeEventListener('abort', stopped)
      wake()
    }
  })
  // A connection that outlived its stream would hold up a server that is leaving, and take the page's next try to it.
  response.headers.set('Connection', 'close')
  return response
}
