import { constants } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, extname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatAdapter, Incoming } from '../../bots/chat.ts'
import { UserError } from '../../lib/errors.ts'
import type { Logger } from '../../lib/log.ts'
import { BlobId, type FilmSettings } from '../../pipeline/schema.ts'
import type { Works } from '../../queue/works.ts'
import type { FilmResult, Run, StepRecord, Store } from '../../storage/store.ts'
import { fileName } from '../cards/card.ts'
import { acceptFile } from '../film.ts'
import { follow } from '../follow.ts'
import { sayIn } from '../say.ts'

/** What `npm run film` prints with `--json`: DESIGN section 9. */
export interface Summary extends Pick<FilmResult, 'seconds' | 'width' | 'height' | 'scenes' | 'language' | 'title' | 'cost'> {
  /** Paths of the files. */
  film: string
  cover: string
  captions: string
  steps: { step: string; ms: number; cached: boolean }[]
}

export interface MakeOptions {
  store: Store
  works: Works
  adapter: ChatAdapter
  log: Logger
  settings: Partial<FilmSettings>
  uploadBytes: number
  /** Where the film goes; cover and captions stand beside it under the same name. */
  out: string | undefined
  filmsDir: string
  signal: AbortSignal
}

/**
 * Ends what an interrupted terminal left behind; only for a process that has the queue to itself. What those films had
 * come to is cached: asking again goes on from there.
 */
export async function dropAbandoned({ store, works }: { store: Store; works: Pick<Works, 'cancel'> }): Promise<void> {
  const place = { platform: 'terminal', channel: 'terminal' }
  for (const run of await store.runs.list({ states: ['waiting', 'queued', 'running'], place })) await works.cancel(run.id)
}

/** Makes one film for the person at the terminal and puts its files in place. Throws the run's problem when it fails. */
export async function make(options: MakeOptions): Promise<Summary> {
  const { store, works, adapter, log, signal } = options
  const following = new AbortController()
  const cards = follow({ store, works, adapter, log, signal: following.signal })
  try {
    const run = await accept(options)
    const stop = () => void works.cancel(run.id)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    const last = await ended(run, store)
    await shown(last, store)
    if (last.state === 'done' && last.result !== undefined) return await deliver(last.result, await store.runs.steps(run.id), options)
    const { code, message, id } = last.problem ?? { code: 'cancelled', message: 'Cancelled.' }
    throw code === 'bug' ? Object.assign(new Error(message), { id }) : new UserError(code, message)
  } finally {
    following.abort()
    await cards
  }

  function accept({ settings, uploadBytes }: MakeOptions): Promise<Run> {
    return new Promise((accepted, refused) => {
      const deliverTo = async (said: Incoming) => {
        const file = said.kind === 'message' ? said.files[0] : undefined
        if (file === undefined) throw new UserError('usage', 'Name a document.')
        const context = { store, works, adapter, say: sayIn(said.from.locale), uploadBytes, signal }
        const run = await acceptFile(file, said.id, said, settings, context)
        if (run === undefined) throw new UserError('busy', 'That was accepted before.')
        accepted(run)
      }
      adapter.run([], (said) => deliverTo(said).catch(refused), following.signal).catch(refused)
    })
  }
}

async function ended(run: Run, store: Store): Promise<Run> {
  for (;;) {
    const now = await store.runs.get(run.id)
    if (now === undefined) throw new Error(`run ${run.id} is gone`)
    if (now.state === 'done' || now.state === 'failed' || now.state === 'cancelled') return now
    await sleep(100)
  }
}

// The last state of the card belongs on the screen before the prompt comes back.
async function shown(run: Run, store: Store): Promise<void> {
  for (let tries = 0; tries < 30; tries++) {
    if (((await store.runs.get(run.id))?.shown ?? 0) >= run.version) return
    await sleep(100)
  }
}

async function deliver(result: FilmResult, steps: StepRecord[], { store, out, filmsDir }: MakeOptions): Promise<Summary> {
  const film = resolve(out ?? join(filmsDir, `${fileName(result.title)}.mp4`))
  const stem = film.slice(0, film.length - extname(film).length)
  const files = { film, cover: `${stem}.jpg`, captions: `${stem}.srt`, vtt: `${stem}.vtt` }
  await mkdir(dirname(film), { recursive: true })
  for (const [name, path] of Object.entries({ film: result.film, cover: result.cover, captions: result.srt, vtt: result.vtt })) {
    await copyFile(await store.blobs.path(BlobId.parse(path)), files[name as keyof typeof files], constants.COPYFILE_FICLONE)
  }
  const { seconds, width, height, scenes, language, title, cost } = result
  return {
    film: files.film,
    cover: files.cover,
    captions: files.captions,
    seconds,
    width,
    height,
    scenes,
    language,
    title,
    steps: totalsOf(steps),
    cost,
  }
}

function totalsOf(records: StepRecord[]): Summary['steps'] {
  const totals = new Map<string, { step: string; ms: number; cached: boolean }>()
  for (const { step, ms, cached } of records) {
    const total = totals.get(step) ?? { step, ms: 0, cached: true }
    totals.set(step, { step, ms: total.ms + ms, cached: total.cached && cached })
  }
  return [...totals.values()]
}
