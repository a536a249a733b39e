import { z } from 'zod'
import { BlobId, coverVariants, FilmSettings, Storyboard } from '../../pipeline/schema.ts'

/** The name of the entry that makes a zip an export. */
export const PROJECT_FILE = 'project.json'

/** Entries of an export at most: a film of half an hour has some hundreds. */
export const MOST_FILES = 5_000

/** Revisions before the newest that an export carries at most. */
export const MOST_REVISIONS = 500

const Board = Storyboard.refine(({ scenes }) => scenes.length <= 1_000)

const Result = z.object({
  film: BlobId,
  cover: BlobId,
  covers: z
    .array(z.object({ variant: z.enum(coverVariants), image: BlobId }))
    .max(9)
    .optional(),
  srt: BlobId,
  vtt: BlobId,
  ass: BlobId.optional(),
  seconds: z.number().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
  scenes: z.int().positive(),
  language: z.string().max(40),
  title: z.string().max(1_000),
  cost: z.object({ currency: z.string().max(10), amount: z.number().nonnegative() }),
  warnings: z.array(z.string().max(1_000)).max(100),
})

/** An earlier revision; the films of earlier ones stay where they were made. */
export const ExportedRevision = z.object({
  /** A name: ids mean nothing elsewhere. */
  by: z.string().max(1_000),
  change: z.object({ key: z.string().max(100), values: z.record(z.string().max(100), z.union([z.string().max(1_000), z.number()])) }),
  settings: FilmSettings,
  board: Board,
})
export type ExportedRevision = z.infer<typeof ExportedRevision>

/** A project as it travels: its newest storyboard, those before, its film where one was finished, and which entry holds which blob. */
export const ExportedProject = z.object({
  format: z.literal('docreel-project'),
  version: z.literal(1),
  title: z.string().max(1_000),
  filename: z.string().min(1).max(1_000),
  settings: FilmSettings,
  board: Board,
  /** Oldest first, without the newest. */
  earlier: z.array(ExportedRevision).max(MOST_REVISIONS).optional(),
  /** The blob of the document, where it was still kept. */
  source: BlobId.optional(),
  result: Result.optional(),
  files: z.array(z.object({ name: z.string().min(1).max(300), blob: BlobId, bytes: z.int().nonnegative() })).max(MOST_FILES),
})
export type ExportedProject = z.infer<typeof ExportedProject>
