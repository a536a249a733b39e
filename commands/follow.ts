import type { ChatAdapter, LinkTo } from '../bots/chat.ts'
import { createComplaints } from '../lib/complaints.ts'
import { UserError } from '../lib/errors.ts'
import type { Logger } from '../lib/log.ts'
import type { Services } from '../pipeline/services.ts'
import type { Works } from '../queue/works.ts'
import type { Run, Store } from '../storage/store.ts'
import { filmSender } from './cards/film-sender.ts'
import { runCards } from './cards/run-cards.ts'
import { sceneCards } from './cards/scene-cards.ts'

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
  const cards = runCards({ store, adapter, surroundings, log, failed, signal })
  const scenes = sceneCards({ store, adapter, log, signal })
  const films = filmSender({ store, adapter, log, linkTo, unreachable, signal })
  const complain = createComplaints(log.child({ platform: adapter.platform }), 'cards could not be drawn')
  /** Where the runs that wait were last seen to stand. */
  let line: ReadonlyMap<string, number> = new Map()
  let wake: (() => void) | undefined
  // What was open when the process before this one ended may have been missed.
  let told = new Set((await store.runs.list({ states: ['review'] })).map(({ id }) => id))
  const unsubscribe = works.subscribe((id) => {
    told.add(id)
    wake?.()
  })
  signal.addEventListener('abort', () => wake?.(), { once: true })

  while (!signal.aborted) {
    // Made before looking: a change that is told while cards are drawn starts the next round at once.
    const woken = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    const heard = told
    told = new Set()
    try {
      await drawAll(heard)
      complain.over()
    } catch (error) {
      for (const id of heard) told.add(id)
      complain(error)
    }
    await woken
  }
  unsubscribe()
  await Promise.all([cards, scenes, films].map((shown) => shown.settled()))

  // The cards of runs that changed, and the open scenes of their projects and of those that were told of.
  async function drawAll(heard: ReadonlySet<string>): Promise<void> {
    const stale = (await store.runs.stale(adapter.platform)).filter(({ id }) => only === undefined || id === only)
    const isStale = (id: string) => stale.some((run) => run.id === id)
    const moved = (await movedInLine()).filter(({ id }) => !isStale(id))
    await Promise.all([...stale, ...moved].map((run) => draw(run).catch((error: unknown) => failed(run, error))))
    const others = await Promise.all([...heard].filter((id) => !isStale(id)).map(store.runs.get))
    const projects = new Set([...stale, ...others].flatMap((run) => (run?.place.platform === adapter.platform ? [run.project] : [])))
    await Promise.all([...projects].map(scenes.refresh))
  }

  // A run's place in the line is no part of its version: it changes with the others.
  async function movedInLine(): Promise<Run[]> {
    const before = line
    line = await store.runs.line()
    const moved = [...line].filter(([id, place]) => before.get(id) !== place && (only === undefined || id === only))
    const runs = await Promise.all(moved.map(([id]) => store.runs.get(id)))
    return runs.flatMap((run) => (run?.place.platform === adapter.platform && run.card !== undefined ? [run] : []))
  }

  async function draw(run: Run): Promise<void> {
    const isUnsent = run.state === 'done' && adapter.filmIn === 'message' && run.delivered === undefined
    if (isUnsent) films.send(run)
    await cards.draw(run, line, !isUnsent)
  }

  async function failed(run: Run, error: unknown): Promise<void> {
    if (error instanceof UserError && error.code === 'unreachable') await unreachable(run)
    else log.error({ err: error, run: run.id }, 'a card could not be shown')
  }

  // Goes on in the next best place; without one, nobody waits for this film any more.
  async function unreachable(run: Run): Promise<void> {
    cards.forget(run.id)
    const place = await adapter.elsewhere?.(run.place, run.owner)
    log.warn({ run: run.id, place: run.place, next: place }, 'a place takes nothing any more')
    if (place !== undefined) return store.runs.redirect(run.id, place)
    await works.cancel(run.id)
    const { version = run.version } = (await store.runs.get(run.id)) ?? {}
    await store.runs.setShown(run.id, version)
  }
}
