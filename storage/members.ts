import type { Kysely, Transaction } from 'kysely'
import { Person } from '../lib/place.ts'
import { touchProject } from './hold-project.ts'
import type { Projects, Role } from './project.ts'
import { columnText, type Tables } from './tables.ts'

/** Gives a role or takes it; false where the project is not known or would be left without an owner. */
export async function setMember(db: Transaction<Tables>, project: string, person: Person, role: Role | undefined): Promise<boolean> {
  // Holds the project, so that two owners who leave at once can't both be the last but one.
  if (!(await touchProject(db, project))) return false
  const id = columnText(person.id)
  if (role !== 'owner') {
    const owners = await db
      .selectFrom('members')
      .select('person_id')
      .where('project_id', '=', project)
      .where('role', '=', 'owner')
      .execute()
    if (owners.length === 1 && owners[0]?.person_id === id) return false
  }
  if (role === undefined) {
    await db.deleteFrom('members').where('project_id', '=', project).where('person_id', '=', id).execute()
    return true
  }
  const member = { person: JSON.stringify(person), role }
  await db
    .insertInto('members')
    .values({ project_id: project, person_id: id, ...member, at: Date.now() })
    .onConflict((conflict) => conflict.columns(['project_id', 'person_id']).doUpdateSet(member))
    .execute()
  return true
}

/** Everybody who has a role, in order of joining. */
export async function listMembers(db: Kysely<Tables>, project: string): ReturnType<Projects['members']> {
  const query = db.selectFrom('members').select(['person', 'role']).where('project_id', '=', project).orderBy('at').orderBy('person_id')
  return (await query.execute()).map(({ person, role }) => ({ person: Person.parse(JSON.parse(person)), role }))
}

/** What somebody may be in a project that lives. */
export async function roleOf(db: Kysely<Tables>, project: string, who: Parameters<Projects['roleOf']>[1]): Promise<Role | undefined> {
  const row = await db
    .selectFrom('members')
    .innerJoin('projects', 'projects.id', 'members.project_id')
    .select('role')
    .where('project_id', '=', project)
    .where('removed_at', 'is', null)
    .where('platform', '=', columnText(who.platform))
    .where('person_id', '=', columnText(who.id))
    .executeTakeFirst()
  return row?.role
}
