import type { Incoming } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'
import type { Project, Role } from '../storage/project.ts'
import type { CommandContext } from './command.ts'

export type Act = 'view' | 'approve' | 'edit' | 'cancel' | 'invite' | 'delete'

/** Who may do what in a project; whoever has no role in it may do nothing. */
export const permissions: Record<Role, readonly Act[]> = {
  owner: ['view', 'approve', 'edit', 'cancel', 'invite', 'delete'],
  editor: ['view', 'approve', 'edit', 'cancel'],
  approver: ['view', 'approve'],
  viewer: ['view'],
}

/** The project, for somebody who may do this in it. Throws UserError `expired` where there is no such project here, `forbidden` otherwise. */
export async function demand(
  act: Act,
  projectId: string | undefined,
  { from, at }: Pick<Incoming, 'from' | 'at'>,
  { store, say }: Pick<CommandContext, 'store' | 'say'>,
): Promise<Project> {
  const { platform } = at.place
  const project = projectId === undefined ? undefined : await store.projects.get(projectId)
  if (project === undefined || project.place.platform !== platform) throw new UserError('expired', say('expired'))
  const role = await store.projects.roleOf(project.id, { platform, id: from.id })
  if (role === undefined) throw new UserError('forbidden', say('not.yours', { owner: project.owner.name }))
  if (!permissions[role].includes(act)) throw new UserError('forbidden', say('not.your.role', { role, owner: project.owner.name }))
  return project
}
