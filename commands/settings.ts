import type { Person, Place } from '../lib/place.ts'
import { FilmSettings } from '../pipeline/schema.ts'
import type { Preferences } from '../storage/store.ts'

/** Scope under which a person's own choices are kept. */
export function personScope(platform: string, person: Person): string {
  return `person:${platform}:${person.id}`
}

/** Scope under which a place's choices are kept. */
export function placeScope(place: Place): string {
  return `place:${place.platform}:${place.channel}`
}

/** A film's settings: what was asked for now, over the person's choices, over the place's, over the defaults. */
export async function resolveSettings(
  preferences: Preferences,
  who: { person: Person; place: Place },
  asked: Partial<FilmSettings>,
): Promise<FilmSettings> {
  const [place, person] = await Promise.all([
    preferences.get(placeScope(who.place)),
    preferences.get(personScope(who.place.platform, who.person)),
  ])
  // A choice that a newer version no longer knows must not keep a film from being made.
  const kept = FilmSettings.partial().catch({})
  return FilmSettings.parse({ ...kept.parse(place), ...kept.parse(person), ...asked })
}
