import type { Scene, Storyboard } from '../../pipeline/schema.ts'
import { withWords } from './edit-scene.ts'
import { RefusedEdit } from './refused-edit.ts'
import { writtenWords } from './written-words.ts'

/** Two scenes of one, cut at the sentence end nearest the middle; the second has a picture of its own. */
export function splitScene(board: Storyboard, seed: number): Storyboard {
  return replaceScene(board, seed, (scene) => {
    const [first, second] = halves(scene.text, board.language)
    const { figure, own, pictured, ...rest } = scene
    return [withWords(scene, first), { ...rest, seed: freshSeed(board), text: second }]
  })
}

/** One scene of two, with the first one's picture. */
export function mergeWithNext(board: Storyboard, seed: number): Storyboard {
  const index = placeOf(board, seed)
  const [scene, next] = [board.scenes[index], board.scenes[index + 1]]
  if (scene?.kind !== 'scene' || next?.kind !== 'scene') throw new RefusedEdit('edit.no-next')
  return { ...board, scenes: board.scenes.toSpliced(index, 2, withWords(scene, joined(scene.text, next.text))) }
}

/** A scene in its neighbour's place, and the other way round. */
export function moveScene(board: Storyboard, seed: number, by: 1 | -1): Storyboard {
  const from = placeOf(board, seed)
  const [scene, other] = [board.scenes[from], board.scenes[from + by]]
  if (scene?.kind !== 'scene' || other?.kind !== 'scene') throw new RefusedEdit('edit.no-further')
  return { ...board, scenes: board.scenes.with(from, other).with(from + by, scene) }
}

/** Without a scene; the last one stays. */
export function removeScene(board: Storyboard, seed: number): Storyboard {
  if (board.scenes.filter(({ kind }) => kind === 'scene').length < 2) throw new RefusedEdit('edit.last-scene')
  return replaceScene(board, seed, () => [])
}

/** With a new scene after another one, under the same heading. */
export function addScene(board: Storyboard, seed: number, words: string): Storyboard {
  const place = placeOf(board, seed)
  const after = board.scenes[place]
  if (after === undefined || after.kind === 'ending') throw new RefusedEdit('edit.after-ending')
  const text = writtenWords(words)
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
  return { ...board, scenes: board.scenes.toSpliced(place + 1, 0, scene) }
}

/** Where a scene stands. Throws RefusedEdit where it is gone. */
export function placeOf(board: Storyboard, seed: number): number {
  const index = board.scenes.findIndex((scene) => scene.seed === seed)
  if (index < 0) throw new RefusedEdit('scene.gone')
  return index
}

function replaceScene(board: Storyboard, seed: number, make: (scene: Scene) => Scene[]): Storyboard {
  const index = placeOf(board, seed)
  const scene = board.scenes[index]
  if (scene?.kind !== 'scene') throw new RefusedEdit('edit.fixed')
  return { ...board, scenes: board.scenes.toSpliced(index, 1, ...make(scene)) }
}

function freshSeed(board: Storyboard): number {
  return Math.max(...board.scenes.map(({ seed }) => seed)) + 1
}

// A single sentence can't be split.
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
