import type { Problem } from '../lib/errors.ts'
import type { MessageRef, Person, Place } from '../lib/place.ts'
import type { FilmRequest } from '../pipeline/film-request.ts'
import type { CallRecords } from '../pipeline/pay.ts'
import type { StepCache } from '../pipeline/runner.ts'
import type { CoverVariant, Storyboard } from '../pipeline/schema.ts'
import type { Blobs } from '../pipeline/step.ts'
import type { Account, Approvals, Change, Projects, Revisions, Usage } from './project.ts'

/**
 * waiting: accepted, not yet admitted to the queue. queued: in the queue. running: a step has started. review: waits for a
 * person, nothing of it is in the queue. The other three are final; only a retry (a higher `attempt`) leaves them.
 */
export type RunState = 'waiting' | 'queued' | 'running' | 'review' | 'done' | 'failed' | 'cancelled'

/** Where a run may stop for a person: once the storyboard is written, and once its pictures and voices are made. */
export type ReviewStage = 'script' | 'scenes'

/** One execution of the pipeline for a revision of a project. */
export interface Run {
  id: string
  project: string
  /** The revision it makes; 0 until the storyboard that the pipeline writes for it has become one. */
  revision: number
  /** How far a person has approved it; `scenes` lets it run through. */
  approved: 'nothing' | ReviewStage
  /** What a run in review waits for. */
  waitsFor: ReviewStage | undefined
  owner: Person
  /** Where its card and film are shown. */
  place: Place
  /** The status card; undefined until it was posted. */
  card: MessageRef | undefined
  /** The last state the card was seen to show; a card is stale while this is below `version`. */
  shown: number
  /** The message that holds the film, on platforms where that is not the card. */
  delivered: MessageRef | undefined
  request: FilmRequest
  state: RunState
  /** From 1; raised when the run is put into the queue anew, so that its job ids are new too. */
  attempt: number
  /** Times a worker died while holding one of its jobs. */
  crashes: number
  problem: Problem | undefined
  result: FilmResult | undefined
  /** Raised by every change of what a card shows: the run, its totals, its steps; not by `setCard`, `setShown` and `setDelivered`. */
  version: number
  /** Unix milliseconds. */
  createdAt: number
  updatedAt: number
}

