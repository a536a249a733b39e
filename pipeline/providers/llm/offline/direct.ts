import type { Script } from '../../../schema.ts'
import type { Direction } from '../../provider.ts'
import { atmosphereOf } from './atmosphere.ts'
import { keywordsOf } from './keywords.ts'

/** A picture's direction for each scene: what is in it, its mood, and one sentence for a picture model. */
export function directionsOf(script: Script): Direction[] {
  const all = script.scenes.map(({ text }) => text)
  return script.scenes.map(({ text, heading }) => {
    const keywords = keywordsOf(text, all, script.language)
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

function articleOf([first = '']: string[]): string {
  return /^[aeiou]/.test(first) ? 'An' : 'A'
}
