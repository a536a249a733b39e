import type { Kysely } from 'kysely'
import { raiseHead } from './hold-project.ts'
import { insertRevision } from './insert-revision.ts'
import type { Revisions } from './project.ts'
import { toRevision, toSummary } from './project-row.ts'
import { nameProject } from './projects.ts'
import type { Records } from './records.ts'
import { reviseRun } from './run-review.ts'
import { toRun } from './run-row.ts'
import type { Tables } from './tables.ts'

/** Revisions in the database. */
export function createRevisions({ read, write }: Records): Revisions {
  return {
    add: (project, expectedHead, revision, runId) =>
      write('revisions.add', async (db) => {
        const number = await raiseHead(db, project, expectedHead, revision.settings)
        if (number === undefined) return undefined
        const added = await insertRevision(db, { ...revision, project, number })
        const row =
          runId && (await db.selectFrom('runs').selectAll().where('id', '=', runId).where('project', '=', project).executeTakeFirst())
        if (row) {
          const { board, settings } = revision
          await reviseRun(db, row.id, { revision: number, request: { ...toRun(row).request, board, settings } })
        }
        return added
      }),
    fill: (project, runId, revisions) =>
      write('revisions.fill', async (db) => {
        for (const [index, revision] of revisions.entries()) {
          const number = await raiseHead(db, project, index, revision.settings)
          if (number === undefined) return false
          await insertRevision(db, { ...revision, project, number, parent: index === 0 ? undefined : index })
        }
        const newest = revisions.at(-1)
        const row = await db.selectFrom('runs').selectAll().where('id', '=', runId).where('project', '=', project).executeTakeFirst()
        if (row === undefined || newest === undefined) return false
        const { board, settings } = newest
        await nameProject(db, project, board.title, true)
        return reviseRun(db, runId, { revision: revisions.length, request: { ...toRun(row).request, board, settings } })
      }),
    get: (project, number) =>
      read(async (db) => {
        const row = await ofProject(db, project).selectAll().where('number', '=', number).executeTakeFirst()
        return row && toRevision(row)
      }),
    list: (project) =>
      read(async (db) => {
        const query = ofProject(db, project).select(['project_id', 'number', 'parent', 'author', 'change', 'settings', 'created_at'])
        return (await query.orderBy('number', 'desc').execute()).map(toSummary)
      }),
    head: (project) =>
      read(async (db) => {
        const row = await ofProject(db, project).selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst()
        return row && toRevision(row)
      }),
  }
}

function ofProject(db: Kysely<Tables>, project: string) {
  return db.selectFrom('revisions').where('project_id', '=', project)
}
