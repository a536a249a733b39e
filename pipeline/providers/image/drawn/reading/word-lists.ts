import { functionWords } from '../../../llm/offline/noun-phrases.ts'
import { isStopWord } from '../../../llm/offline/terms.ts'
import type { ListGrammar } from './list-grammars.ts'
import { FEWEST_ITEMS, MOST_WORDS } from './list-limits.ts'

const DEFINITE_ARTICLE = /^(?:the|an?|la|le|les|l|los|las|el|il|lo|gli)$/iu
const ARTICLE =
  /^(?:the|an?|some|der|die|das|den|dem|des|eine?[nmrs]?|le|la|les|l|une?|des|du|de|el|los|las|unos?|unas?|il|lo|gli|i|os?|as?|um|uma|een|het|den|det|ett?)$/iu
/** "Calls, including whistles, cooing and grunts": the list begins after it. */
const INTRODUCTION = /^(?:including|namely|darunter|etwa|nämlich|notamment|incluidos?|incluidas?|compresi|например)$/iu

/** What stands between two commas or conjunctions of a clause. */
interface Segment {
  words: string[]
  isFirst: boolean
  /** A conjunction stands before it. */
  isLast: boolean
  /** Words or a colon before it announce the list. */
  isIntroduced: boolean
}

/** The items of the first list in a clause; empty where it has none. A colon at the clause's beginning announces a list. */
export function wordList(clause: string, grammar: ListGrammar, language: string): string[] {
  let items: string[] = []
  let hasArticles = false
  for (const { words, isFirst, isLast, isIntroduced } of segmentsOf(clause, grammar)) {
    const item = items.length > 0 || isIntroduced ? itemIn(words, isLast, grammar, language) : undefined
    if (isIntroduced) items = []
    if (item !== undefined) items.push(item)
    // "The sea rises, pauses and draws back" tells what one thing does: of several things all but the first have an article, or none.
    const hasArticle = ARTICLE.test(words[0] ?? '')
    if (language === 'en' && isLast && hasArticles && !hasArticle) return []
    hasArticles = !isLast && (hasArticles || (!isFirst && item !== undefined && hasArticle))
    const named = items.filter((one) => one !== '')
    if (isLast && item !== undefined && named.length >= FEWEST_ITEMS) return named
    // What ends one list, or belongs to none, may lead to the next.
    if (item === undefined || isLast) items = [firstItemIn(words, isFirst, grammar, language)]
  }
  return []
}

function segmentsOf(clause: string, { conjunctions }: ListGrammar): Segment[] {
  const isAnnounced = clause.startsWith(':')
  // The separators are captured, so every other part is one.
  const parts = clause
    .replace(/^:/u, '')
    .trim()
    .split(new RegExp(`(,?\\s(?:${conjunctions})\\s|,\\s)`, 'iu'))
  return parts.flatMap((part, at) => {
    if (at % 2 === 1) return []
    const words = part.match(/[\p{L}\p{M}\p{N}’'-]+/gu) ?? []
    const isNamed = INTRODUCTION.test(words[0] ?? '')
    const separator = (parts[at - 1] ?? '').trim()
    const isLast = separator !== '' && separator !== ','
    return [{ words: isNamed ? words.slice(1) : words, isFirst: at === 0, isLast, isIntroduced: isNamed || (isAnnounced && at === 0) }]
  })
}

// A segment that is an item and nothing else; of the last one, the item that it begins with.
function itemIn(words: readonly string[], isLast: boolean, grammar: ListGrammar, language: string): string | undefined {
  const start = words.findIndex((word) => !ARTICLE.test(word) && grammar.adverb?.test(word) !== true)
  const bare = start < 0 ? [] : words.slice(start)
  if (grammar.verb?.test(bare[0] ?? '') === true) return undefined
  const end = bare.findIndex((word) => isEmpty(word, language))
  if (end >= 0 && !isLast) return undefined
  const item = end < 0 ? bare : bare.slice(0, end)
  if (item.length === 1 && grammar.participle?.test(item[0] ?? '') === true) return undefined
  const length = grammar.hasNounCapitals ? item.findIndex((word) => /^\p{Lu}/u.test(word)) + 1 : item.length
  if (length === 0 || length > MOST_WORDS || (length < item.length && !isLast)) return undefined
  return item.slice(0, length).join(' ')
}

// The first item, at the end of the words that lead to it; empty where it can't be told from them.
function firstItemIn(all: readonly string[], isFirst: boolean, { adverb, verb, hasNounCapitals }: ListGrammar, language: string): string {
  const isContent = (word: string) => !isEmpty(word, language)
  const words = all.slice(all.findLastIndex((word) => adverb?.test(word) === true || verb?.test(word) === true) + 1)
  const isBrief = words.length <= MOST_WORDS
  const content = words.findIndex(isContent)
  if (words.length < all.length && content >= 0 && words.length - content <= MOST_WORDS) return words.slice(content).join(' ')
  const [opener = '', second = ''] = words
  // "From Monday, buses and bicycles": when, not what.
  if (isFirst && isBrief && !isContent(opener) && !ARTICLE.test(opener)) return ''
  const empty = words.findIndex((word) => !isContent(word))
  // "Rinse the tank, the basket and the tray": what is rinsed.
  if (isFirst && isBrief && empty === 1 && DEFINITE_ARTICLE.test(second)) return words.slice(2).join(' ')
  if (isBrief && empty > 0) return words.slice(0, empty).join(' ')
  const tail = words.slice(words.findLastIndex((word) => !isContent(word) || ARTICLE.test(word)) + 1)
  if (hasNounCapitals) return tail.findLast((word) => /^\p{Lu}/u.test(word)) ?? ''
  return tail.length <= MOST_WORDS && tail.length < words.length ? tail.join(' ') : ''
}

function isEmpty(word: string, language: string): boolean {
  const isKnown = language === 'en' ? isStopWord(word) : functionWords(language).has(word.toLowerCase())
  return isKnown || /\p{N}/u.test(word)
}
