import type { Run } from '../../storage/store.ts'
import type { Say } from '../say.ts'

/** Whose film a card shows, as fields; none in a place of one person, which would say it to whoever knows. */
export function forWhom({ owner, place }: Run, say: Say): { label: string; value: string }[] {
  return place.channel === owner.id ? [] : [{ label: say('field.by'), value: owner.name }]
}
