import type { Limits } from '../../bots/chat.ts'
import type { Person, Place } from '../../lib/place.ts'
import { FilmSettings } from '../../pipeline/schema.ts'
import type { Preferences } from '../../storage/store.ts'

/** Scope under which a person's own choices are kept. */
export function personScope(platform: string, person: Pick<Person, 'id'>): string {
  return `person:${platform}:${person.id}`
}

/** Scope under which a place's choices are kept. */
export function placeScope(place: Place): string {
  return `place:${place.platform}:${place.channel}`
}

/** What holds where nobody chose: whoever can press buttons looks at the scenes before they are rendered. */
export function usualSettings({ buttons }: Pick<Limits, 'buttons'>): FilmSettings {
  return FilmSettings.parse({ review: buttons > 0 ? 'scenes' : 'auto' })
}

/** A film's settings: what was asked for now, over the person's choices, over the place's, over what is usual. */
export async function resolveSettings(
  preferences: Preferences,
  who: { person: Person; place: Place },
  asked: Partial<FilmSettings>,
  usual: FilmSettings = FilmSettings.parse({}),
): Promise<FilmSettings> {
  const [place, person] = await Promise.all([
    preferences.get(placeScope(who.place)),
    preferences.get(personScope(who.place.platform, who.person)),
  ])
  return FilmSettings.parse({ ...usual, ...keptSettings(place), ...keptSettings(person), ...asked })
}

/** The film settings among somebody's choices: those that were made, and that this version still knows. */
export function keptSettings(choices: Record<string, unknown>): Partial<FilmSettings> {
  const known = Object.entries(FilmSettings.shape).filter(([name, schema]) => name in choices && schema.safeParse(choices[name]).success)
  return Object.fromEntries(known.map(([name]) => [name, choices[name]]))
}

/** The language the bot speaks to somebody: their choice, the place's, or what their platform tells. */
export async function botLocale(
  preferences: Preferences,
  { person, place }: { person: Person; place: Place },
): Promise<string | undefined> {
  const scopes = [personScope(place.platform, person), placeScope(place)]
  const [mine, ours] = await Promise.all(scopes.map(async (scope) => (await preferences.get(scope)).bot))
  const chosen = mine ?? (person.locale === undefined ? ours : undefined)
  return typeof chosen === 'string' ? chosen : person.locale
}
