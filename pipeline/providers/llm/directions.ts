import type { DirectAnswer } from '../../prompts/direct-pictures.ts'
import { plainText } from '../plain-text.ts'
import type { Direction } from '../provider.ts'
import type { Fault } from './ask.ts'

/**
 * A direction a scene: its own picture, then the same words for every character it shows and for the film's look, so that
 * people and places stay the same from scene to scene.
 */
export function composeDirections(answer: DirectAnswer, count: number): { result: Direction[]; faults: Fault[] } {
  const cast = new Map(
    answer.characters.map(({ name, appearance }) => [name.toLowerCase(), `${plainText(name, 40)}: ${plainText(appearance, 200)}`]),
  )
  const look = plainText(answer.look, 240)
  const result = answer.scenes.slice(0, count).map(({ keywords, atmosphere, prompt, characters }) => {
    const shown = [...new Set(characters)].flatMap((name) => cast.get(name.toLowerCase()) ?? [])
    return {
      keywords: words(keywords, 8),
      atmosphere: words(atmosphere, 6),
      prompt: [plainText(prompt, 500), ...shown.slice(0, 3), look].filter(Boolean).join(' '),
    }
  })
  const faults: Fault[] = []
  if (answer.scenes.length !== count) faults.push({ told: `it has ${answer.scenes.length} scenes; exactly ${count} are wanted` })
  if (result.some(({ prompt }) => prompt === '')) faults.push({ told: 'a scene has no prompt' })
  return { result, faults }
}

const words = (list: string[], most: number) =>
  list
    .map((word) => plainText(word, 40))
    .filter(Boolean)
    .slice(0, most)
