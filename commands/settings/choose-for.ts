import type { Incoming } from '../../bots/chat.ts'
import { UserError } from '../../lib/errors.ts'
import type { CommandContext } from '../command.ts'
import { personScope, placeScope } from './resolve-settings.ts'

/** For whom a choice is kept. */
export const audiences = ['me', 'place'] as const
export type Audience = (typeof audiences)[number]

/** Under which scope choices for somebody are kept. */
export function scopeOf(audience: Audience, { from, at }: Pick<Incoming, 'from' | 'at'>): string {
  return audience === 'me' ? personScope(at.place.platform, from) : placeScope(at.place)
}

/** Keeps choices; undefined forgets one. Throws UserError `forbidden` for a place where the person may not choose for all. */
export async function chooseFor(
  audience: Audience,
  values: Record<string, unknown>,
  incoming: Pick<Incoming, 'from' | 'at'>,
  { store, say }: Pick<CommandContext, 'store' | 'say'>,
): Promise<void> {
  if (audience === 'place' && !(await mayChooseForPlace(incoming, { store }))) throw new UserError('forbidden', say('place.not-yours'))
  await store.preferences.set(scopeOf(audience, incoming), values)
}

/** Platforms where everyone who gets in is the owner of the machine: a place is theirs alone. */
const OWN_MACHINE: readonly string[] = ['web', 'terminal']

/** Whether a choice for everyone in a place is offered: to who may make it, where there is anyone else. */
export async function mayOfferPlace(incoming: Pick<Incoming, 'from' | 'at'>, context: Pick<CommandContext, 'store'>): Promise<boolean> {
  return !OWN_MACHINE.includes(incoming.at.place.platform) && mayChooseForPlace(incoming, context)
}

/** Enough for the oldest project of any place. */
const MANY = 10_000

/** Whether a person may choose for everyone in a place: the owner of the first project there, until platforms tell who their admins are. */
async function mayChooseForPlace({ from, at }: Pick<Incoming, 'from' | 'at'>, { store }: Pick<CommandContext, 'store'>): Promise<boolean> {
  const { platform, channel } = at.place
  if (OWN_MACHINE.includes(platform)) return true
  const first = (await store.projects.list({ place: { platform, channel }, limit: MANY })).at(-1)
  return first?.owner.id === from.id
}
