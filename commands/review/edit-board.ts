import type { Tone } from '../../pipeline/providers/provider.ts'
import type { Scene, Storyboard } from '../../pipeline/schema.ts'
import { addScene, mergeWithNext, moveScene, placeOf, removeScene, splitScene } from './arrange-scenes.ts'
import { withFigure, withNewPicture, withOwn, withPictureOf, withPrompt, withSound, withVoice, withWords } from './edit-scene.ts'
import { writtenWords } from './written-words.ts'

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

/**
 * The storyboard after one change; the one given stays as it is. Scenes that the change does not touch are the same, so
 * what was made for them is found in the cache. Throws RefusedEdit where the change can't be.
 */
export function editBoard(board: Storyboard, edit: Edit): Storyboard {
  switch (edit.kind) {
    case 'title':
      return withTitle(board, writtenWords(edit.title))
    case 'quote':
      return withQuote(board, writtenWords(edit.quote))
    case 'words':
      // The opening speaks the golden quote: they are one.
      if (board.scenes[placeOf(board, edit.scene)]?.kind === 'opening') return withQuote(board, writtenWords(edit.text))
      return changeScene(board, edit.scene, (scene) => withWords(scene, writtenWords(edit.text)))
    case 'rewrite':
      return rewritten(board, edit.texts)
    case 'prompt':
      return changeScene(board, edit.scene, (scene) => withPrompt(scene, edit.prompt))
    case 'picture':
      return changeScene(board, edit.scene, (scene) => withNewPicture(scene, edit.note))
    case 'take':
      return changeScene(board, edit.scene, (scene) => withPictureOf(scene, edit.as))
    case 'figure':
      return changeScene(board, edit.scene, (scene) => withFigure(scene, board.figures, edit.figure))
    case 'own':
      return changeScene(board, edit.scene, (scene) => withOwn(scene, edit.own))
    case 'sound':
      return changeScene(board, edit.scene, (scene) => withSound(scene, edit.isHeard))
    case 'voice':
      return changeScene(board, edit.scene, (scene) => withVoice(scene, edit.voice))
    case 'split':
      return splitScene(board, edit.scene)
    case 'merge':
      return mergeWithNext(board, edit.scene)
    case 'move':
      return moveScene(board, edit.scene, edit.by)
    case 'remove':
      return removeScene(board, edit.scene)
    case 'add':
      return addScene(board, edit.after, edit.text)
  }
}

function withTitle(board: Storyboard, title: string): Storyboard {
  return { ...board, title, scenes: board.scenes.map((scene) => (scene.kind === 'scene' ? scene : { ...scene, heading: title })) }
}

function withQuote(board: Storyboard, quote: string): Storyboard {
  return { ...board, quote, scenes: board.scenes.map((scene) => (scene.kind === 'opening' ? { ...scene, text: quote } : scene)) }
}

function rewritten(board: Storyboard, texts: ReadonlyMap<number, string>): Storyboard {
  const scenes = board.scenes.map((scene) => {
    const text = texts.get(scene.seed)
    return text === undefined ? scene : withWords(scene, writtenWords(text))
  })
  return { ...board, scenes }
}

function changeScene(board: Storyboard, seed: number, make: (scene: Scene) => Scene): Storyboard {
  const index = placeOf(board, seed)
  return { ...board, scenes: board.scenes.map((scene, place) => (place === index ? make(scene) : scene)) }
}
