import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatAdapter, LinkTo } from '../../bots/chat.ts'
import { TransientError, UserError } from '../../lib/errors.ts'
import type { Logger } from '../../lib/log.ts'
import type { Run, Store } from '../../storage/store.ts'
import { sayIn } from '../say.ts'
import { filmView } from './card.ts'
import { sendSized } from './send-sized.ts'

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

  async function deliver(run: Run): Promise<void> {
    const say = sayIn(run.owner.locale)
    const origin = await store.inbox.origin(adapter.platform, run.id)
    try {
      const film = await sendSized(filmView(run, say), { limits: adapter.limits, linkTo, say }, (fitted, as) =>
        adapter.post(run.place, fitted, `${run.id}:${as === 'whole' ? 'film' : 'link'}`, origin),
      )
      await store.runs.setDelivered(run.id, film)
    } catch (error) {
      if (!(error instanceof UserError && error.code === 'unreachable')) throw error
      await unreachable(run)
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
