import type { Script } from '../../../schema.ts'
import type { Direction } from '../../provider.ts'
import { atmosphereOf } from './atmosphere.ts'
import { keywordsOf } from './keywords.ts'
import { cleanTitle } from './titles.ts'

/** A picture's direction for each scene: what is in it, its mood, and one sentence for a picture model. */
export function directionsOf(script: Script): Direction[] {
  const told = script.scenes.map(({ text, heading }) => withoutLeadIn(text, [script.title, cleanTitle(heading)], script.author))
  return script.scenes.map(({ heading }, index) => {
    const text = told[index] ?? ''
    const keywords = keywordsOf(text, told, script.language)
    const atmosphere = atmosphereOf(text)
    const subject = keywords.slice(0, 3).join(', ') || heading || script.title
    const setting = heading !== '' && heading !== script.title ? ` in the context of “${heading}”` : ''
    return {
      keywords,
      atmosphere,
      prompt: `${articleOf(atmosphere)} ${atmosphere.join(', ')} scene showing ${subject}${setting}, from “${script.title}”; no text, no letters.`,
    }
  })
}

/** What a scene says after the title and the author that a speaker names in passing. */
export function withoutLeadIn(text: string, titles: readonly string[], author = ''): string {
  const bare = text.replace(/^《/u, '')
  const title = titles.find((one) => one !== '' && bare.startsWith(one) && bare.length > one.length + 8)
  if (title === undefined) return text
  const told = bare.slice(title.length).replace(/^[》.!?。！？…，,\s]+/u, '')
  const by = author === '' ? -1 : told.slice(0, author.length + 5).indexOf(author)
  return (by < 0 ? told : told.slice(by + author.length)).replace(/^[.!?。！？…\s]+/u, '')
}

function articleOf([first = '']: string[]): string {
  return /^[aeiou]/.test(first) ? 'An' : 'A'
}
