import { speakingSeconds } from '../../../speech/speaking-seconds.ts'
import type { Passage } from './choose-passages.ts'
import { isQuestion } from './prose.ts'
import type { Sentence } from './tellable.ts'

/** Sentences that are spoken in one scene. */
export type SceneDraft = { text: string; page: number | undefined; heading: string; section: number }

const MOST_SCENES = 28
const FEWEST_SCENES = 5
/** A shorter scene flashes by. */
const LEAST_SECONDS = 4

/** Cuts passages into scenes of one to three sentences, about 6-12 s each, none across two passages; 28 at most. */
export function cutScenes(passages: Passage[], sentences: Sentence[], language: string): SceneDraft[] {
  for (let longest = 11; ; longest *= 1.3) {
    const scenes = passages.flatMap((passage) => cut(sentences.slice(passage.from, passage.to), longest, language))
    if (scenes.length <= MOST_SCENES || longest > 60) {
      return scenes.length >= FEWEST_SCENES ? scenes : passages.flatMap(({ from, to }) => cut(sentences.slice(from, to), 6, language))
    }
  }
}

function cut(sentences: Sentence[], longest: number, language: string): SceneDraft[] {
  const scenes: { draft: SceneDraft; seconds: number; count: number; paragraph: number }[] = []
  for (const sentence of sentences) {
    for (const text of phrases(sentence.text, longest * 1.6, language)) {
      const seconds = speakingSeconds(text, language)
      const open = scenes.at(-1)
      const isNear = open !== undefined && (open.paragraph === sentence.paragraph || open.seconds < LEAST_SECONDS)
      if (isNear && !isQuestion(text) && open.count < 3 && open.seconds + seconds <= longest && open.draft.page === sentence.page) {
        open.draft.text = join(open.draft.text, text)
        open.seconds += seconds
        open.count++
        open.paragraph = sentence.paragraph
      } else {
        const { page, heading, section } = sentence
        scenes.push({ draft: { text, page, heading, section }, seconds, count: 1, paragraph: sentence.paragraph })
      }
    }
  }
  return mergeShort(scenes, longest)
}

// A scene that would flash by joins the neighbour that has more room.
function mergeShort(scenes: { draft: SceneDraft; seconds: number }[], longest: number): SceneDraft[] {
  const kept: { draft: SceneDraft; seconds: number }[] = []
  for (const scene of scenes) {
    const before = kept.at(-1)
    // What is asked belongs to its answer, not to what was said before.
    const isApart = isQuestion(firstOf(scene.draft.text)) && !isQuestion(before?.draft.text ?? '')
    if (
      before !== undefined &&
      !isApart &&
      (scene.seconds < LEAST_SECONDS || before.seconds < LEAST_SECONDS) &&
      before.seconds + scene.seconds < longest * 1.35
    ) {
      before.draft.text = join(before.draft.text, scene.draft.text)
      before.seconds += scene.seconds
    } else kept.push(scene)
  }
  return kept.map(({ draft }) => draft)
}

function firstOf(text: string): string {
  return /^.*?[.!?。！？]["'”’»」』）)]*(?=\s|\p{sc=Han}|$)/u.exec(text)?.[0] ?? text
}

// A sentence too long for a scene is cut at the semicolon, colon or comma nearest its middle.
function phrases(sentence: string, longest: number, language: string): string[] {
  if (speakingSeconds(sentence, language) <= longest) return [sentence]
  const middle = sentence.length / 2
  const cuts = [...sentence.matchAll(/[;:；：](?=\s|\p{sc=Han})\s*|[,，、](?=\s|\p{sc=Han})\s*/gu)]
    .map((match) => ({ at: match.index + match[0].length, far: Math.abs(match.index - middle) * (/[;:；：]/.test(match[0]) ? 0.5 : 1) }))
    .filter(({ at }) => at > sentence.length * 0.25 && at < sentence.length * 0.75)
    .toSorted((a, b) => a.far - b.far)
  const at = cuts[0]?.at
  if (at === undefined) return [sentence]
  return [...phrases(sentence.slice(0, at).trim(), longest, language), ...phrases(sentence.slice(at).trim(), longest, language)]
}

/** Joins two texts as their script does: CJK without a space. */
function join(before: string, after: string): string {
  return /[。！？；：，」』）]$/u.test(before) ? before + after : `${before} ${after}`
}
