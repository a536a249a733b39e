import { z } from 'zod'
import type { ChatAdapter, View } from '../../bots/chat.ts'
import { fitView } from '../../bots/fit.ts'
import { type LiveMessage, liveMessage } from '../../bots/live.ts'
import type { Logger } from '../../lib/log.ts'
import { MessageRef, type Person } from '../../lib/place.ts'
import type { Store } from '../../storage/store.ts'
import { currentOf } from '../review/current.ts'
import { sayIn } from '../say.ts'
import { sceneCard } from './scene-card.ts'

const Opened = z.record(z.string(), z.object({ at: MessageRef, locale: z.string().optional() }))

/** Remembers which message shows a scene, so that it follows the scene from now on, after a restart too; the latest one does. */
export async function rememberCard(store: Store, project: string, seed: number, at: MessageRef, { locale }: Person): Promise<void> {
  await store.preferences.set(scopeOf(project), { [seed]: { at, locale } })
}

function scopeOf(project: string): string {
  return `scenes:${project}`
}

/** Keeps the scene cards of one platform true to the records. */
export function sceneCards({ store, adapter, log, signal }: { store: Store; adapter: ChatAdapter; log: Logger; signal: AbortSignal }) {
  const cards = new Map<string, { message: LiveMessage; shown: string }>()

  return {
    /** Redraws those of a project's open cards that no longer show how things stand. */
    async refresh(project: string): Promise<void> {
      const opened = Opened.catch({}).parse(await store.preferences.get(scopeOf(project)))
      if (Object.keys(opened).length === 0) return
      const current = await currentOf(project, store)
      if (current === undefined) return
      for (const [seed, { at, locale }] of Object.entries(opened)) {
        if (at.place.platform !== adapter.platform) continue
        show(project, seed, at, fitView(sceneCard(current, Number(seed), sayIn(locale)), adapter.limits))
      }
    },
    async settled(): Promise<void> {
      await Promise.all([...cards.values()].map(({ message }) => message.settled()))
    },
  }

  function show(project: string, seed: string, at: MessageRef, view: View): void {
    const key = JSON.stringify(at)
    const card = cards.get(key) ?? { message: follow(project, seed, at), shown: '' }
    cards.set(key, card)
    const drawn = JSON.stringify(view)
    if (card.shown === drawn) return
    card.shown = drawn
    card.message.show(view, 0)
  }

  function follow(project: string, seed: string, at: MessageRef): LiveMessage {
    return liveMessage({
      adapter,
      ref: at,
      signal,
      shown: async () => {},
      // Whoever removed it does not want it back.
      async repost() {
        cards.delete(JSON.stringify(at))
        await store.preferences.set(scopeOf(project), { [seed]: undefined })
        return undefined
      },
      failed: (error) => log.error({ err: error, project }, 'a scene card could not be shown'),
    })
  }
}
