import type { Problem } from '../lib/errors.ts'
import type { MessageRef, Person, Place } from '../lib/place.ts'
import type { FilmRequest } from '../pipeline/film.ts'
import type { StepCache } from '../pipeline/runner.ts'
import type { Blobs } from '../pipeline/step.ts'

/**
 * waiting: accepted, not yet admitted to the queue. queued: in the queue. running: a step has started.
 * The other three are final; only a retry (a higher `attempt`) leaves them.
 */
export type RunState = 'waiting' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** One execution of the pipeline for somebody's document. */
export interface Run {
  id: string
  owner: Person
  /** Where its card and film are shown. */
  place: Place
  /** The status card; undefined until it was posted. */
  card: MessageRef | undefined
  /** The last state the card was seen to show; a card is stale while this is below `version`. */
  shown: number
  request: FilmRequest
  state: RunState
  /** From 1; raised when the run is put into the queue anew, so that its job ids are new too. */
  attempt: number
  /** Times a worker died while holding one of its jobs. */
  crashes: number
  problem: Problem | undefined
  result: FilmResult | undefined
  /** Raised by every change of what a card shows: the run, its totals, its steps; not by `setCard` and `setShown`. */
  version: number
  /** Unix milliseconds. */
  createdAt: number
  updatedAt: number
}

/** What a finished run made: the summary of DESIGN section 9, with blob ids for files. */
export interface FilmResult {
  film: string
  cover: string
  srt: string
  vtt: string
  seconds: number
  width: number
  height: number
  scenes: number
  language: string
  title: string
  cost: { currency: string; amount: number }
  warnings: string[]
}

export type StepState = 'active' | 'done' | 'failed'

/** How far one step of a run is; steps that are made once have scene 0. */
export interface StepRecord {
  step: string
  scene: number
  state: StepState
  /** 0..1. */
  fraction: number
  ms: number
  cached: boolean
  /** Blob id of something to show for it: a picture, the cover. */
  preview: string | undefined
}

export interface Runs {
  /**
   * Accepts a document: inbox row and run row in one transaction. Undefined when this (platform, incoming id) was
   * accepted before.
   */
  accept(run: { id: string; owner: Person; place: Place; request: FilmRequest }, incomingId: string): Promise<Run | undefined>
  get(id: string): Promise<Run | undefined>
  /** Newest first. A place without a thread stands for all of its threads. */
  list(filter: { states?: RunState[]; place?: Place; ownerId?: string; limit?: number }): Promise<Run[]>
  /** Runs whose card does not yet show their newest version. */
  stale(platform: string): Promise<Run[]>
  /** Moves a run on; false when it was not in one of `from`, and then nothing was changed. */
  move(id: string, from: RunState[], to: RunState, more?: { problem?: Problem; result?: FilmResult }): Promise<boolean>
  /** Back to `waiting` with a new attempt, problem cleared. */
  restart(id: string, from: RunState[]): Promise<boolean>
  /** Counts a death of a worker on this run and gives the new count. */
  countCrash(id: string): Promise<number>
  setTotals(id: string, scenes: number): Promise<void>
  /** Scenes of the film, 0 until the storyboard stands. */
  totals(id: string): Promise<number>
  setCard(id: string, card: MessageRef): Promise<void>
  setShown(id: string, version: number): Promise<void>
  /**
   * Keeps a step's record. Changes nothing, and leaves `version` alone, for a run that is final, for the same record again,
   * and where a step that is done is found in the cache by another job: what it took the first time stands.
   */
  saveStep(id: string, record: StepRecord): Promise<void>
  steps(id: string): Promise<StepRecord[]>
  /** The next waiting run of the owner with the fewest runs at work, oldest first among equals. */
  nextWaiting(): Promise<Run | undefined>
  /** Place in the line, from 1; undefined when it is not waiting. */
  position(id: string): Promise<number | undefined>
}

/** What people sent, remembered so that a repeat does nothing. */
export interface Inbox {
  /** Whether this (platform, id) was accepted. */
  seen(platform: string, id: string): Promise<boolean>
  /** True the first time this (platform, id) is seen. */
  accept(platform: string, id: string): Promise<boolean>
}

/** Choices that stick, by scope (`person:…`, `place:…`). */
export interface Preferences {
  /** Empty where nothing was chosen. */
  get(scope: string): Promise<Record<string, unknown>>
  /** Changes the given choices and keeps the others; undefined forgets one. */
  set(scope: string, values: Record<string, unknown>): Promise<void>
}

/** Paid calls: intent before, answer before use; `cost` in the price table's currency. */
export interface Calls {
  find(key: string): Promise<{ answer: unknown; cost: number } | undefined>
  intend(key: string, vendor: string, run: string | undefined, estimate: number): Promise<void>
  answer(key: string, answer: unknown, cost: number): Promise<void>
  /** Spent by this run. */
  spent(run: string): Promise<number>
}

/** How long things are kept after their last use; left out, a day, a week and thirty days. */
interface Retention {
  /** The document that was dropped, after its run has ended. */
  sourcesMs: number
  /** Results of steps. */
  intermediatesMs: number
  /** What a finished run made, and answers that were paid for. */
  filmsMs: number
}

export interface Swept {
  results: number
  blobs: number
  bytes: number
}

/** Everything that is remembered. */
export interface Store {
  readonly runs: Runs
  readonly inbox: Inbox
  readonly preferences: Preferences
  readonly calls: Calls
  readonly cache: StepCache
  readonly blobs: Blobs
  /** Forgets results, answers and blobs that are past their time and that no run at work needs; safe while others work. */
  sweep(options: { now: number; keep?: Partial<Retention> }): Promise<Swept>
  close(): Promise<void>
}
