import type { Incoming } from '../../bots/chat.ts'
import { UserError } from '../../lib/errors.ts'
import type { Project } from '../../storage/project.ts'
import type { CommandContext } from '../command.ts'

/**
 * The project a person means: by a part of its name; without words, the one whose thread this is, or their newest in this
 * channel. Undefined where they have none.
 */
export async function findProject(
  words: string | undefined,
  { from, at }: Pick<Incoming, 'from' | 'at'>,
  { store }: Pick<CommandContext, 'store'>,
): Promise<Project | undefined> {
  const { platform, channel, thread } = at.place
  const member = { platform, id: from.id }
  const search = words?.trim()
  if (search) return (await store.projects.list({ place: { platform, channel }, member, search, limit: 1 }))[0]
  const [here] = thread === undefined ? [] : await store.projects.list({ place: at.place, member, limit: 1 })
  return here ?? (await store.projects.list({ place: { platform, channel }, member, limit: 1 }))[0]
}

/** The same; throws UserError `not-found` where there is none. */
export async function projectMeant(
  words: string | undefined,
  incoming: Pick<Incoming, 'from' | 'at'>,
  context: Pick<CommandContext, 'store' | 'say'>,
): Promise<Project> {
  const project = await findProject(words, incoming, context)
  if (project !== undefined) return project
  throw new UserError(
    'not-found',
    words === undefined ? context.say('project.none') : context.say('project.not-found', { words: words.slice(0, 60) }),
  )
}
