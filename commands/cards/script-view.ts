import type { View } from '../../bots/chat.ts'
import type { Scene } from '../../pipeline/schema.ts'
import type { Run } from '../../storage/store.ts'
import { targetValue } from '../review/target.ts'
import type { Say } from '../say.ts'
import { aboutLength } from './about-length.ts'
import { excerpt } from './excerpt.ts'
import { forWhom } from './for-whom.ts'
import { sceneSelect } from './scene-select.ts'

/** Characters of all scenes together that the card shows: a card is for seeing the whole at a glance. */
const ROOM = 1_400

/** The script as a card to approve: title, length, every scene's words with the page they rest on. */
export function scriptView(run: Run, { canRewrite }: { canRewrite: boolean }, say: Say): View {
  const { board, settings } = run.request
  if (board === undefined) throw new Error(`run ${run.id} waits for a script that it does not have`)
  const value = targetValue(run, run.revision)
  const lines = scriptLines(board.scenes, say)
  const whole = lines.join('\n')
  const each = Math.max(24, Math.floor(ROOM / lines.length) - 1)
  return {
    title: board.title,
    tone: 'warning',
    text: [
      say('card.script', { ...aboutLength(board, settings.speed), scenes: board.scenes.length }),
      whole.length <= ROOM ? whole : lines.map((line) => excerpt(line, each)).join('\n'),
    ].join('\n\n'),
    fields: [...forWhom(run, say), ...(board.warnings ?? []).map((warning) => ({ label: say('field.note'), value: warning }))],
    buttons: [
      { label: say('button.approve'), action: 'review.script', value, style: 'primary' },
      { label: say('button.title'), action: 'review.title', value },
      { label: say('button.quote'), action: 'review.quote', value },
      ...(canRewrite ? [{ label: say('button.rewrite'), action: 'review.rewrite', value }] : []),
      ...(whole.length <= ROOM ? [] : [{ label: say('button.read'), action: 'review.read', value }]),
      { label: say('button.cancel'), action: 'run.cancel', value: run.id, style: 'danger' },
    ],
    select: sceneSelect(run, say),
  }
}

/** Every scene that speaks, a line each, with its number and page. */
export function scriptLines(scenes: readonly Scene[], say: Say): string[] {
  return scenes.flatMap(({ text, page }, index) =>
    text === '' ? [] : [`${index + 1}. ${text}${page === undefined ? '' : ` (${say('scene.page', { page })})`}`],
  )
}
