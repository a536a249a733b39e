import type { Media, View } from '../../bots/chat.ts'
import { draftSettings } from '../../pipeline/draft-settings.ts'
import { arrangeSheet } from '../../pipeline/providers/image/drawn/arrange-sheet.ts'
import { type FilmSettings, frameSize, type Storyboard } from '../../pipeline/schema.ts'
import type { Approval } from '../../storage/project.ts'
import type { Run, StepRecord } from '../../storage/store.ts'
import { targetValue } from '../review/target.ts'
import type { Say } from '../say.ts'
import { aboutLength } from './about-length.ts'
import { forWhom } from './for-whom.ts'
import { sceneSelect } from './scene-select.ts'

/** The storyboard as a card to approve: all pictures on one sheet, and the way into each scene. */
export function boardView({ run, steps, approvals }: { run: Run; steps: StepRecord[]; approvals: Approval[] }, say: Say): View {
  const { board, settings } = run.request
  if (board === undefined) throw new Error(`run ${run.id} waits for scenes that it does not have`)
  const value = targetValue(run, run.revision)
  const sheet = steps.find(({ step }) => step === 'sheet')?.preview
  const missing = board.scenes.flatMap(({ seed }, index) => (approvals.some((one) => one.seed === seed) ? [] : [index + 1]))
  return {
    title: board.title,
    tone: 'warning',
    text: say('card.scenes', {
      done: board.scenes.length - missing.length,
      scenes: board.scenes.length,
      ...aboutLength(board, settings.speed),
    }),
    media: sheet === undefined ? [] : [sheetMedia(sheet, board, settings, say)],
    fields: [
      ...forWhom(run, say),
      ...(approvals.length > 0 && missing.length > 0 ? [{ label: say('field.missing'), value: missing.join(', ') }] : []),
    ],
    buttons: [
      { label: say('button.approve.all'), action: 'review.scenes', value, style: 'primary' },
      // Of a film that is as small there is no draft.
      ...(draftSettings(settings).resolution < settings.resolution ? [{ label: say('button.draft'), action: 'review.draft', value }] : []),
      { label: say('button.cancel'), action: 'run.cancel', value: run.id, style: 'danger' },
    ],
    select: sceneSelect(run, say),
  }
}

function sheetMedia(blob: string, { title, scenes }: Storyboard, settings: FilmSettings, say: Say): Media {
  const { width, height } = frameSize(settings)
  const { columns } = arrangeSheet(scenes.length, width / height)
  return { kind: 'image', blob, name: 'scenes.jpg', alt: say('media.sheet', { title }), sheet: { count: scenes.length, columns } }
}
