import type { Execute, FilmRequest } from '../film-request.ts'
import { type CoverVariant, coverSize } from '../schema.ts'
import { cover } from '../steps/cover.ts'
import { coverChoices } from '../styles/cover-choices.ts'
import type { Narrative } from './narrative.ts'
import { once } from './once.ts'
import type { SceneParts } from './scenes.ts'

export type CoverParts = ReturnType<typeof coverPartsOf>

/** The film's cover, and three to choose from with that one among them. */
export function coverPartsOf({ settings }: FilmRequest, { storyboard }: Narrative, { picture }: SceneParts, execute: Execute) {
  const { style, aspect } = settings
  const coverIn = async (variant: CoverVariant) => {
    const { title, subtitle, language } = await storyboard()
    return execute(cover, { title, subtitle, language, picture: await picture(0), style, variant, ...coverSize(aspect) })
  }
  const choices = async () => coverChoices(settings, (await storyboard()).title)
  const chosen = once(async () => coverIn((await choices()).chosen))
  const offered = once(async () => Promise.all((await choices()).offered.map(coverIn)))
  return { cover: chosen, covers: offered }
}
