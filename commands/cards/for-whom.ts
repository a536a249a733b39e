import type { Run } from '../../storage/store.ts'
import type { MessageKey, Say } from '../say.ts'

/** Whose film a card shows, as fields; none in a place of one person, which would say it to whoever knows. */
export function forWhom(
  { owner, place }: Pick<Run, 'owner' | 'place'>,
  say: Say,
  label: MessageKey = 'field.by',
): { label: string; value: string }[] {
  return place.channel === owner.id ? [] : [{ label: say(label), value: owner.name }]
}
