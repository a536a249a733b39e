import type { View } from '../../bots/chat.ts'
import type { Run } from '../../storage/store.ts'
import { targetValue } from '../review/target.ts'
import type { Say } from '../say.ts'
import { excerpt } from './excerpt.ts'

/** Options that every platform's list holds. */
const MOST = 25

/** The list that opens a scene's card; where there are more than fit, its last option leads to the others. */
export function sceneSelect(run: Run, say: Say, from = 0): View['select'] {
  const scenes = run.request.board?.scenes ?? []
  if (scenes.length === 0) return undefined
  const rest = scenes.length - from
  const shown = scenes.slice(from, from + (rest > MOST ? MOST - 1 : MOST))
  const options = shown.map(({ seed, text, kind, page }, index) => ({
    label: `${from + index + 1}. ${text === '' ? say('scene.kind', { kind }) : excerpt(text, 70)}`,
    value: String(seed),
    description: page === undefined ? undefined : say('scene.page', { page }),
  }))
  const next = from + shown.length
  if (next < scenes.length) {
    options.push({ label: say('scene.more', { from: next + 1, to: scenes.length }), value: `from-${next}`, description: undefined })
  }
  return { action: 'scene.open', value: targetValue(run, run.revision), placeholder: say('scene.choose'), options }
}
