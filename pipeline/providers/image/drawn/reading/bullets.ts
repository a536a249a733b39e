import { splitSentences } from '../../../../speech/sentences.ts'
import { leansBack } from '../../../llm/offline/openers.ts'

/** Fewer or longer sentences are prose. */
const FEWEST_POINTS = 3
const MOST_WORDS = 6
const MOST_GLYPHS = 16

/** The sentences of a text that is nothing but short ones, three or more, as on a slide; else none. */
export function bulletsIn(text: string, language: string): string[] {
  const points = splitSentences(text, language)
    .map((sentence) => sentence.trim().replace(/[.。]$/u, ''))
    .filter((sentence) => sentence !== '')
  const isShort = (point: string) => (/\p{sc=Han}/u.test(point) ? point.length <= MOST_GLYPHS : point.split(/\s+/).length <= MOST_WORDS)
  return points.length >= FEWEST_POINTS &&
    points.every((point) => isShort(point) && !leansBack(point, language) && !/[!?！？》]$/u.test(point))
    ? points
    : []
}
