import type { Script } from '../../../schema.ts'
import type { Direction } from '../../provider.ts'
import { atmosphereOf } from './atmosphere.ts'
import { keywordsOf } from './keywords.ts'

/** A picture's direction for each scene: what is in it, its mood, and one sentence for a picture model. */
export function directionsOf(script: Script): Direction[] {
  const told = script.scenes.map(({ text, heading }) => withoutLeadIn(text, [script.title, heading]))
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

/** What a scene says after the title that a speaker names in passing. */
function withoutLeadIn(text: string, titles: readonly string[]): string {
  const title = titles.find((one) => one !== '' && text.startsWith(one) && text.length > one.length + 8)
  return title === undefined ? text : text.slice(title.length).replace(/^[.!?。！？…\s]+/u, '')
}

function articleOf([first = '']: string[]): string {
  return /^[aeiou]/.test(first) ? 'An' : 'A'
}
