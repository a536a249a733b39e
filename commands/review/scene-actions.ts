import { fitView } from '../../bots/fit.ts'
import { UserError } from '../../lib/errors.ts'
import { cleanText } from '../../pipeline/documents/clean.ts'
import { canRead } from '../../pipeline/speech/fitting-voice.ts'
import { sceneCard } from '../cards/scene-card.ts'
import { rememberCard } from '../cards/scene-cards.ts'
import { sceneSelect } from '../cards/scene-select.ts'
import type { ActionIncoming, CommandContext } from '../command.ts'
import { approveScenes } from './approve-scenes.ts'
import { changeBoard, refuseStale } from './change.ts'
import { currentOf } from './current.ts'
import type { Edit } from './edit-board.ts'
import { showOwnMedia } from './own-media.ts'
import { earlierTakes } from './takes.ts'
import { readTarget, type Target, targetValue } from './target.ts'

type Action = (incoming: ActionIncoming, context: CommandContext) => Promise<void>

/** What can be done to one scene, by action name. */
export const sceneActions: Record<string, Action> = {
  'scene.open': openScene,
  'scene.approve': async (incoming, context) => {
    const target = await readTarget('approve', incoming, context)
    await keepCard(target, incoming, context)
    await approveScenes(target, incoming, context)
  },
  'scene.picture': edits(({ seed }) => ({ kind: 'picture', scene: seed })),
  'scene.note': edits(({ seed }, text) => ({ kind: 'picture', scene: seed, note: text })),
  'scene.words': edits(({ seed }, text) => ({ kind: 'words', scene: seed, text })),
  'scene.prompt': edits(({ seed }, text) => ({ kind: 'prompt', scene: seed, prompt: text })),
  'scene.figure': edits(({ seed, choice }) => ({ kind: 'figure', scene: seed, figure: choice === 'none' ? undefined : Number(choice) })),
  'scene.own': showOwnMedia,
  'scene.sound': edits(({ seed, choice }) => ({ kind: 'sound', scene: seed, isHeard: choice === 'under' })),
  'scene.takes': earlierTakes,
  'scene.split': edits(({ seed }) => ({ kind: 'split', scene: seed })),
  'scene.merge': edits(({ seed }) => ({ kind: 'merge', scene: seed })),
  'scene.up': edits(({ seed }) => ({ kind: 'move', scene: seed, by: -1 })),
  'scene.down': edits(({ seed }) => ({ kind: 'move', scene: seed, by: 1 })),
  'scene.remove': edits(({ seed }) => ({ kind: 'remove', scene: seed })),
  'scene.add': edits(({ seed }, text) => ({ kind: 'add', after: seed, text })),
  'scene.voices': offerVoices,
  'scene.voice': async (incoming, context) => {
    const target = await readTarget('edit', incoming, context)
    const voice = target.choice === 'film' ? undefined : context.services.voice.voices[Number(target.choice)]
    if (voice === undefined && target.choice !== 'film') throw new UserError('expired', context.say('expired'))
    await changeBoard(target, { kind: 'voice', scene: target.seed, voice: voice?.id }, incoming, context)
    await context.show({ tone: 'success', text: context.say('voice.set', { voice: voice?.name ?? context.say('voice.films') }) })
  },
}

function edits(editOf: (target: Target, text: string) => Edit): Action {
  return async (incoming, context) => {
    const target = await readTarget('edit', incoming, context)
    const text = incoming.kind === 'form' ? cleanText(incoming.fields.text ?? '') : ''
    await keepCard(target, incoming, context)
    await changeBoard(target, editOf(target, text), incoming, context)
  }
}

// Whatever was pressed on shows the scene, and goes on doing so.
function keepCard({ project, seed }: Target, { at, from }: ActionIncoming, { store }: CommandContext): Promise<void> {
  return rememberCard(store, project.id, seed, at, from)
}

async function openScene(incoming: ActionIncoming, context: CommandContext): Promise<void> {
  const { store, adapter, say, reply } = context
  const target = await readTarget('view', incoming, context)
  const from = /from-(\d+)$/.exec(incoming.value)?.[1]
  const current = await currentOf(target.project.id, store)
  if (current === undefined) throw new UserError('expired', say('expired'))
  if (from !== undefined) return reply({ text: say('scene.choose'), select: sceneSelect(current.run, say, Number(from)) })
  const view = fitView(sceneCard(current, target.seed, say), adapter.limits)
  const at = await adapter.post(incoming.at.place, view, `${incoming.id}:scene`)
  if (view.buttons !== undefined) await rememberCard(store, target.project.id, target.seed, at, incoming.from)
}

async function offerVoices(incoming: ActionIncoming, context: CommandContext): Promise<void> {
  const { store, adapter, say, services, reply } = context
  const target = await readTarget('edit', incoming, context)
  const current = await currentOf(target.project.id, store)
  if (current === undefined || target.revision !== current.revision) return refuseStale(target, undefined, incoming, context)
  const options = services.voice.voices
    .map((voice, index) => ({ label: voice.name, value: String(index), isFitting: canRead(voice, current.board.language) }))
    .filter(({ isFitting }) => isFitting)
    .slice(0, Math.max(0, adapter.limits.selectOptions - 1))
    .map(({ label, value }) => ({ label, value }))
  await reply({
    text: say('voice.offer', { number: current.board.scenes.findIndex(({ seed }) => seed === target.seed) + 1 }),
    select: {
      action: 'scene.voice',
      value: targetValue(current.run, current.revision, target.seed),
      placeholder: say('voice.choose'),
      options: [{ label: say('voice.films'), value: 'film' }, ...options],
    },
  })
}
