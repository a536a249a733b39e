import type { ChatAdapter, LinkTo } from '../bots/chat.ts'
import { fitView } from '../bots/fit.ts'
import { type LiveMessage, liveMessage } from '../bots/live.ts'
import { UserError } from '../lib/errors.ts'
import type { Logger } from '../lib/log.ts'
import type { Services } from '../pipeline/services.ts'
import type { Works } from '../queue/works.ts'
import type { Run, Store } from '../storage/store.ts'
import { cardOf } from './cards/card.ts'
import { cardState } from './cards/card-state.ts'
import { filmSender } from './cards/film-sender.ts'
import { sceneCards } from './cards/scene-cards.ts'
import { sayIn } from './say.ts'

export interface FollowOptions {
  store: Store
  works: Pick<Works, 'subscribe' | 'cancel'>
  /** What cards offer a model's help by; left out, none does. */
  services?: Pick<Services, 'script'>
  adapter: ChatAdapter
  linkTo?: LinkTo
  /** Follows this run alone; left out, all of the platform. */
  only?: string
  log: Logger
  signal: AbortSignal
}

/** How long a card may lag when the word of a change was lost. */
const POLL_MS = 2_000

/**
 * Keeps every card of one platform true to the records, those of open scenes too, until the signal. What a card has shown is a record too, so
 * a restart goes on editing the same messages, and a card that was never posted is posted.
 */
export async function follow({ store, works, services, adapter, linkTo, only, log, signal }: FollowOptions): Promise<void> {
  const surroundings = { filmIn: adapter.filmIn, canRewrite: services?.script.rewrite !== undefined }
  const cards = new Map<string, LiveMessage>()
  const scenes = sceneCards({ store, adapter, log, signal })
  const films = filmSender({ store, adapter, log, linkTo, unreachable, signal })
  /** Where the runs that wait were last seen to stand. */
  let line: ReadonlyMap<string, number> = new Map()
  let again: (() => void) | undefined
  // What was open when the process before this one ended may have been missed.
  let told = new Set((await store.runs.list({ states: ['review'] })).map(({ id }) => id))
  const unsubscribe = works.subscribe((id) => {
    told.add(id)
    again?.()
  })
  signal.addEventListener('abort', () => again?.(), { once: true })

  while (!signal.aborted) {
    const woken = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS)
      again = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    const heard = told
    told = new Set()
    try {
      const stale = (await store.runs.stale(adapter.platform)).filter(({ id }) => only === undefined || id === only)
      const moved = (await movedInLine()).filter(({ id }) => stale.every((run) => run.id !== id))
      await Promise.all([...stale, ...moved].map((run) => draw(run).catch((error: unknown) => failed(run, error))))
      const others = await Promise.all([...heard].filter((id) => stale.every((run) => run.id !== id)).map(store.runs.get))
      const projects = new Set([...stale, ...others].flatMap((run) => (run?.place.platform === adapter.platform ? [run.project] : [])))
      await Promise.all([...projects].map(scenes.refresh))
    } catch (error) {
      for (const id of heard) told.add(id)
      log.error({ err: error, platform: adapter.platform }, 'cards could not be drawn')
    }
    await woken
  }
  unsubscribe()
  await Promise.all([...cards.values(), scenes, films].map((card) => card.settled()))

  // A run's place in the line is no part of its version: it changes with the others.
  async function movedInLine(): Promise<Run[]> {
    const before = line
    line = await store.runs.line()
    const moved = [...line].filter(([id, place]) => before.get(id) !== place && (only === undefined || id === only))
    const runs = await Promise.all(moved.map(([id]) => store.runs.get(id)))
    return runs.filter((run) => run?.place.platform === adapter.platform && run.card !== undefined) as Run[]
  }

  async function draw(run: Run): Promise<void> {
    const unsent = run.state === 'done' && adapter.filmIn === 'message' && run.delivered === undefined
    if (unsent) films.send(run)
    // Shown for good only once the film has been sent.
    const version = unsent ? run.version - 1 : run.version
    const view = fitView(cardOf(await cardState(run, store, line), sayIn(run.owner.locale), surroundings), adapter.limits)
    let card = cards.get(run.id)
    if (card === undefined && run.card === undefined) {
      const origin = await store.inbox.origin(adapter.platform, run.id)
      await store.runs.setCard(run.id, await adapter.post(run.place, view, run.id, origin))
      await store.runs.setShown(run.id, version)
      return
    }
    if (card === undefined && run.card !== undefined) {
      card = liveMessage({
        adapter,
        ref: run.card,
        signal,
        shown: (shown) => store.runs.setShown(run.id, shown),
        async repost(latest, lost) {
          const ref = await adapter.post(run.place, latest, `${run.id}:${lost.id}`)
          await store.runs.setCard(run.id, ref)
          return ref
        },
        failed: (error) => void failed(run, error),
      })
      cards.set(run.id, card)
    }
    card?.show(view, version)
    const title = run.request.board?.title
    if (title !== undefined)
      void adapter.retitle?.(run.place, title).catch((error: unknown) => log.info({ err: error }, 'a thread keeps its title'))
    if (!unsent && (run.state === 'done' || run.state === 'failed' || run.state === 'cancelled')) {
      void card?.settled().then(() => cards.delete(run.id))
    }
  }

  async function failed(run: Run, error: unknown): Promise<void> {
    if (error instanceof UserError && error.code === 'unreachable') await unreachable(run)
    else log.error({ err: error, run: run.id }, 'a card could not be shown')
  }

  // Goes on in the next best place; without one, nobody waits for this film any more.
  async function unreachable(run: Run): Promise<void> {
    cards.delete(run.id)
    const place = await adapter.elsewhere?.(run.place, run.owner)
    log.warn({ run: run.id, place: run.place, next: place }, 'a place takes nothing any more')
    if (place !== undefined) return store.runs.redirect(run.id, place)
    await works.cancel(run.id)
    const { version = run.version } = (await store.runs.get(run.id)) ?? {}
    await store.runs.setShown(run.id, version)
  }
}
