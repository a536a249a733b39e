import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatAdapter, LinkTo, View } from '../../bots/chat.ts'
import { fitView } from '../../bots/fit.ts'
import { TransientError, UserError } from '../../lib/errors.ts'
import type { Logger } from '../../lib/log.ts'
import type { Run, Store } from '../../storage/store.ts'
import { sayIn } from '../say.ts'
import { filmView } from './card.ts'
import { linkedView } from './linked-view.ts'

export interface FilmSenderOptions {
  store: Store
  adapter: ChatAdapter
  log: Logger
  linkTo: LinkTo
  /** The place of a run takes nothing any more. */
  unreachable(run: Run): Promise<void>
  signal: AbortSignal
}

/** How long after a failure the same film may be sent again. */
const RETRY_MS = 30_000

/** Sends finished films as messages of their own, each once: an upload takes its time, while the cards go on. */
export function filmSender({ store, adapter, log, linkTo, unreachable, signal }: FilmSenderOptions) {
  const inHand = new Map<string, Promise<void>>()

  async function post(run: Run, view: View, nonce: string): Promise<void> {
    const origin = await store.inbox.origin(adapter.platform, run.id)
    await store.runs.setDelivered(run.id, await adapter.post(run.place, fitView(view, adapter.limits), nonce, origin))
  }

  async function deliver(run: Run): Promise<void> {
    const say = sayIn(run.owner.locale)
    const view = filmView(run, say)
    try {
      await post(run, view, `${run.id}:film`)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      if (error.code === 'unreachable') return unreachable(run)
      if (error.code !== 'too-large') throw error
      await post(run, await linkedView(view, linkTo, say), `${run.id}:link`)
    }
  }

  return {
    /** Sends the film of a finished run unless that is being done; asked again, it tries again what failed. */
    send(run: Run): void {
      if (inHand.has(run.id)) return
      const delivery = deliver(run)
        .catch(async (error: unknown) => {
          if (signal.aborted) return
          log.warn({ err: error, run: run.id }, 'a film could not be sent; it is tried again')
          const wait = error instanceof TransientError ? error.retryAfterMs : undefined
          await sleep(wait ?? RETRY_MS, undefined, { signal }).catch(() => {})
        })
        .finally(() => inHand.delete(run.id))
      inHand.set(run.id, delivery)
    },
    async settled(): Promise<void> {
      await Promise.all(inHand.values())
    },
  }
}
