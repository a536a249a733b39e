import { UserError } from '../lib/errors.ts'
import type { Scene, Storyboard } from '../pipeline/schema.ts'

/** One change of a storyboard. Scenes are named by their seed, which stays theirs when others come and go. */
export type Edit =
  | { kind: 'title'; title: string }
  | { kind: 'quote'; quote: string }
  | { kind: 'words'; scene: number; text: string }
  | { kind: 'prompt'; scene: number; prompt: string }
  | { kind: 'picture'; scene: number; note?: string }
  | { kind: 'figure'; scene: number; figure: number | undefined }
  | { kind: 'own'; scene: number; own: Scene['own'] }
  | { kind: 'voice'; scene: number; voice: string | undefined }
  | { kind: 'split'; scene: number }
  | { kind: 'merge'; scene: number }
  | { kind: 'move'; scene: number; by: 1 | -1 }
  | { kind: 'remove'; scene: number }
  | { kind: 'add'; after: number; text: string }

/**
 * The storyboard after one change; the one given stays as it is. Scenes that the change does not touch are the same, so
 * what was made for them is found in the cache. Throws UserError('usage') where the change can't be.
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
      return change(board, edit.scene, (scene) => ({ ...scene, text: said(edit.text) }))
    case 'prompt':
      return change(board, edit.scene, ({ figure, own, ...scene }) => ({
        ...scene,
        prompt: said(edit.prompt),
        take: (scene.take ?? 0) + 1,
      }))
    case 'picture':
      return change(board, edit.scene, ({ figure, own, note, ...scene }) => ({
        ...scene,
        take: (scene.take ?? 0) + 1,
        ...(edit.note ? { note: edit.note.trim() } : {}),
      }))
    case 'figure':
      return change(board, edit.scene, ({ figure, own, ...scene }) => {
        const chosen = edit.figure === undefined ? undefined : board.figures[edit.figure]
        if (edit.figure !== undefined && chosen === undefined) throw new UserError('usage', 'The document has no such figure.')
        return { ...scene, ...(chosen === undefined ? {} : { figure: chosen }) }
      })
    case 'own':
      return change(board, edit.scene, ({ figure, own, ...scene }) => ({ ...scene, ...(edit.own === undefined ? {} : { own: edit.own }) }))
    case 'voice':
      return change(board, edit.scene, ({ voice, ...scene }) => ({ ...scene, ...(edit.voice === undefined ? {} : { voice: edit.voice }) }))
    case 'split':
      return replace(board, edit.scene, (scene) => {
        const [first, second] = halves(scene.text, board.language)
        const { figure, own, ...rest } = scene
        return [
          { ...scene, text: first },
          { ...rest, seed: freshSeed(board), text: second },
        ]
      })
    case 'merge': {
      const index = placeOf(board, edit.scene)
      const [scene, next] = [board.scenes[index], board.scenes[index + 1]]
      if (scene?.kind !== 'scene' || next?.kind !== 'scene')
        throw new UserError('usage', 'There is no scene after this one to join it with.')
      return { ...board, scenes: board.scenes.toSpliced(index, 2, { ...scene, text: joined(scene.text, next.text) }) }
    }
    case 'move': {
      const from = placeOf(board, edit.scene)
      const [scene, other] = [board.scenes[from], board.scenes[from + edit.by]]
      if (scene?.kind !== 'scene' || other?.kind !== 'scene') throw new UserError('usage', 'That scene can’t move any further.')
      return { ...board, scenes: board.scenes.with(from, other).with(from + edit.by, scene) }
    }
    case 'remove':
      if (board.scenes.filter(({ kind }) => kind === 'scene').length < 2) throw new UserError('usage', 'A film needs one scene at least.')
      return replace(board, edit.scene, () => [])
    case 'add': {
      const after = board.scenes[placeOf(board, edit.after)]
      if (after === undefined || after.kind === 'ending') throw new UserError('usage', 'Nothing can follow the ending.')
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
const LONGEST = 1_000

function said(text: string): string {
  const clean = text.replace(/\s+/g, ' ').trim()
  if (clean === '') throw new UserError('usage', 'A few words are needed here.')
  if (clean.length > LONGEST) throw new UserError('usage', `That is too long: at most ${LONGEST} characters.`)
  return clean
}

function change(board: Storyboard, seed: number, make: (scene: Scene) => Scene): Storyboard {
  const index = placeOf(board, seed)
  return { ...board, scenes: board.scenes.map((scene, place) => (place === index ? make(scene) : scene)) }
}

function replace(board: Storyboard, seed: number, make: (scene: Scene) => Scene[]): Storyboard {
  const index = placeOf(board, seed)
  const scene = board.scenes[index]
  if (scene?.kind !== 'scene') throw new UserError('usage', 'Opening and ending stay as they are.')
  return { ...board, scenes: board.scenes.toSpliced(index, 1, ...make(scene)) }
}

function placeOf(board: Storyboard, seed: number): number {
  const index = board.scenes.findIndex((scene) => scene.seed === seed)
  if (index < 0) throw new UserError('expired', 'That scene is no longer in the film.')
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
  if (cut === undefined) throw new UserError('usage', 'One sentence can’t be split; edit its words instead.')
  return [text.slice(0, cut).trim(), text.slice(cut).trim()]
}

function joined(one: string, other: string): string {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}。！？]$/u.test(one) ? one + other : `${one} ${other}`
}
