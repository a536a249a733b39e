import { extname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatAdapter, Incoming } from '../../bots/chat.ts'
import { fitView } from '../../bots/fit.ts'
import { LoggedBug, UserError } from '../../lib/errors.ts'
import type { Logger } from '../../lib/log.ts'
import { filmOf } from '../../pipeline/film.ts'
import { BlobId, type FilmSettings } from '../../pipeline/schema.ts'
import { finishKnown, type MakingOptions } from '../../queue/making.ts'
import type { Works } from '../../queue/works.ts'
import type { FilmResult, Run, StepRecord, Store } from '../../storage/store.ts'
import { cardOf, fileName } from '../cards/card.ts'
import { cardState } from '../cards/card-state.ts'
import { acceptFile } from '../film.ts'
import { follow } from '../follow.ts'
import { sayIn } from '../say.ts'
import { copyOut, placeAmongFilms } from './film-place.ts'

/** What `npm run film` prints with `--json`: DESIGN section 9. */
export interface Summary extends Pick<FilmResult, 'seconds' | 'width' | 'height' | 'scenes' | 'language' | 'title' | 'cost'> {
  /** Paths of the files. */
  film: string
  cover: string
  captions: string
  steps: { step: string; ms: number; cached: boolean }[]
}

export interface MakeOptions {
  studio: Omit<MakingOptions, 'pipeline' | 'log'>
  /** Opens the queue and starts to work on it; a film that was made before needs none. */
  openWorks(): Promise<Works>
  /** No other process works on this queue. */
  isAlone: boolean
  adapter: ChatAdapter
  log: Logger
  settings: Partial<FilmSettings>
  /** Of the document: "3-5", and what opens it. */
  chapters?: string | undefined
  password?: string | undefined
  uploadBytes: number
  /** Where the film goes, from `filmPlace`; left out, among the others in `filmsDir`. Covers and captions stand beside it under the same name. */
  out: string | undefined
  filmsDir: string
  signal: AbortSignal
}

/** Makes one film for the person at the terminal and puts its files in place. Throws the run's problem when it fails. */
export async function make(options: MakeOptions): Promise<Summary> {
  const { studio, adapter, log, signal } = options
  const { store } = studio
  const leaving = new AbortController()
  try {
    const run = await accept(options, leaving.signal)
    const known = await finishKnown(run, { ...studio, pipeline: filmOf, log }, signal)
    if (!known) await work(run, options)
    // The last state of the card belongs on the screen before the prompt comes back, however late whoever followed the run was.
    const last = await show(run.id, store, adapter)
    if (last.state === 'done' && last.result !== undefined) return await deliver(last.result, await store.runs.steps(run.id), options)
    const { code, message, id } = last.problem ?? { code: 'cancelled', message: 'Stopped. The same command goes on from here.' }
    throw code === 'bug' ? new LoggedBug(id ?? run.id, message) : new UserError(code, message)
  } finally {
    leaving.abort()
  }
}

/** Records what the person at the keyboard asked for. */
function accept({ studio, adapter, settings, chapters, password, uploadBytes, signal }: MakeOptions, leaving: AbortSignal): Promise<Run> {
  return new Promise((accepted, refused) => {
    const deliverTo = async (said: Incoming) => {
      const file = said.kind === 'message' ? said.files[0] : undefined
      if (file === undefined) throw new UserError('usage', 'Name a document.')
      const works = { submit: async () => {} }
      const context = { ...studio, works, adapter, say: sayIn(said.from.locale), uploadBytes, signal }
      const run = await acceptFile(file, said.id, said, settings, context, { chapters, password })
      if (run === undefined) throw new UserError('busy', 'That was accepted before.')
      accepted(run)
    }
    adapter.run([], (said) => deliverTo(said).catch(refused), leaving).catch(refused)
  })
}

async function show(id: string, store: Store, adapter: ChatAdapter): Promise<Run> {
  const run = await current(id, store)
  await adapter.post(run.place, fitView(cardOf(await cardState(run, store), sayIn(run.owner.locale)), adapter.limits), id)
  await store.runs.setShown(id, run.version)
  return run
}

/** Sees a run through the queue to its end, its card on the screen. */
async function work(run: Run, { studio: { store }, openWorks, isAlone, adapter, log, signal }: MakeOptions): Promise<void> {
  const works = await openWorks().catch(async (error: unknown) => {
    // Whoever holds the queue would make it, for nobody.
    await store.runs.move(run.id, ['waiting', 'queued', 'running'], 'cancelled')
    throw error
  })
  const following = new AbortController()
  // What other terminals made, or this one before, is not said again.
  const cards = follow({ store, works, adapter, only: run.id, log, signal: following.signal })
  try {
    if (isAlone) await dropAbandoned(run, store, works)
    const stop = () => void works.cancel(run.id)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    await works.submit(run)
    await ended(run, store)
  } finally {
    following.abort()
    await cards
    await works.close()
  }
}

/** Ends what an interrupted terminal left behind. What those films had come to is cached: asking again goes on from there. */
async function dropAbandoned({ id, place }: Run, store: Store, works: Works): Promise<void> {
  const { platform, channel } = place
  const left = await store.runs.list({ states: ['waiting', 'queued', 'running'], place: { platform, channel } })
  for (const run of left) if (run.id !== id) await works.cancel(run.id)
}

async function current(id: string, store: Store): Promise<Run> {
  const run = await store.runs.get(id)
  if (run === undefined) throw new Error(`run ${id} is gone`)
  return run
}

async function ended(run: Run, store: Store): Promise<void> {
  for (;;) {
    const now = await current(run.id, store)
    if (now.state === 'done' || now.state === 'failed' || now.state === 'cancelled') return
    await sleep(100)
  }
}

async function deliver(result: FilmResult, steps: StepRecord[], { studio: { store }, out, filmsDir }: MakeOptions): Promise<Summary> {
  const pathOf = (blob: string) => store.blobs.path(BlobId.parse(blob))
  const copy = async (blob: string, to: string) => copyOut(await pathOf(blob), to)
  const { seconds, width, height, scenes, language, title, cost, cover, covers = [], srt, vtt, ass } = result
  const film = out ?? (await placeAmongFilms(await pathOf(result.film), { folder: filmsDir, name: fileName(title) }))
  if (out !== undefined) await copy(result.film, out)
  const stem = film.slice(0, film.length - extname(film).length)
  const beside = { cover: `${stem}.jpg`, captions: `${stem}.srt` }
  await copy(cover, beside.cover)
  await copy(srt, beside.captions)
  await copy(vtt, `${stem}.vtt`)
  if (ass !== undefined) await copy(ass, `${stem}.ass`)
  for (const { variant, image } of covers) if (image !== cover) await copy(image, `${stem}-cover-${variant}.jpg`)
  return { film, ...beside, seconds, width, height, scenes, language, title, steps: totalsOf(steps), cost }
}

function totalsOf(records: StepRecord[]): Summary['steps'] {
  const totals = new Map<string, { step: string; ms: number; cached: boolean }>()
  for (const { step, ms, cached } of records) {
    const total = totals.get(step) ?? { step, ms: 0, cached: true }
    totals.set(step, { step, ms: total.ms + ms, cached: total.cached && cached })
  }
  return [...totals.values()]
}
