import { cleanText } from '../../pipeline/documents/clean.ts'
import type { Tone } from '../../pipeline/providers/provider.ts'
import type { Scene, Storyboard } from '../../pipeline/schema.ts'
import type { MessageKey } from '../say.ts'

/** One change of a storyboard. Scenes are named by their seed, which stays theirs when others come and go. */
export type Edit =
  | { kind: 'title'; title: string }
  | { kind: 'quote'; quote: string }
  | { kind: 'words'; scene: number; text: string }
  /** Other words for many scenes at once, by seed. */
  | { kind: 'rewrite'; tone: Tone; texts: ReadonlyMap<number, string> }
  | { kind: 'prompt'; scene: number; prompt: string }
  | { kind: 'picture'; scene: number; note?: string }
  | { kind: 'figure'; scene: number; figure: number | undefined }
  | { kind: 'own'; scene: number; own: Scene['own'] }
  /** Of a scene's own clip. */
  | { kind: 'sound'; scene: number; isHeard: boolean }
  /** The picture of `as`, which is the same scene in an earlier revision. */
  | { kind: 'take'; scene: number; as: Scene }
  | { kind: 'voice'; scene: number; voice: string | undefined }
  | { kind: 'split'; scene: number }
  | { kind: 'merge'; scene: number }
  | { kind: 'move'; scene: number; by: 1 | -1 }
  | { kind: 'remove'; scene: number }
  | { kind: 'add'; after: number; text: string }

/** A change that can't be: what is said about it, as a message's key and values. */
export class RefusedEdit extends Error {
  override readonly name = 'RefusedEdit'
  readonly key: MessageKey
  readonly values: Record<string, string | number>
  constructor(key: MessageKey, values: Record<string, string | number> = {}) {
    super(key)
    this.key = key
    this.values = values
  }
}

/**
 * The storyboard after one change; the one given stays as it is. Scenes that the change does not touch are the same, so
 * what was made for them is found in the cache. Throws RefusedEdit where the change can't be.
 */
export function editBoard(board: Storyboard, edit: Edit): Storyboard {
  switch (edit.kind) {
    case 'title':
      return {
        ...board,
        title: said(edit.title),
        scenes: board.scenes.map((scene) => (scene.kind === 'scene' ? scene : { ...scene, heading: said(edit.title) })),
      }
    case 'quote':
      return {
        ...board,
        quote: said(edit.quote),
        scenes: board.scenes.map((scene) => (scene.kind === 'opening' ? { ...scene, text: said(edit.quote) } : scene)),
      }
    case 'words':
      // The opening speaks the golden quote: they are one.
      if (board.scenes.some(({ seed, kind }) => seed === edit.scene && kind === 'opening')) {
        return editBoard(board, { kind: 'quote', quote: edit.text })
      }
      return change(board, edit.scene, (scene) => respoken(scene, said(edit.text)))
    case 'rewrite':
      return {
        ...board,
        scenes: board.scenes.map((scene) => {
          const text = edit.texts.get(scene.seed)
          return text === undefined ? scene : respoken(scene, said(text))
        }),
      }
    case 'prompt':
      return change(board, edit.scene, (scene) => ({ ...retaken(scene), prompt: said(edit.prompt) }))
    case 'picture':
      return change(board, edit.scene, ({ note, ...scene }) => ({
        ...retaken(scene),
        ...(edit.note ? { note: said(edit.note) } : {}),
      }))
    case 'take':
      return change(board, edit.scene, ({ figure, own, note, take, pictured, ...scene }) => {
        const { seed, kind, text, holdSeconds, page, heading, voice, takes, pictured: words = text, ...shows } = edit.as
        const last = lastTake({ take, takes: scene.takes })
        return { ...scene, ...shows, ...(last > 0 ? { takes: last } : {}), ...(words === scene.text ? {} : { pictured: words }) }
      })
    case 'figure':
      return change(board, edit.scene, ({ figure, own, ...scene }) => {
        const chosen = edit.figure === undefined ? undefined : board.figures[edit.figure]
        if (edit.figure !== undefined && chosen === undefined) throw new RefusedEdit('edit.no-figure')
        return { ...scene, ...(chosen === undefined ? {} : { figure: chosen }) }
      })
    case 'own':
      return change(board, edit.scene, ({ figure, own, ...scene }) => ({ ...scene, ...(edit.own === undefined ? {} : { own: edit.own }) }))
    case 'sound':
      return change(board, edit.scene, ({ own, ...scene }) => {
        if (own?.kind !== 'clip') throw new RefusedEdit('edit.no-clip')
        const { sound, ...silent } = own
        return { ...scene, own: edit.isHeard ? { ...silent, sound: 'under' } : silent }
      })
    case 'voice':
      return change(board, edit.scene, ({ voice, ...scene }) => ({ ...scene, ...(edit.voice === undefined ? {} : { voice: edit.voice }) }))
    case 'split':
      return replace(board, edit.scene, (scene) => {
        const [first, second] = halves(scene.text, board.language)
        const { figure, own, pictured, ...rest } = scene
        return [respoken(scene, first), { ...rest, seed: freshSeed(board), text: second }]
      })
    case 'merge': {
      const index = placeOf(board, edit.scene)
      const [scene, next] = [board.scenes[index], board.scenes[index + 1]]
      if (scene?.kind !== 'scene' || next?.kind !== 'scene') throw new RefusedEdit('edit.no-next')
      return { ...board, scenes: board.scenes.toSpliced(index, 2, respoken(scene, joined(scene.text, next.text))) }
    }
    case 'move': {
      const from = placeOf(board, edit.scene)
      const [scene, other] = [board.scenes[from], board.scenes[from + edit.by]]
      if (scene?.kind !== 'scene' || other?.kind !== 'scene') throw new RefusedEdit('edit.no-further')
      return { ...board, scenes: board.scenes.with(from, other).with(from + edit.by, scene) }
    }
    case 'remove':
      if (board.scenes.filter(({ kind }) => kind === 'scene').length < 2) throw new RefusedEdit('edit.last-scene')
      return replace(board, edit.scene, () => [])
    case 'add': {
      const after = board.scenes[placeOf(board, edit.after)]
      if (after === undefined || after.kind === 'ending') throw new RefusedEdit('edit.after-ending')
      const text = said(edit.text)
      const scene: Scene = {
        kind: 'scene',
        text,
        holdSeconds: 0,
        heading: after.kind === 'scene' ? after.heading : '',
        keywords: [],
        atmosphere: after.atmosphere,
        prompt: text,
        seed: freshSeed(board),
      }
      return { ...board, scenes: board.scenes.toSpliced(placeOf(board, edit.after) + 1, 0, scene) }
    }
  }
}

