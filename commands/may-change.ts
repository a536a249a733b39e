import type { Incoming } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'
import type { Run } from '../storage/store.ts'
import type { Say } from './say.ts'

/** Throws unless the run is there and this person may change it: its owner, on the platform it belongs to. */
export async function mayChange(run: Run | undefined, incoming: Incoming, say: Say): Promise<void> {
  if (run === undefined || run.place.platform !== incoming.at.place.platform) throw new UserError('expired', say('expired'))
  if (run.owner.id !== incoming.from.id) throw new UserError('forbidden', say('not.yours', { owner: run.owner.name }))
}
