import type { Selectable } from 'kysely'
import { type ZodType, z } from 'zod'
import { Person, Place } from '../lib/place.ts'
import { BlobId, FilmSettings, Storyboard } from '../pipeline/schema.ts'
import type { Change, Project, Revision, RevisionSummary } from './project.ts'
import type { Tables } from './tables.ts'

const change: ZodType<Change> = z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })

/** A project from its row; what came out of JSON is checked. */
export function toProject(row: Selectable<Tables['projects']>): Project {
  return {
    id: row.id,
    owner: Person.parse(JSON.parse(row.owner)),
    place: Place.parse(JSON.parse(row.place)),
    title: z.string().parse(JSON.parse(row.title)),
    filename: z.string().parse(JSON.parse(row.filename)),
    source: BlobId.parse(row.source),
    settings: FilmSettings.parse(JSON.parse(row.settings)),
    head: row.head,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** A revision from its row, whole. */
export function toRevision(row: Selectable<Tables['revisions']>): Revision {
  return { ...toSummary(row), board: Storyboard.parse(JSON.parse(row.board)) }
}

/** A revision from its row, without the board. */
export function toSummary(row: Omit<Selectable<Tables['revisions']>, 'board'>): RevisionSummary {
  return {
    project: row.project_id,
    number: row.number,
    parent: row.parent ?? undefined,
    by: Person.parse(JSON.parse(row.author)),
    change: change.parse(JSON.parse(row.change)),
    settings: FilmSettings.parse(JSON.parse(row.settings)),
    createdAt: row.created_at,
  }
}
