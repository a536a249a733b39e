import type { Button, ChatAdapter, Media, Progress, View } from '../../bots/chat.ts'
import { documentCodes } from '../../lib/errors.ts'
import { styleNamed } from '../../pipeline/styles/styles.ts'
import { nextStop } from '../../queue/stops.ts'
import type { Approval } from '../../storage/project.ts'
import type { FilmResult, Run, StepRecord } from '../../storage/store.ts'
import { targetValue } from '../review/target.ts'
import { labelIn, type MessageKey, type Say } from '../say.ts'
import { boardView } from './board-view.ts'
import { forWhom } from './for-whom.ts'
import { sceneSelect } from './scene-select.ts'
import { scriptView } from './script-view.ts'

const LATE_PAGE = 40

const writing: readonly { label: MessageKey; steps: readonly string[]; perScene: boolean }[] = [
  { label: 'step.read', steps: ['extract'], perScene: false },
  { label: 'step.write', steps: ['script', 'storyboard'], perScene: false },
]
const making: typeof writing = [
  { label: 'step.pictures', steps: ['picture'], perScene: true },
  { label: 'step.voice', steps: ['narrate'], perScene: true },
  { label: 'step.clips', steps: ['clip'], perScene: true },
  { label: 'step.film', steps: ['film'], perScene: false },
]

// A draft has one clip, of all its scenes.
const drafting = making.map((row) => (row.label === 'step.clips' ? { ...row, steps: ['reel'], perScene: false } : row))

/** What the records say of a run: all that its card is drawn from. */
export interface CardState {
  run: Run
  steps: StepRecord[]
  /** Scenes of the film, 0 until the storyboard stands. */
  scenes: number
  /** Place in the line while it waits. */
  position: number | undefined
  /** Who approved which scene, while it is in review. */
  approvals: Approval[]
}

/** What a card depends on besides the records. */
export interface CardSurroundings {
  /** Where this platform shows the film. Default `card`. */
  filmIn?: ChatAdapter['filmIn']
  /** Whether a model here can say a script in other words. */
  canRewrite?: boolean
}

/** The status card of a run, from its records. */
export function cardOf(state: CardState, say: Say, surroundings: CardSurroundings = {}): View {
  const view = cardIn(state, say, surroundings)
  const buttons = offersChapters(state.run)
    ? [...(view.buttons ?? []), { label: say('button.chapters'), action: 'run.chapters', value: state.run.id }]
    : view.buttons
  return { ...view, buttons, hidden: state.run.request.hidden }
}

// By what a card knows: what is sold as a book, or tells of late pages. Whether it has chapters shows when they are asked for.
function offersChapters({ state, request: { filename, board, chapters, draft } }: Run): boolean {
  if ((state !== 'review' && state !== 'done') || chapters !== undefined || draft === true) return false
  return /\.(?:epub|mobi|azw3|fb2)(?:\.zip)?$/i.test(filename) || (board?.scenes.some(({ page = 0 }) => page > LATE_PAGE) ?? false)
}

function cardIn(state: CardState, say: Say, { filmIn = 'card', canRewrite = false }: CardSurroundings): View {
  const { run } = state
  switch (run.state) {
    case 'waiting':
    case 'queued':
    case 'running':
      return atWork(state, say)
    case 'review':
      return run.waitsFor === 'script' ? scriptView(run, { canRewrite }, say) : boardView(state, say)
    case 'done':
      return filmIn === 'message' && run.delivered === undefined ? sending(state, say) : finished(run, say, filmIn)
    case 'failed':
      return {
        title: titleOf(run),
        tone: 'danger',
        text: say('card.failed', { reason: run.problem?.message ?? '' }),
        progress: progressOf(state, say),
        buttons: wayOut(run, say),
        select: sceneSelect(run, say),
      }
    case 'cancelled':
      return {
        ...{ title: titleOf(run), tone: 'stopped', text: say('card.cancelled') },
        buttons: [{ label: say('button.resume'), action: 'run.retry', value: run.id }],
      }
  }
}

/** What another try finds just as it was: only another file helps. */
const FINAL: readonly string[] = documentCodes.filter((code) => code !== 'password' && code !== 'timeout')

function wayOut(run: Run, say: Say): Button[] {
  const code = run.problem?.code ?? ''
  if (code === 'password') return [passwordButton(run, say)]
  return FINAL.includes(code) ? [] : [{ label: say('button.retry'), action: 'run.retry', value: run.id, style: 'primary' }]
}

function passwordButton(run: Run, say: Say): Button {
  const field = { name: 'password', kind: 'secret' as const, label: say('password.label'), required: true, maxLength: 200 }
  return {
    label: say('button.password'),
    action: 'run.password',
    value: run.id,
    style: 'primary',
    form: { title: say('password.title'), submit: say('password.submit'), fields: [field] },
  }
}

function atWork(state: CardState, say: Say): View {
  const { run, position } = state
  const text =
    run.state === 'waiting' ? say('card.waiting', { position: position ?? 1 }) : say(run.state === 'queued' ? 'card.queued' : doing(run))
  return {
    title: titleOf(run),
    tone: 'active',
    passing: true,
    text,
    progress: progressOf(state, say),
    media: previewsOf(state.steps),
    fields: settingsOf(run, say),
    buttons: [{ label: say('button.cancel'), action: 'run.cancel', value: run.id, style: 'danger' }],
    select: sceneSelect(run, say),
  }
}

