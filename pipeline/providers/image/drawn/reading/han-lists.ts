import { FEWEST_ITEMS, MOST_GLYPHS } from './list-limits.ts'

/** Adverbs of degree: 很大、很惨 tells how things are, and names none. */
const DEGREE = /^[很太更最极真好挺]/u

/** The items of a Chinese clause: 抓、抖、压、磨. The first is as long as the second, the last ends where the sentence goes on. */
export function chineseList(clause: string): string[] {
  if (!clause.includes('、')) return []
  const parts = clause.split(/、|以及|和|及|与/u).map((part) => part.trim())
  const [lead = '', second] = parts
  if (parts.length < FEWEST_ITEMS || second === undefined) return []
  const middle = parts.slice(1, -1)
  const first = lead.slice(-Math.max(1, second.length))
  const [last = ''] = parts.at(-1)?.split('等') ?? []
  const items = [first, ...middle, last.slice(0, Math.max(...middle.map((part) => part.length)) + 1)]
  return items.every((item) => isItem(item) && !DEGREE.test(item)) ? items : []
}

/** A Japanese thing is written in kanji or katakana. */
const THING = String.raw`[\p{sc=Han}\p{sc=Katakana}ー々]+`
const FIRST_THING = new RegExp(`${THING}$`, 'u')
const NEXT_THING = new RegExp(`^${THING}`, 'u')
/** After the last item: a particle, and not the rest of a verb as in 恐ろしい. */
const AFTER_LAST = /^(?:$|[をがはにとのもやへで]|など)/u

/** The items of a Japanese clause: 地震、大津波、森林火災が. The same comma separates clauses (その時、通常は), which name no thing. */
export function japaneseList(clause: string): string[] {
  const [lead = '', ...rest] = clause.split(/、|および|及び/u).map((part) => part.trim())
  const items = [FIRST_THING.exec(lead)?.[0] ?? '']
  for (const part of rest) {
    const [thing = ''] = NEXT_THING.exec(part) ?? []
    items.push(AFTER_LAST.test(part.slice(thing.length)) ? thing : '')
    if (thing !== part) break
  }
  return items.length >= FEWEST_ITEMS && items.every(isItem) ? items : []
}

function isItem(text: string): boolean {
  return text.length > 0 && text.length <= MOST_GLYPHS
}
