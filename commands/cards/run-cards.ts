import type { ChatAdapter, MessageRef, View } from '../../bots/chat.ts'
import { fitView } from '../../bots/fit.ts'
import { type LiveMessage, liveMessage } from '../../bots/live.ts'
import type { Logger } from '../../lib/log.ts'
import type { Run, Store } from '../../storage/store.ts'
import { sayIn } from '../say.ts'
import { type CardSurroundings, cardOf } from './card.ts'
import { cardState } from './card-state.ts'

export interface RunCardsOptions {
  store: Store
  adapter: ChatAdapter
  surroundings: CardSurroundings
  log: Logger
  /** A card could not be shown. */
  failed(run: Run, error: unknown): Promise<void>
  signal: AbortSignal
}

/** Keeps the cards of one platform's runs true to the records: posts those that were never posted, and edits the others. */
export function runCards({ store, adapter, surroundings, log, failed, signal }: RunCardsOptions) {
  const cards = new Map<string, LiveMessage>()

  return {
    /** Shows a run as it stands now, with the line of those that wait. Until its film is sent, the card is not noted as shown for good. */
    async draw(run: Run, line: ReadonlyMap<string, number>, isFilmSent: boolean): Promise<void> {
      const version = isFilmSent ? run.version : run.version - 1
      const view = fitView(cardOf(await cardState(run, store, line), sayIn(run.owner.locale), surroundings), adapter.limits)
      const card = cards.get(run.id) ?? (run.card && edited(run, run.card))
      if (card === undefined) return post(run, view, version)
      card.show(view, version)
      retitle(run)
      const isEnded = run.state === 'done' || run.state === 'failed' || run.state === 'cancelled'
      if (isEnded && isFilmSent) void card.settled().then(() => cards.delete(run.id))
    },
    /** Lets go of a card whose place takes nothing any more. */
    forget(runId: string): void {
      cards.delete(runId)
    },
    async settled(): Promise<void> {
      await Promise.all([...cards.values()].map((card) => card.settled()))
    },
  }

  async function post(run: Run, view: View, version: number): Promise<void> {
    const origin = await store.inbox.origin(adapter.platform, run.id)
    await store.runs.setCard(run.id, await adapter.post(run.place, view, run.id, origin))
    await store.runs.setShown(run.id, version)
  }

  function edited(run: Run, ref: MessageRef): LiveMessage {
    const card = liveMessage({
      adapter,
      ref,
      signal,
      shown: (version) => store.runs.setShown(run.id, version),
      async repost(latest, lost) {
        const next = await adapter.post(run.place, latest, `${run.id}:${lost.id}`)
        await store.runs.setCard(run.id, next)
        return next
      },
      failed: (error) => void failed(run, error),
    })
    cards.set(run.id, card)
    return card
  }

  function retitle({ place, request }: Run): void {
    const title = request.board?.title
    if (title === undefined) return
    void adapter.retitle?.(place, title).catch((error: unknown) => log.info({ err: error }, 'a thread keeps its title'))
  }
}
