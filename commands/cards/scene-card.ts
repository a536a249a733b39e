import type { Button, View } from '../../bots/chat.ts'
import { FootageFit, type Scene } from '../../pipeline/schema.ts'
import type { Current } from '../review/current.ts'
import { targetValue } from '../review/target.ts'
import { LONGEST } from '../review/written-words.ts'
import type { Say } from '../say.ts'
import { excerpt } from './excerpt.ts'

/** Figures that a list holds beside "none". */
const MOST_FIGURES = 24

/** One scene as it stands now, with all that can be done to it. */
export function sceneCard(current: Current, seed: number, say: Say): View {
  const { run, revision, board, steps, approvals } = current
  const index = board.scenes.findIndex((scene) => scene.seed === seed)
  const scene = board.scenes[index]
  if (scene === undefined) return { tone: 'neutral', text: say('scene.gone') }
  const value = targetValue(run, revision, seed)
  const picture = steps.find((record) => record.step === 'picture' && record.scene === index && record.state === 'done')?.preview
  const approval = approvals.find((one) => one.seed === seed)
  const isBeingMade = picture === undefined && ['waiting', 'queued', 'running'].includes(run.state)
  return {
    title: say('scene.title', { kind: scene.kind, number: index + 1, count: board.scenes.length }),
    tone: approval !== undefined ? 'success' : isBeingMade ? 'active' : 'neutral',
    text: scene.text === '' ? say('scene.silent') : scene.text,
    media: picture === undefined ? [] : [{ kind: 'image', blob: picture, name: `scene-${index + 1}.jpg`, alt: altOf(scene, index) }],
    hidden: run.request.hidden,
    fields: [
      ...(isBeingMade ? [{ label: say('field.picture'), value: say('scene.making') }] : []),
      ...(approval === undefined ? [] : [{ label: say('field.approved'), value: approval.by.name }]),
      ...(scene.page === undefined ? [] : [{ label: say('field.page'), value: String(scene.page) }]),
      ...(scene.figure === undefined ? [] : [{ label: say('field.figure'), value: excerpt(scene.figure.caption, 100) || '✓' }]),
      ...(scene.voice === undefined ? [] : [{ label: say('field.voice'), value: scene.voice }]),
      { label: say('field.prompt'), value: excerpt(scene.prompt, 200) },
      ...(scene.note === undefined ? [] : [{ label: say('field.wish'), value: excerpt(scene.note, 100) }]),
    ],
    buttons: buttonsOf(current, index, scene, value, approval !== undefined, say),
    select: figuresOf(current, scene, value, say),
  }
}

function altOf({ keywords, text, prompt }: Scene, index: number): string {
  return `${index + 1}: ${excerpt(keywords.slice(0, 3).join(', ') || text || prompt, 120)}`
}

function buttonsOf({ run, revision, board }: Current, index: number, scene: Scene, value: string, isApproved: boolean, say: Say): Button[] {
  const isScene = (at: number) => board.scenes[at]?.kind === 'scene'
  const hasPictures = run.waitsFor !== 'script'
  const form = (field: 'note' | 'words' | 'prompt' | 'add', filled?: string): Button['form'] => ({
    title: say(`form.${field}`, { number: index + 1 }),
    submit: say('form.submit'),
    fields: [{ name: 'text', label: say(`form.${field}.label`), value: filled, multiline: true, required: true, maxLength: LONGEST }],
  })
  const all: (Button | false)[] = [
    run.state === 'review' &&
      run.waitsFor === 'scenes' &&
      !isApproved && { label: say('button.approve'), action: 'scene.approve', value, style: 'primary' },
    scene.kind !== 'ending' && { label: say('button.words'), action: 'scene.words', value, form: form('words', scene.text) },
    hasPictures && { label: say('button.picture'), action: 'scene.picture', value },
    hasPictures && { label: say('button.note'), action: 'scene.note', value, form: form('note') },
    { label: say('button.own-media'), action: 'scene.own', value, form: ownForm(index, say) },
    scene.own?.kind === 'clip' && soundButton(scene.own, value, say),
    hasPictures && revision > 1 && { label: say('button.takes'), action: 'scene.takes', value },
    { label: say('button.prompt'), action: 'scene.prompt', value, form: form('prompt', scene.prompt) },
    scene.kind !== 'ending' && { label: say('button.voice'), action: 'scene.voices', value },
    isScene(index) && { label: say('button.split'), action: 'scene.split', value },
    isScene(index) && isScene(index + 1) && { label: say('button.merge'), action: 'scene.merge', value },
    isScene(index) && isScene(index - 1) && { label: say('button.up'), action: 'scene.up', value },
    isScene(index) && isScene(index + 1) && { label: say('button.down'), action: 'scene.down', value },
    scene.kind !== 'ending' && { label: say('button.add'), action: 'scene.add', value, form: form('add') },
    isScene(index) && { label: say('button.remove'), action: 'scene.remove', value, style: 'danger' },
  ]
  return all.filter((button) => button !== false)
}

function soundButton({ sound }: NonNullable<Scene['own']>, value: string, say: Say): Button {
  return sound === 'under'
    ? { label: say('button.sound-off'), action: 'scene.sound', value: `${value}/off` }
    : { label: say('button.sound-under'), action: 'scene.sound', value: `${value}/under` }
}

function ownForm(index: number, say: Say): Button['form'] {
  const options = FootageFit.options.map((fit) => ({ label: say(`own.${fit}`), value: fit }))
  const sounds = (['off', 'under'] as const).map((sound) => ({ label: say(`own.sound-${sound}`), value: sound }))
  return {
    title: say('form.own', { number: index + 1 }),
    submit: say('form.submit'),
    fields: [
      { name: 'picture', kind: 'file', label: say('form.own.label'), required: true },
      { name: 'fit', kind: 'choice', label: say('own.fit'), options, value: 'crop' },
      { name: 'sound', kind: 'choice', label: say('own.sound'), options: sounds, value: 'off' },
    ],
  }
}

function figuresOf({ board }: Current, scene: Scene, value: string, say: Say): View['select'] {
  if (board.figures.length === 0) return undefined
  const figures = board.figures.slice(0, MOST_FIGURES).map(({ caption, page }, index) => ({
    label: `${index + 1}. ${excerpt(caption, 80) || say('field.figure')}`,
    value: String(index),
    description: page === undefined ? undefined : say('scene.page', { page }),
  }))
  const none = { label: say('figure.none'), value: 'none', description: undefined }
  const options = scene.figure === undefined ? figures : [none, ...figures]
  return { action: 'scene.figure', value, placeholder: say('figure.choose'), options }
}
