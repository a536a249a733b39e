import type { Person, Place } from '../lib/place.ts'
import type { BlobId, FilmSettings, Storyboard } from '../pipeline/schema.ts'

/** One document in one place, and all that became of it. */
export interface Project {
  id: string
  owner: Person
  place: Place
  /** The file's name without its ending, until the script or a person names it. */
  title: string
  filename: string
  /** Gone a day after the last run ended: a run of a revision does not need it. */
  source: BlobId
  /** Those of the newest revision, or what a person chose since. */
  settings: FilmSettings
  /** Number of the newest revision; 0 until there is one. */
  head: number
  /** Unix milliseconds. */
  createdAt: number
  updatedAt: number
}

export type Role = 'owner' | 'editor' | 'approver' | 'viewer'

/** Somebody as a platform knows them; ids of different platforms may be equal. */
export interface Account {
  platform: string
  id: string
}

export interface Projects {
  /** Undefined for one that was removed, too. */
  get(id: string): Promise<Project | undefined>
  /**
   * Newest first. `search` is a part of the title or the file's name, in any case; a place without a thread stands for
   * all of its threads.
   */
  list(filter: { place?: Place; member?: Account; search?: string; limit: number }): Promise<Project[]>
  setTitle(id: string, title: string): Promise<void>
  setSettings(id: string, settings: FilmSettings): Promise<void>
  /**
   * Hides a project at once, for good, and cancels those of its runs that wait, in line or for a person; cancel the others
   * before. Its runs, revisions and blobs go with the next sweep. False when it is not known.
   */
  remove(id: string): Promise<boolean>
  /** Gives somebody of the project's platform a role, or none; false, and nothing changed, where no owner would be left. */
  setMember(id: string, person: Person, role: Role | undefined): Promise<boolean>
  /** In order of joining. */
  members(id: string): Promise<{ person: Person; role: Role }[]>
  /** Undefined for a stranger, and for everybody once the project was removed. */
  roleOf(id: string, who: Account): Promise<Role | undefined>
}

/** What a revision changed: a message's key and what it is filled with, so that it is told in any language. */
export interface Change {
  key: string
  values: Record<string, string | number>
}

/** A whole storyboard as it stood at one time; never changed afterwards. */
export interface Revision {
  project: string
  /** From 1. */
  number: number
  /** The revision it was made from; undefined where the pipeline wrote it from the document. */
  parent: number | undefined
  by: Person
  change: Change
  board: Storyboard
  settings: FilmSettings
  /** Unix milliseconds. */
  createdAt: number
}

export type RevisionSummary = Omit<Revision, 'board'>

export interface Revisions {
  /**
   * Adds a revision after `expectedHead`; undefined, and nothing changed, when that is not the newest any more. `runId` names
   * a run that goes on with it, as `runs.revise` would have it, in the same transaction: a crash can't part the two.
   */
  add(
    project: string,
    expectedHead: number,
    revision: Omit<Revision, 'project' | 'number' | 'createdAt'>,
    runId?: string,
  ): Promise<Revision | undefined>
  /**
   * Gives a project that has none yet its revisions, oldest first, all or none, and lets its run go by the newest; each rests on
   * the one before. False, and nothing changed, where it has some already.
   */
  fill(project: string, runId: string, revisions: readonly Pick<Revision, 'by' | 'change' | 'board' | 'settings'>[]): Promise<boolean>
  get(project: string, number: number): Promise<Revision | undefined>
  /** Newest first, without the boards. */
  list(project: string): Promise<RevisionSummary[]>
  /** The newest. */
  head(project: string): Promise<Revision | undefined>
}

/** A scene that somebody approved. */
export interface Approval {
  /** `Scene.seed`. */
  seed: number
  by: Person
  /** Unix milliseconds. */
  at: number
}

export interface Approvals {
  /** True the first time; cards of the revision's runs at work become stale. */
  approve(project: string, revision: number, seed: number, by: Person): Promise<boolean>
  /** By seed. */
  list(project: string, revision: number): Promise<Approval[]>
  /** Approvals follow to another revision, except those of the named scenes and of scenes it does not have. */
  carry(project: string, fromRevision: number, toRevision: number, exceptSeeds: readonly number[]): Promise<void>
}

/** What somebody has used; `cost` in the price table's currency. */
export interface Usage {
  films: number
  /** Of finished film. */
  seconds: number
  cost: number
}
