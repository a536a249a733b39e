import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { newId } from '../../../lib/ids.ts'
import { Secret } from '../../../lib/secret.ts'
import { BlobId, FilmSettings } from '../../../pipeline/schema.ts'
import type { Services } from '../../../pipeline/services.ts'
import { openWorks, type WorkerOptions, type Works, type WorksOptions } from '../../../queue/works.ts'
import { openStore } from '../../../storage/open-store.ts'
import type { Run, RunState, Store } from '../../../storage/store.ts'
import type { Place } from './places.ts'
import { type Behaviour, smallFilm } from './small-film.ts'

export interface Rig {
  readonly folder: string
  readonly store: Store
  /** Lines that were logged, as objects. */
  readonly logged: Record<string, unknown>[]
  works(options?: Partial<WorksOptions>): Promise<Works>
  work(works: Works, options?: Partial<WorkerOptions>): ReturnType<Works['startWorker']>
  accept(behaviour: Behaviour, owner?: string, settings?: Partial<FilmSettings>): Promise<Run>
  /** Resolves when the run is in one of the states; throws after `ms` with what is known of it. */
  reach(id: string, states: RunState[], ms?: number): Promise<Run>
  /** What the steps wrote, in order. */
  journal(): Promise<{ what: string; step: string; scene: number; pid: number; at: number }[]>
  /** A worker in a process of its own; resolves when it works. */
  spawnWorker(): Promise<ChildProcess>
  stop(): Promise<void>
}

/** Real records in a temporary folder, and a queue at the place's address or in that folder. */
export async function openRig(place: Place): Promise<Rig> {
  const queueUrl = place.url
  const folder = await mkdtemp(join(tmpdir(), 'docreel-queue-'))
  place.prepare?.(folder)
  const logged: Record<string, unknown>[] = []
  const log: Logger = pino({ level: 'debug' }, { write: (line: string) => void logged.push(JSON.parse(line)) })
  const store = await openStore({ dataDir: folder, log })
  const journal = join(folder, 'journal')
  const opened: Works[] = []
  const children: ChildProcess[] = []

  return {
    folder,
    store,
    logged,
    async works(options = {}) {
      const url = queueUrl === undefined ? undefined : new Secret(queueUrl)
      const works = await openWorks({ queueUrl: url, dataDir: folder, store, log, ...options })
      opened.push(works)
      return works
    },
    work: (works, options = {}) =>
      works.startWorker({
        services: {} as Services,
        tempDir: folder,
        pipeline: smallFilm(journal),
        caps: {},
        concurrency: { io: 4, cpu: 2 },
        ...options,
      }),
    async accept(behaviour, owner = 'a', settings = {}) {
      const asked = {
        id: newId(),
        project: newId(),
        owner: { id: owner, name: owner },
        place: { platform: 'test', channel: 'c' },
        request: {
          source: BlobId.parse(`blob:${'0'.repeat(64)}`),
          filename: JSON.stringify({ salt: newId(), ...behaviour }),
          settings: FilmSettings.parse(settings),
        },
      }
      const run = await store.runs.accept(asked, newId())
      if (run === undefined) throw new Error('not accepted')
      return run
    },
    reach: (id, states, ms = 60_000) => reach(store, id, states, ms, logged),
    async journal() {
      const lines = (await readFile(journal, 'utf8').catch(() => '')).split('\n').filter(Boolean)
      return lines.map((line) => {
        const [what = '', step = '', scene, pid, at] = line.split(' ')
        return { what, step, scene: Number(scene), pid: Number(pid), at: Number(at) }
      })
    },
    async spawnWorker() {
      const script = new URL('./worker-process.ts', import.meta.url).pathname
      const child = spawn(process.execPath, [script, folder, queueUrl ?? ''], { stdio: ['ignore', 'pipe', 'inherit'] })
      children.push(child)
      const ready = once(child.stdout, 'data')
      await Promise.race([ready, once(child, 'exit').then(() => Promise.reject(new Error('the worker ended')))])
      return child
    },
    async stop() {
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(opened.map((works) => works.close().catch(() => undefined)))
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function reach(store: Store, id: string, states: RunState[], ms: number, logged: Record<string, unknown>[]): Promise<Run> {
  for (const deadline = Date.now() + ms; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const run = await store.runs.get(id)
    if (run !== undefined && states.includes(run.state)) return run
    if (Date.now() > deadline || run?.state === 'failed') {
      const told = logged.filter(({ level }) => Number(level) >= 40)
      throw new Error(`${states} not reached: ${JSON.stringify([run?.state, run?.attempt, await store.runs.steps(id), told], null, 1)}`)
    }
  }
}