// What comes next is said beforehand: that there will be something to look at.
function doing(run: Run): MessageKey {
  if (run.request.draft === true) return 'card.drafting'
  const stop = nextStop(run)
  return stop === undefined ? 'card.running' : `card.to-${stop}`
}

function sending(state: CardState, say: Say): View {
  return { title: titleOf(state.run), tone: 'active', passing: true, text: say('card.sending'), progress: progressOf(state, say) }
}

function finished(run: Run, say: Say, filmIn: ChatAdapter['filmIn']): View {
  const result = resultOf(run)
  return {
    title: titleOf(run),
    tone: 'success',
    text: doneText(run, say),
    media: filmIn === 'card' ? [filmMedia(run, say)] : undefined,
    fields: [
      ...settingsOf(run, say),
      ...(result.cost.amount > 0 ? [{ label: say('field.cost'), value: `${result.cost.amount.toFixed(2)} ${result.cost.currency}` }] : []),
      ...result.warnings.map((warning) => ({ label: say('field.note'), value: warning })),
    ],
    buttons: afterwards(run, say),
    select: sceneSelect(run, say),
  }
}

/** A finished film as a message of its own, which tells the person who asked for it. */
export function filmView(run: Run, say: Say): View {
  const buttons = run.request.draft === true ? afterwards(run, say) : undefined
  return {
    title: titleOf(run),
    tone: 'success',
    text: doneText(run, say),
    media: [filmMedia(run, say)],
    mention: run.owner,
    hidden: run.request.hidden,
    buttons,
  }
}

// What a draft is for is to go on from it.
function afterwards(run: Run, say: Say): Button[] {
  if (run.request.draft !== true) {
    return [
      { label: say('button.settings'), action: 'remake.all', value: run.project },
      { label: say('button.cover'), action: 'cover.all', value: run.project },
      { label: say('button.history'), action: 'review.history', value: run.project },
      { label: say('button.export'), action: 'export.all', value: run.project },
    ]
  }
  return [{ label: say('button.approve.all'), action: 'review.scenes', value: targetValue(run, run.revision), style: 'primary' }]
}

function resultOf({ id, result }: Run): FilmResult {
  if (result === undefined) throw new Error(`run ${id} is done without a result`)
  return result
}

function doneText(run: Run, say: Say): string {
  const { seconds, scenes } = resultOf(run)
  const length = clock(seconds)
  return [say(run.request.draft === true ? 'card.draft' : 'card.done', { length, scenes }), say('made.with')].join('\n')
}

function filmMedia(run: Run, say: Say): Media {
  const { title, film, posted, seconds, width, height, cover, vtt } = resultOf(run)
  return {
    kind: 'video',
    blob: posted?.film ?? film,
    name: `${fileName(title)}${run.request.draft === true ? '-draft' : ''}.mp4`,
    alt: say('media.film', { title }),
    seconds,
    width,
    height,
    poster: cover,
    captions: vtt,
  }
}

function progressOf({ run, steps, scenes }: CardState, say: Say): Progress[] {
  // A film that is made again from its scenes has nothing left to read.
  const reads = run.request.board === undefined || steps.some(({ step }) => step === 'extract')
  const rows = [...(reads ? writing : []), ...(run.request.draft === true ? drafting : making)]
  return rows.map(({ label, steps: names, perScene }) => {
    const records = steps.filter((record) => names.includes(record.step))
    const total = perScene ? scenes : names.length
    const whole = records.filter((record) => record.state === 'done').length
    const part = records.filter((record) => record.state === 'active').reduce((sum, record) => sum + record.fraction, 0)
    return { label: say(label), state: stateOf(whole, total, records, run), done: Math.min(whole + part, total), total }
  })
}

function stateOf(whole: number, total: number, records: StepRecord[], run: Run): Progress['state'] {
  if (total > 0 && whole >= total) return 'done'
  if (run.state === 'failed' && records.some((record) => record.state === 'failed')) return 'failed'
  return records.length > 0 ? 'active' : 'waiting'
}

function previewsOf(steps: StepRecord[]): Media[] {
  return steps
    .filter((record) => record.step === 'picture' && record.preview !== undefined)
    .sort((one, other) => one.scene - other.scene)
    .map(({ preview, scene }) => ({ kind: 'image', blob: preview ?? '', name: `scene-${scene + 1}.jpg`, alt: `${scene + 1}` }))
}

function settingsOf(run: Run, say: Say): { label: string; value: string }[] {
  const { style, aspect, language, voice, seconds } = run.request.settings
  return [
    ...forWhom(run, say),
    { label: say('field.style'), value: labelIn(say, styleNamed(style).label) },
    { label: say('field.shape'), value: aspect },
    ...(language === undefined ? [] : [{ label: say('field.language'), value: language }]),
    ...(seconds === undefined ? [] : [{ label: say('field.length'), value: clock(seconds) }]),
    ...(voice === undefined ? [] : [{ label: say('field.voice'), value: voice }]),
  ]
}

/** The film's title where it has one by now, else the document's name without its ending. */
export function titleOf(run: Run): string {
  return run.result?.title ?? run.request.board?.title ?? (run.request.filename.replace(/\.[^.]{1,5}$/, '') || run.request.filename)
}

/** A title as a file name that every system takes: letters, digits and dashes of any script. */
export function fileName(title: string): string {
  const clean = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return [...clean].slice(0, 60).join('') || 'film'
}

/** Seconds as m:ss. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