/** What a finished run made: the summary of DESIGN section 9, with blob ids for files. */
export interface FilmResult {
  film: string
  cover: string
  /** What the cover can be, the film's own among them; films of the first versions have none. */
  covers?: { variant: CoverVariant; image: string }[] | undefined
  srt: string
  vtt: string
  /** Films of the first versions have none. */
  ass?: string | undefined
  seconds: number
  width: number
  height: number
  scenes: number
  language: string
  title: string
  cost: { currency: string; amount: number }
  warnings: string[]
  /** The film as this place can take it, where it states a limit; `fits` is false where none could be made that small. */
  posted?: { film: string; bytes: number; fits: boolean } | undefined
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

/** What a run begins with. */
export interface NewRun extends Pick<Run, 'id' | 'project' | 'owner' | 'place' | 'request'> {
  approved?: Run['approved']
}

export interface Runs {
  /**
   * Accepts a document: inbox row, run row and the row of a new project, in one transaction. Undefined when this (platform,
   * incoming id) was accepted before. `approved` is `nothing` unless said otherwise.
   */
  accept(run: NewRun, incomingId: string): Promise<Run | undefined>
  /**
   * The same for a further run of a project; revision 0 where the pipeline is to write a new storyboard. Throws
   * UserError('not-found') where there is no such project.
   */
  begin(run: NewRun & { revision: number }, incomingId: string): Promise<Run | undefined>
  get(id: string): Promise<Run | undefined>
  /** Newest first. A place without a thread stands for all of its threads; `drafts` asks for drafts alone, or for all but them. */
  list(filter: { states?: RunState[]; place?: Place; ownerId?: string; project?: string; drafts?: boolean; limit?: number }): Promise<Run[]>
  /** Runs whose card does not yet show their newest version. */
  stale(platform: string): Promise<Run[]>
  /**
   * Moves a run on; false when it was not in one of `from`, or not in the attempt that was named, and then nothing was
   * changed.
   */
  move(
    id: string,
    from: RunState[],
    to: Exclude<RunState, 'review'>,
    more?: { problem?: Problem; result?: FilmResult; attempt?: number },
  ): Promise<boolean>
  /** Back to `waiting` with a new attempt, problem cleared. */
  restart(id: string, from: RunState[]): Promise<boolean>
  /**
   * Makes the storyboard that the pipeline wrote the next revision of the run's project, and the run's own: its request
   * carries it from then on, and the project takes its title. False, and nothing changed, when the run has a revision already,
   * or has ended, or is in another attempt.
   */
  adopt(id: string, attempt: number, board: Storyboard, change: Change): Promise<boolean>
  /** running -> review; false when it was not running, or not in the attempt that was named. */
  pause(id: string, waitsFor: ReviewStage, attempt?: number): Promise<boolean>
  /**
   * review -> waiting, with a new attempt and `approved` raised; scenes that are still being made can be approved as well. False when
   * it does not come to this stage, or is past it, or goes by another revision than the one that was approved.
   */
  approve(id: string, stage: ReviewStage, revision: number): Promise<boolean>
  /**
   * Lets a run that has not ended go on with a newer revision: waiting, with a new attempt, `approved` as it was, without the
   * records of scenes that are no more. False when it has ended, or goes by that revision or a newer one.
   */
  revise(id: string, to: { revision: number; request: FilmRequest }): Promise<boolean>
  /** Counts a death of a worker on this run and gives the new count. */
  countCrash(id: string): Promise<number>
  /** Raises the count to `total` deaths at one job, where it is lower: a worker that dies at four jobs of a run has died once. */
  noteCrashes(id: string, total: number): Promise<void>
  setTotals(id: string, scenes: number): Promise<void>
  /** Scenes of the film, 0 until the storyboard stands. */
  totals(id: string): Promise<number>
  setCard(id: string, card: MessageRef): Promise<void>
  setShown(id: string, version: number): Promise<void>
  setDelivered(id: string, film: MessageRef): Promise<void>
  /** Shows a run somewhere else from now on: it has no card there yet. */
  redirect(id: string, place: Place): Promise<void>
  /**
   * Keeps a step's record. Changes nothing, and leaves `version` alone, for a run that is final, for a scene it does not have,
   * for the same record again, and where a step that is done is found in the cache by another job: what it took the first time
   * stands.
   */
  saveStep(id: string, record: StepRecord): Promise<void>
  steps(id: string): Promise<StepRecord[]>
  /** The next waiting run of the owner with the fewest runs at work, among equals the one least lately served. */
  nextWaiting(): Promise<Run | undefined>
  /** All runs that wait, first to last, each with its place in the line, from 1. */
  line(): Promise<ReadonlyMap<string, number>>
}

/** What people sent, remembered so that a repeat does nothing. */
export interface Inbox {
  /** Whether this (platform, id) was accepted. */
  seen(platform: string, id: string): Promise<boolean>
  /** True the first time this (platform, id) is seen. */
  accept(platform: string, id: string): Promise<boolean>
  /** The incoming that a run came from, as long as it is remembered. */
  origin(platform: string, run: string): Promise<string | undefined>
}

/** Choices that stick, by scope (`person:…`, `place:…`). */
export interface Preferences {
  /** Empty where nothing was chosen. */
  get(scope: string): Promise<Record<string, unknown>>
  /** Changes the given choices and keeps the others; undefined forgets one. */
  set(scope: string, values: Record<string, unknown>): Promise<void>
}

/** What a platform's adapter remembers from one start to the next; what has expired is forgotten. */
export interface Memory {
  get(key: string): Promise<string | undefined>
  /** `expiresAt` in unix milliseconds. */
  set(key: string, value: string, expiresAt?: number): Promise<void>
  delete(key: string): Promise<void>
}

/** How long things are kept after their last use; left out, a day, a week and thirty days. */
interface Retention {
  /** The document that was dropped, after its run has ended. */
  sourcesMs: number
  /** Results of steps that no living project has used. */
  intermediatesMs: number
  /** What a finished run made, with the results and pictures it used, and answers that were paid for. */
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
  readonly projects: Projects
  readonly revisions: Revisions
  readonly approvals: Approvals
  readonly inbox: Inbox
  readonly preferences: Preferences
  memoryOf(platform: string): Memory
  readonly calls: CallRecords
  readonly cache: StepCache
  /** The same cache, which keeps what a project has used as long as its films. */
  cacheFor(project: string): StepCache
  readonly blobs: Blobs
  /** What an owner of runs has used since then (unix milliseconds). */
  usage(owner: Account, since: number): Promise<Usage>
  /** Forgets results, answers and blobs that are past their time and that no run at work needs; safe while others work. */
  sweep(options: { now: number; keep?: Partial<Retention> }): Promise<Swept>
  close(): Promise<void>
}
