import type { Document } from '../../../schema.ts'
import { isQuestion } from './prose.ts'

/** A paragraph's words without its speaker, and whether it asks what the next one answers. */
export interface Turn {
  text: string
  asks: boolean
}

/** "[00:01:07] NADIA: …", "苏月琴：……", "Q: …" */
const LABEL =
  /^(?:[[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?\s*[-–—]?\s*)?(?<who>\p{L}[\p{L}\p{M}.'’ -]{0,28}?)\s*(?:[[(]\d{1,2}:\d{2}(?::\d{2})?[\])]\s*)?[:：]\s*(?=\S)/u

/** So many turns of so many paragraphs make a conversation. */
const FEWEST_TURNS = 4
const SHARE = 0.4

/**
 * Who speaks in a document of turns: each at least twice, all together most of it. Where two do, one of whom asks, who speaks is heard by what they
 * say; of more, each turn keeps its name. Empty for any other document.
 */
export function speakersOf({ sections }: Document): ReadonlySet<string> {
  const paragraphs = sections.flatMap((section) => section.paragraphs).filter(({ aside }) => aside === undefined)
  const turns = new Map<string, number>()
  for (const { text } of paragraphs) {
    const who = speakerOf(text)
    if (who !== undefined) turns.set(who, (turns.get(who) ?? 0) + 1)
  }
  const speakers = [...turns].filter(([, count]) => count > 1)
  const told = speakers.reduce((sum, [, count]) => sum + count, 0)
  return new Set(speakers.length > 1 && told >= FEWEST_TURNS && told > paragraphs.length * SHARE ? speakers.map(([who]) => who) : [])
}

/** What a speaker says; undefined for a paragraph that is no turn of theirs. */
export function turnOf(text: string, speakers: ReadonlySet<string>): Turn | undefined {
  const found = LABEL.exec(text)
  const who = found?.groups?.who
  if (found === null || who === undefined || !speakers.has(who)) return undefined
  const said = text.slice(found[0].length)
  return {
    text: speakers.size === 2 ? said : `${who}${/\p{sc=Han}/u.test(who) ? '：' : ': '}${said}`,
    asks: isQuestion(said),
  }
}

function speakerOf(text: string): string | undefined {
  const who = LABEL.exec(text)?.groups?.who
  return who === undefined || who.split(/\s+/).length > 4 ? undefined : who
}
