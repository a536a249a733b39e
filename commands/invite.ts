import { z } from 'zod'
import type { Incoming, Person } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'
import { type CommandContext, defineCommand } from './command.ts'
import { demand } from './permissions.ts'
import { projectMeant } from './projects/find-project.ts'

const roles = ['editor', 'approver', 'viewer', 'owner', 'none'] as const

/** Projects whose people are looked through for a name. */
const LOOKED_THROUGH = 200

/** Gives somebody a role in a film, or takes it back. */
export const invite = defineCommand({
  name: 'invite',
  summary: 'command.invite',
  group: 'projects',
  options: z.object({ person: z.string(), role: z.enum(roles).optional(), project: z.string().optional() }),
  async run({ person: words, role = 'editor', project: named }, incoming, context) {
    const { store, say, reply } = context
    const meant = await projectMeant(named, incoming, context)
    const { id, title } = await demand('invite', meant.id, incoming, context)
    const person = await personMeant(words, incoming, context)
    if (person === undefined) throw new UserError('not-found', say('invite.who'))
    const given = await store.projects.setMember(id, person, role === 'none' ? undefined : role)
    if (!given) throw new UserError('usage', say('invite.last-owner'))
    const { name } = person
    await reply({
      tone: 'success',
      text: role === 'none' ? say('invite.removed', { name, title }) : say('invite.done', { name, role, title }),
    })
  },
})

// By the name of somebody who has a part in a film of this channel, else by an id: platforms turn a mention into one.
async function personMeant(words: string, { at }: Incoming, { store }: CommandContext): Promise<Person | undefined> {
  const { platform, channel } = at.place
  const wanted = words.trim().replace(/^<@!?|>$|^@/g, '')
  if (wanted === '') return undefined
  const near = await store.projects.list({ place: { platform, channel }, limit: LOOKED_THROUGH })
  const known = (await Promise.all(near.map(({ id }) => store.projects.members(id)))).flat().map(({ person }) => person)
  const same = (one: string) => one.normalize('NFKC').toLowerCase() === wanted.normalize('NFKC').toLowerCase()
  const found = known.find(({ id }) => id === wanted) ?? known.find(({ name }) => same(name))
  if (found !== undefined) return found
  return /^[\w.:-]{2,64}$/.test(wanted) ? { id: wanted, name: wanted } : undefined
}
