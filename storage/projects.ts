import { type Kysely, sql, type Transaction } from 'kysely'
import { listMembers, roleOf, setMember } from './members.ts'
import type { Projects } from './project.ts'
import { toProject } from './project-row.ts'
import type { Records } from './records.ts'
import { changed, placeColumns } from './run-columns.ts'
import type { NewRun } from './store.ts'
import { columnText, type Tables } from './tables.ts'

/** A longer search can't be meant. */
const SEARCH_LENGTH = 200

/** Projects in the database. */
export function createProjects({ read, write }: Records): Projects {
  return {
    get: (id) =>
      read(async (db) => {
        const row = await living(db).selectAll('projects').where('projects.id', '=', id).executeTakeFirst()
        return row && toProject(row)
      }),
    list: (filter) => read(async (db) => (await list(db, filter)).map(toProject)),
    setTitle: (id, title) => write('projects.title', (db) => nameProject(db, id, title)),
    setSettings: (id, settings) =>
      write('projects.settings', async (db) => {
        const values = { settings: JSON.stringify(settings), updated_at: Date.now() }
        await db.updateTable('projects').set(values).where('id', '=', id).execute()
      }),
    remove: (id) =>
      write('projects.remove', async (db) => {
        const query = db.updateTable('projects').set({ removed_at: Date.now() }).where('id', '=', id)
        if ((await query.where('removed_at', 'is', null).returning('id').executeTakeFirst()) === undefined) return false
        const cancelled = { state: 'cancelled' as const, waits_for: null, ...changed() }
        const idle = db.updateTable('runs').set(cancelled).where('project', '=', id)
        await idle.where('state', 'in', ['waiting', 'review']).execute()
        return true
      }),
    setMember: (id, person, role) => write('projects.member', (db) => setMember(db, id, person, role)),
    members: (id) => read((db) => listMembers(db, id)),
    roleOf: (id, who) => read((db) => roleOf(db, id, who)),
  }
}

/** Makes the project that a run begins, owned by the run's owner. */
export async function insertProject(db: Transaction<Tables>, { project: id, owner, place, request }: NewRun): Promise<void> {
  const { filename, source, settings } = request
  const title = titleFrom(filename)
  const now = Date.now()
  const row = {
    id,
    seq: sql<number>`(select coalesce(max(seq), 0) + 1 from projects)`,
    owner: JSON.stringify(owner),
    ...placeColumns(place),
    ...titleColumns(title, filename),
    filename: JSON.stringify(filename),
    source,
    settings: JSON.stringify(settings),
    head: 0,
    created_at: now,
    updated_at: now,
  }
  await db.insertInto('projects').values(row).execute()
  await setMember(db, id, owner, 'owner')
}

/** Names a project; with `unnamed`, only one that is still called like its file. */
export async function nameProject(db: Transaction<Tables>, id: string, title: string, unnamed = false): Promise<void> {
  const row = await db.selectFrom('projects').select(['filename', 'title']).where('id', '=', id).executeTakeFirst()
  if (row === undefined) return
  const filename = String(JSON.parse(row.filename))
  if (unnamed && JSON.parse(row.title) !== titleFrom(filename)) return
  const values = { ...titleColumns(title, filename), updated_at: Date.now() }
  await db.updateTable('projects').set(values).where('id', '=', id).execute()
}

function titleFrom(filename: string): string {
  return filename.replace(/(?<=.)\.[^.\s]{1,8}$/s, '')
}

function titleColumns(title: string, filename: string) {
  return { title: JSON.stringify(title), search: searchable(`${title}\n${filename}`) }
}

// SQLite folds the case of ASCII only; and neither NUL nor lone surrogates can stand in Postgres.
function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase().toWellFormed().replaceAll('\0', '\ufffd')
}

function living(db: Kysely<Tables>) {
  return db.selectFrom('projects').where('removed_at', 'is', null)
}

function list(db: Kysely<Tables>, { place, member, search, limit }: Parameters<Projects['list']>[0]) {
  let query = living(db).selectAll('projects').orderBy('projects.seq', 'desc').orderBy('projects.id', 'desc').limit(limit)
  if (place !== undefined) {
    const { platform, channel, thread } = placeColumns(place)
    query = query.where('platform', '=', platform).where('channel', '=', channel)
    if (place.thread !== undefined) query = query.where('thread', '=', thread)
  }
  if (member !== undefined) {
    const joined = db.selectFrom('members').select('project_id').where('person_id', '=', columnText(member.id))
    query = query.where('platform', '=', columnText(member.platform)).where('projects.id', 'in', joined)
  }
  if (search !== undefined) {
    const part = searchable(search.slice(0, SEARCH_LENGTH)).replace(/[\\%_]/g, '\\$&')
    query = query.where(sql<boolean>`search like ${`%${part}%`} escape '\\'`)
  }
  return query.execute()
}