/** Characters that one scene may speak; more is a scene of over a minute. */
export const LONGEST = 1_000

function said(text: string): string {
  const clean = cleanText(text).replace(/\s+/g, ' ').trim()
  if (clean === '') throw new RefusedEdit('edit.empty')
  if (clean.length > LONGEST) throw new RefusedEdit('edit.too-long', { most: LONGEST })
  return clean
}

function change(board: Storyboard, seed: number, make: (scene: Scene) => Scene): Storyboard {
  const index = placeOf(board, seed)
  return { ...board, scenes: board.scenes.map((scene, place) => (place === index ? make(scene) : scene)) }
}

function replace(board: Storyboard, seed: number, make: (scene: Scene) => Scene[]): Storyboard {
  const index = placeOf(board, seed)
  const scene = board.scenes[index]
  if (scene?.kind !== 'scene') throw new RefusedEdit('edit.fixed')
  return { ...board, scenes: board.scenes.toSpliced(index, 1, ...make(scene)) }
}

/** The scene with other words under the same picture, unless that may show a number that is not said any more. */
function respoken({ pictured, ...scene }: Scene, text: string): Scene {
  const words = pictured ?? scene.text
  const isTrue = numbersIn(words).every((number) => numbersIn(text).includes(number))
  return { ...scene, text, ...(isTrue && words !== text ? { pictured: words } : {}) }
}

/** The scene with a picture that was not there before, made for what it says now. */
function retaken({ figure, own, pictured, ...scene }: Scene): Scene {
  return { ...scene, take: lastTake(scene) + 1 }
}

function lastTake({ take = 0, takes = 0 }: Pick<Scene, 'take' | 'takes'>): number {
  return Math.max(take, takes)
}

function numbersIn(text: string): string[] {
  return text.match(/\p{Nd}+/gu) ?? []
}

function placeOf(board: Storyboard, seed: number): number {
  const index = board.scenes.findIndex((scene) => scene.seed === seed)
  if (index < 0) throw new RefusedEdit('scene.gone')
  return index
}

function freshSeed(board: Storyboard): number {
  return Math.max(...board.scenes.map(({ seed }) => seed)) + 1
}

// At the sentence end nearest the middle; a single sentence can't be split.
function halves(text: string, language: string): [string, string] {
  const sentences = [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)]
  const cuts = sentences.slice(1).map(({ index }) => index)
  const middle = text.length / 2
  const cut = cuts.toSorted((one, other) => Math.abs(one - middle) - Math.abs(other - middle))[0]
  if (cut === undefined) throw new RefusedEdit('edit.one-sentence')
  return [text.slice(0, cut).trim(), text.slice(cut).trim()]
}

function joined(one: string, other: string): string {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}。！？]$/u.test(one) ? one + other : `${one} ${other}`
}
