import type { BlobId, FilmSettings, Storyboard } from './schema.ts'
import type { Step } from './step.ts'

/** What a film is made from. */
export interface FilmRequest {
  source: BlobId
  filename: string
  settings: FilmSettings
  /** The storyboard of a revision; left out, the pipeline writes one from the source. */
  board?: Storyboard | undefined
  /** Bytes of one file where the film is going; left out, any size will do. */
  uploadBytes?: number | undefined
  /** Only these chapters of it, as `chooseChapters` reads them. */
  chapters?: string | undefined
  /** Names the reading that a password opened: see `extract`. */
  unlocked?: string | undefined
  /** Renders it small and fast, to be looked at before the whole is. */
  draft?: boolean | undefined
  /** The document was posted so that only who asks for it sees it. */
  hidden?: boolean | undefined
}

/** Runs one step through the cache; `scene` is its place in the film, for progress. */
export type Execute = <Input, Output>(step: Step<Input, Output>, input: Input, scene?: number) => Promise<Output>
