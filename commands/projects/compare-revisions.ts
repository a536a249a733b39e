import { isDeepStrictEqual } from 'node:util'
import type { Scene } from '../../pipeline/schema.ts'
import type { Revision } from '../../storage/project.ts'
import { excerpt } from '../cards/excerpt.ts'
import type { MessageKey, Say } from '../say.ts'
import { settingFields } from '../settings/setting-fields.ts'

type Version = Pick<Revision, 'board' | 'settings'>

/** What a later revision has otherwise than an earlier one, a line each: its title, its settings, then scene by scene, by their places now. */
export function compareRevisions(before: Version, after: Version, say: Say): string[] {
  const { board: old } = before
  const { board: now } = after
  const places = new Map(old.scenes.map(({ seed }, index) => [seed, index]))
  const kept = new Set(now.scenes.map(({ seed }) => seed))
  // A scene has moved where it stands otherwise among those that both have.
  const order = old.scenes.filter(({ seed }) => kept.has(seed)).map(({ seed }) => seed)
  const common = now.scenes.filter(({ seed }) => places.has(seed))
  return [
    ...(old.title === now.title ? [] : [say('compare.title', { old: old.title, new: now.title })]),
    ...settingFields.flatMap((field) => {
      const [was, is] = [before, after].map(({ settings }) => settings[field.key as keyof typeof settings])
      if (isDeepStrictEqual(was, is)) return []
      return [`${say(`option.${field.name}` as MessageKey)}: ${field.show(was, say)} → ${field.show(is, say)}`]
    }),
    ...now.scenes.flatMap((scene, index) => {
      const number = index + 1
      const past = old.scenes[places.get(scene.seed) ?? -1]
      if (past === undefined) return [say('compare.added', { number, words: wordsOf(scene, say) })]
      return [
        ...(past.text === scene.text ? [] : [say('compare.words', { number, old: wordsOf(past, say), new: wordsOf(scene, say) })]),
        ...(isDeepStrictEqual(shownBy(past), shownBy(scene)) ? [] : [say('compare.picture', { number })]),
        ...(past.own?.sound === scene.own?.sound ? [] : [say('change.sound', { scene: number })]),
        ...(past.voice === scene.voice ? [] : [say('compare.voice', { number })]),
        ...(order[common.indexOf(scene)] === scene.seed ? [] : [say('compare.moved', { number, old: (places.get(scene.seed) ?? 0) + 1 })]),
      ]
    }),
    ...old.scenes.flatMap((scene, index) =>
      kept.has(scene.seed) ? [] : [say('compare.removed', { number: index + 1, words: wordsOf(scene, say) })],
    ),
  ]
}

function wordsOf({ text, kind }: Scene, say: Say): string {
  return text === '' ? say('scene.kind', { kind }) : excerpt(text, 80)
}

function shownBy({ prompt, note, take, figure, own }: Scene) {
  return { prompt, note, take, figure, own: own && { ...own, sound: undefined } }
}
