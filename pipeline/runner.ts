import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type Complaints, createComplaints } from '../lib/complaints.ts'
import { hashOf } from '../lib/hash.ts'
import type { Execute } from './film-request.ts'
import { BlobId } from './schema.ts'
import type { Services } from './services.ts'
import type { Blobs, Step, StepContext } from './step.ts'

/** Results of steps by their key, and leases so that two machines don't make the same thing at once. */
export interface StepCache {
  find(key: string): Promise<unknown | undefined>
  save(key: string, step: string, output: unknown, ms: number): Promise<void>
  forget(key: string): Promise<void>
  /** Takes or renews the lease for `ttlMs`; false while someone else holds it. */
  claim(key: string, holder: string, ttlMs: number): Promise<boolean>
  release(key: string, holder: string): Promise<void>
}

/** What a step's execution tells as it goes. */
export type StepReport =
  | { state: 'active'; fraction: number }
  | { state: 'done'; ms: number; cached: boolean; output: unknown }
  | { state: 'failed'; ms: number }

export interface RunnerOptions {
  services: Services
  cache: StepCache
  blobs: Blobs
  log: Logger
  /** Folder for work folders. */
  tempDir: string
  /** Names this process in leases. */
  holder: string
  signal: AbortSignal
  report(step: string, scene: number, report: StepReport): Promise<void>
  pay: StepContext['pay']
  /** What is told where progress, or a lease, can't be written: all runners of a process share it. Left out, each has its own. */
  unwritten?: Complaints | undefined
  /** Makes nothing: what is not known throws `NotMade`. */
  onlyKnown?: boolean | undefined
}

type Shared = RunnerOptions & { unwritten: Complaints }

/** What a runner that makes nothing throws for a step whose result is not known, or not whole. */
export class NotMade extends Error {
  override readonly name = 'NotMade'
}

const LEASE_MS = 10_000
/** Pauses between looks at what another process makes. */
const WAIT_MS = { first: 50, most: 1_000 } as const

/** One step to be executed for one scene. */
interface Task<Input, Output> {
  step: Step<Input, Output>
  /** Parsed. */
  input: Input
  key: string
  scene: number
}

/**
 * Makes an `Execute` for film.ts: looks the step up by its key, checks that every blob it names is whole, and runs it
 * where it is not known; waits where another process is at the same step.
 */
export function createRunner(given: RunnerOptions): Execute {
  const options = { ...given, unwritten: given.unwritten ?? createUnwritten(given.log) }
  return async (step, rawInput, scene = 0) => {
    const input = step.input.parse(rawInput)
    const task = { step, input, key: keyOf(step, input, options.services), scene }
    const started = performance.now()
    const elapsed = () => Math.round(performance.now() - started)
    const known = await knownOrLeased(task, options)
    if (known !== undefined) {
      await options.report(step.name, scene, { state: 'done', ms: elapsed(), cached: true, output: known })
      return known
    }
    return whileLeased(task.key, options, () => make(task, options, elapsed))
  }
}

/** What runners tell the log by where progress, or a lease, can't be written. */
export function createUnwritten(log: Logger): Complaints {
  return createComplaints(log, 'progress not recorded')
}

// The step's stored result; undefined when it is to be made, for which this process then holds the lease.
async function knownOrLeased<Input, Output>({ step, key }: Task<Input, Output>, options: RunnerOptions): Promise<Output | undefined> {
  const { cache, holder, signal } = options
  for (let waitMs: number = WAIT_MS.first; ; waitMs = Math.min(waitMs * 2, WAIT_MS.most)) {
    signal.throwIfAborted()
    const known = await findWhole(step, key, options)
    if (known !== undefined) return known
    if (options.onlyKnown === true) throw new NotMade(step.name)
    if (!(await cache.claim(key, holder, LEASE_MS))) {
      await sleep(waitMs, undefined, { signal })
      continue
    }
    // Another may have finished and let go between our look and our claim.
    if ((await cache.find(key)) === undefined) return undefined
    await cache.release(key, holder)
  }
}

// Undefined, and forgotten, where a stored result does not parse or one of its blobs is missing or damaged.
async function findWhole<Output>(
  step: Pick<Step<unknown, Output>, 'name' | 'output'>,
  key: string,
  { cache, blobs, log }: RunnerOptions,
): Promise<Output | undefined> {
  const stored = await cache.find(key)
  if (stored === undefined) return undefined
  const found = step.output.safeParse(stored)
  const isWhole = found.success && (await Promise.all([...new Set(blobsIn(found.data))].map((id) => blobs.verify(id)))).every(Boolean)
  if (isWhole) return found.data
  log.warn({ step: step.name, key }, 'a stored result was damaged and is made again')
  await cache.forget(key)
  return undefined
}

async function whileLeased<T>(key: string, { cache, holder, unwritten }: Shared, work: () => Promise<T>): Promise<T> {
  const renew = setInterval(() => void cache.claim(key, holder, LEASE_MS).catch(unwritten), LEASE_MS / 3)
  try {
    return await work()
  } finally {
    clearInterval(renew)
    await cache.release(key, holder)
  }
}

async function make<Input, Output>(task: Task<Input, Output>, options: Shared, elapsed: () => number): Promise<Output> {
  const { step, input, key, scene } = task
  const { services, cache, blobs, log, signal, pay, unwritten } = options
  const report = (told: StepReport) => options.report(step.name, scene, told)
  const progress = everySoOften((fraction) => void report({ state: 'active', fraction }).then(unwritten.over, unwritten))
  let folder: string | undefined
  const workFolder = async () => (folder ??= await mkdtemp(join(options.tempDir, `${step.name}-`)))
  try {
    await report({ state: 'active', fraction: 0 })
    const context = { services, blobs, log: log.child({ step: step.name, scene }), signal, progress, workFolder, pay }
    const output = step.output.parse(await step.run(input, context))
    signal.throwIfAborted()
    await cache.save(key, step.name, output, elapsed())
    await report({ state: 'done', ms: elapsed(), cached: false, output })
    return output
  } catch (error) {
    if (!signal.aborted) await report({ state: 'failed', ms: elapsed() })
    throw error
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}

/** What a step's result is kept under; `input` is parsed. */
export function keyOf<Input>(step: Step<Input, unknown>, input: Input, services: Services): string {
  return hashOf([step.name, step.version, step.fingerprint(services), input])
}

/** Every blob that a value names, at any depth. */
export function blobsIn(value: unknown): BlobId[] {
  if (typeof value === 'string') return BlobId.safeParse(value).success ? [value as BlobId] : []
  if (Array.isArray(value)) return value.flatMap(blobsIn)
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap(blobsIn)
  return []
}

// Progress is for people: a few writes a second would load the records for nothing.
function everySoOften(tell: (fraction: number) => void, ms = 500): (fraction: number) => void {
  let last = 0
  return (fraction) => {
    if (performance.now() - last < ms) return
    last = performance.now()
    tell(fraction)
  }
}
