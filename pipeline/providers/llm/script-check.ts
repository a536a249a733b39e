import type { ScriptAnswer } from '../../prompts/write-script.ts'
import type { Script } from '../../schema.ts'
import { plainText } from '../plain-text.ts'
import type { Fault } from './ask.ts'
import { isForeign } from './language-check.ts'
import { type NarrationLength, sentenceGap } from './narration-length.ts'
import type { Passage } from './passages.ts'

type Sentence = { text: string; passages: Passage[] }
type Spoken = Pick<Script, 'title' | 'workTitle' | 'quotes' | 'subtitles' | 'scenes'> & { dropped: number }

/**
 * A model's script as our own: plain words only, each sentence on a passage that exists (others are dropped and counted),
 * as many scenes as were asked for. Says what is wrong with length, language and truth.
 */
export async function checkScript(
  answer: ScriptAnswer,
  asked: { passages: readonly Passage[]; language: string; length: NarrationLength; title: string },
): Promise<{ result: Spoken; faults: Fault[] }> {
  const { passages, language, length } = asked
  const known = new Map(passages.map((passage) => [passage.number, passage]))
  const written = answer.scenes.map(({ sentences }) =>
    sentences.slice(0, 20).flatMap(({ text, from }): Sentence[] => {
      const plain = plainText(text, 500)
      return plain === '' ? [] : [{ text: plain, passages: from.flatMap((number) => known.get(number) ?? []) }]
    }),
  )
  const grounded = written.map((scene) => scene.filter((sentence) => sentence.passages.length > 0))
  const dropped = written.flat().length - grounded.flat().length
  const gap = sentenceGap(language)
  const fitted = fitScenes(capped(grounded, length.most * 1.5), length.scenes)
  const scenes = fitted.map((sentences) => {
    const { page, heading = '', section = 0 } = sentences[0]?.passages[0] ?? {}
    return { text: sentences.map(({ text }) => text).join(gap), heading, section, ...(page === undefined ? {} : { page }) }
  })
  const lines = (texts: string[], most: number) => [...new Set(texts.map((text) => plainText(text, most)).filter(Boolean))].slice(0, 3)
  const quotes = lines(answer.quotes, 140)
  const first = scenes[0]?.text ?? ''
  const result = {
    title: plainText(answer.title, 80) || asked.title,
    workTitle: plainText(answer.workTitle, 120) || asked.title,
    quotes: quotes.length > 0 ? quotes : [plainText(first, 140)],
    subtitles: lines(answer.subtitles, 80),
    scenes,
    dropped,
  }
  return { result, faults: await faultsOf(result, language, length) }
}

async function faultsOf({ scenes, dropped }: Spoken, language: string, length: NarrationLength): Promise<Fault[]> {
  const text = scenes.map((scene) => scene.text).join(' ')
  if (scenes.length === 0) return [{ told: 'no sentence rests on a passage: name passage numbers that exist in "from"' }]
  const faults: Fault[] = []
  if (await isForeign(text, language)) {
    faults.push({ told: `it is not written in the language "${language}"` })
  }
  if (text.length < length.least * 0.75 || text.length > length.most * 1.3) {
    const told = `it has ${text.length} characters in all; ${length.least} to ${length.most} are wanted`
    faults.push({ told, warning: `The narration has ${text.length} characters where ${length.least} to ${length.most} were asked for.` })
  }
  if (dropped > 0) {
    const warning = `${dropped === 1 ? 'One sentence' : `${dropped} sentences`} rested on no passage of the document and was left out.`
    faults.push({ told: `${dropped} sentences name no passage that exists in "from"`, warning: warning.replace(/(\d+ .*) was/, '$1 were') })
  }
  return faults
}

/** Whole scenes up to a number of characters; one at least. */
function capped(scenes: Sentence[][], most: number): Sentence[][] {
  let sum = 0
  return scenes.filter((scene, index) => {
    sum += scene.reduce((length, { text }) => length + text.length, 0)
    return index === 0 || sum <= most
  })
}

/** As many scenes as allowed: neighbours are joined, shortest first, or the longest parted between two sentences. */
function fitScenes(all: Sentence[][], { least, most }: NarrationLength['scenes']): Sentence[][] {
  const scenes = all.filter((scene) => scene.length > 0)
  const size = (scene: Sentence[] | undefined) => (scene ?? []).reduce((sum, { text }) => sum + text.length, 0)
  while (scenes.length > most) {
    const pairs = scenes.slice(1).map((scene, index) => size(scene) + size(scenes[index]))
    const at = pairs.indexOf(Math.min(...pairs))
    scenes.splice(at, 2, [...(scenes[at] ?? []), ...(scenes[at + 1] ?? [])])
  }
  while (scenes.length < least) {
    const sizes = scenes.map((scene) => (scene.length > 1 ? size(scene) : 0))
    const at = sizes.indexOf(Math.max(...sizes))
    const scene = scenes[at]
    if (scene === undefined || scene.length < 2) break
    const half = Math.ceil(scene.length / 2)
    scenes.splice(at, 1, scene.slice(0, half), scene.slice(half))
  }
  return scenes
}
