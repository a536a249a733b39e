import { FEWEST_ITEMS, MOST_WORDS } from './list-limits.ts'

/** The definite article by primary language subtag, where it and "and" are written on to the word after them. */
export const prefixes: Readonly<Record<string, string>> = { ar: 'ال', he: 'ה' }
/** Arabic "who" and "which" begin with the article. */
const RELATIVE_PRONOUN = /^ال(?:تي|ذي|ذين|لذان|لتان|لواتي)$/u

/** The items of a clause's first list: nouns with the article, "and" before each but the first, as in الفرص والقدرات والتطلعات. */
export function prefixedList(clause: string, article: string): string[] {
  const isNoun = (word: string) => word.startsWith(article) && word.length > article.length + 1 && !RELATIVE_PRONOUN.test(word)
  let items: string[] = []
  for (const part of clause.split(new RegExp(`[،,]?\\s+[וو](?=${article}\\p{L}{2})`, 'u'))) {
    const words = part.match(/[\p{L}\p{M}’'-]+|[،,]/gu) ?? []
    const end = words.findIndex((word) => !isNoun(word))
    const leading = end < 0 ? words : words.slice(0, end)
    if (items.length > 0 && isItem(leading)) items.push(leading.join(' '))
    if (end < 0) continue
    if (items.length >= FEWEST_ITEMS) return items
    const trailing = words.slice(words.findLastIndex((word) => !isNoun(word)) + 1)
    items = isItem(trailing) ? [trailing.join(' ')] : []
  }
  return items.length >= FEWEST_ITEMS ? items : []
}

function isItem(words: readonly string[]): boolean {
  return words.length > 0 && words.length <= MOST_WORDS
}
