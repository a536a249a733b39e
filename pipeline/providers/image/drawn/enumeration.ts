import { functionWords } from '../../llm/offline/noun-phrases.ts'
import { isStopWord } from '../../llm/offline/terms.ts'

/** Fewer things are no list. */
const FEWEST = 3
/** Words that one of several things may have. */
const MOST_WORDS = 3

/** Before the last of several things. */
const JOINTS: Record<string, string> = {
  ...{
    en: 'and|or',
    de: 'und|oder|sowie',
    nl: 'en|of',
    sv: 'och|eller',
    da: 'og|eller',
    fr: 'et|ou',
    es: 'y|e|o|u',
    pt: 'e|ou',
    it: 'e|ed|o',
  },
  ...{ ca: 'i|o', pl: 'i|lub|oraz', cs: 'a|nebo', ru: 'и|или', uk: 'і|та|або', el: 'και|ή', tr: 've|veya' },
}
/** Where "and" is a letter before a word: the article by which the next thing is known after it. */
const ARTICLE: Record<string, string> = { ar: 'ال', he: 'ה' }
/** "Who" and "which" begin with it. */
const RELATIVE = /^ال(?:تي|ذي|ذين|لذان|لتان|لواتي)$/u
/** "Calls, including whistles, cooing and grunts": what comes then is the list. */
const INTRODUCES = /^(?:including|namely|darunter|etwa|nämlich|notamment|incluidos?|incluidas?|compresi|например)$/iu
/** Before the last of several things, or before any: "generalmente tomates", "e até a Estável Antiga". */
const ADVERB: Record<string, RegExp> = {
  en: /^(?:even|also|finally|perhaps|\p{L}{3,}ly)$/iu,
  de: /^(?:sogar|auch|schließlich|vielleicht|vor|allem|meist|oft)$/iu,
  fr: /^(?:même|aussi|enfin|surtout|parfois|généralement|principalement|souvent)$/iu,
  es: /^(?:incluso|hasta|también|\p{L}{3,}mente)$/iu,
  pt: /^(?:até|também|inclusive|\p{L}{3,}mente)$/iu,
  it: /^(?:anche|perfino|infine|\p{L}{3,}mente)$/iu,
  ru: /^(?:даже|также|иногда|обычно|часто)$/iu,
}
/** What one does, or how a thing is, and not things: "опустил в котёл, налил воды", 很大、很惨. */
const DOES: Record<string, RegExp> = {
  ru: /^\p{L}+(?:[аеиоуыя]л[аои]?|лся|лась|лось|лись|ть|ться|[уаяею]т|ешь|ишь|ите|йте)$/iu,
  en: /^(?:resulting|arising|coming|stemming|caused|ranging|consisting|made)$/iu,
}
const HOW = /^[很太更最极真好挺]/u
/** How things are, and not things: "firmado y cifrado". */
const PARTICIPLES: Record<string, RegExp> = { es: /(?:ad|id)[oa]s?$/u, pt: /(?:ad|id)[oa]s?$/u, it: /(?:at|it|ut)[oaie]$/u }
const DEFINITE = /^(?:the|an?|la|le|les|l|los|las|el|il|lo|gli)$/iu
const ARTICLES =
  /^(?:the|an?|some|der|die|das|den|dem|des|eine?[nmrs]?|le|la|les|l|une?|des|du|de|el|los|las|unos?|unas?|il|lo|gli|i|os?|as?|um|uma|een|het|den|det|ett?)$/iu

/** The things that a sentence tells one after another, three or more, as it names them; empty where it doesn't. */
export function pointsIn(text: string, language: string): string[] {
  const [primary = ''] = language.split('-')
  if (primary === 'zh') return longest(text.split(/[。！？；：，]/u).map(unspaced))
  if (primary === 'ja') return longest(text.split(/[。！？；：，]/u).map(japanese))
  const article = ARTICLE[primary]
  if (article !== undefined) return longest(text.split(/[.!?;:؟؛]+(?=\s|$)/u).map((clause) => attached(clause, article)))
  const joint = JOINTS[primary]
  if (joint === undefined) return []
  const separator = new RegExp(`(,?\\s(?:${joint})\\s|,\\s)`, 'iu')
  const clauses = text.split(/[.!?;()«»„“”"—–]+(?=\s|$)|\s[—–-]\s|(?=:\s)/u)
  return longest(clauses.map((clause) => listIn(clause.replace(/^:/u, '').trim().split(separator), primary, clause.startsWith(':'))))
}

function longest(lists: readonly string[][]): string[] {
  return lists.reduce((best, list) => (list.length > best.length ? list : best), [])
}

// `parts` are what is told and, between, what parts it: all but the last by commas, that by a joint. After a colon the first is one of them.
function listIn(parts: readonly string[], language: string, isAnnounced: boolean): string[] {
  let items: string[] = []
  let articled = false
  for (let at = 0; at < parts.length; at += 2) {
    const words = (parts[at] ?? '').match(/[\p{L}\p{M}\p{N}’'-]+/gu) ?? []
    const before = (parts[at - 1] ?? '').trim()
    const isLast = before !== '' && before !== ','
    const isNamed = INTRODUCES.test(words[0] ?? '')
    if (isNamed) words.shift()
    const isIntroduced = isNamed || (isAnnounced && at === 0)
    const thing = items.length > 0 || isIntroduced ? named(words, language, isLast) : undefined
    if (isIntroduced) items = []
    if (thing !== undefined) items.push(thing)
    const told = items.filter((item) => item !== '')
    // "The sea rises, pauses and draws back" tells what one does: of several things all but the first have an article, or none.
    const isArticled = ARTICLES.test(words[0] ?? '')
    if (language === 'en' && isLast && articled && !isArticled) return []
    articled = isLast ? false : articled || (at > 0 && thing !== undefined && isArticled)
    if (isLast && thing !== undefined && told.length >= FEWEST) return told
    if (thing === undefined || isLast) items = [begun(words, language, at === 0)]
  }
  return []
}

/** The thing that a part names, where it names nothing else; of the last, what it begins with. */
function named(words: readonly string[], language: string, isLast: boolean): string | undefined {
  const start = words.findIndex((word) => !ARTICLES.test(word) && ADVERB[language]?.test(word) !== true)
  const bare = start < 0 ? [] : words.slice(start)
  if (DOES[language]?.test(bare[0] ?? '') === true) return undefined
  const end = bare.findIndex((word) => isEmpty(word, language))
  const kept = end < 0 ? bare : bare.slice(0, end)
  if (kept.length === 0 || (end >= 0 && !isLast)) return undefined
  if (kept.length === 1 && PARTICIPLES[language]?.test(kept[0] ?? '')) return undefined
  const noun = language === 'de' ? kept.findIndex((word) => /^\p{Lu}/u.test(word)) + 1 : kept.length
  if (noun === 0 || (noun > MOST_WORDS && !isLast) || (noun < kept.length && !isLast)) return undefined
  return isLast && noun > MOST_WORDS ? undefined : kept.slice(0, noun).join(' ')
}

/** The first of several things, at the end of the words that lead to it; empty where it can't be told from them. */
function begun(all: readonly string[], language: string, isFirst: boolean): string {
  const words = all.slice(all.findLastIndex((word) => ADVERB[language]?.test(word) === true || DOES[language]?.test(word) === true) + 1)
  const own = words.findIndex((word) => !isEmpty(word, language))
  if (words.length < all.length && own >= 0 && words.length - own <= MOST_WORDS) return words.slice(own).join(' ')
  // "From Monday, buses and bicycles": when, not what.
  if (isFirst && words.length <= MOST_WORDS && isEmpty(words[0] ?? '', language) && !ARTICLES.test(words[0] ?? '')) return ''
  const lead = words.findIndex((word) => isEmpty(word, language))
  // "Rinse the tank, the basket and the tray": what is rinsed.
  if (isFirst && lead === 1 && words.length <= MOST_WORDS && DEFINITE.test(words[1] ?? '')) return words.slice(2).join(' ')
  if (words.length <= MOST_WORDS && lead > 0) return words.slice(0, lead).join(' ')
  const tail = words.slice(words.findLastIndex((word) => isEmpty(word, language) || ARTICLES.test(word)) + 1)
  if (language === 'de') return tail.findLast((word) => /^\p{Lu}/u.test(word)) ?? ''
  return tail.length <= MOST_WORDS && tail.length < words.length ? tail.join(' ') : ''
}

// الفرص والقدرات والتطلعات: things with the article, "and" before each but the first.
function attached(clause: string, article: string): string[] {
  const isThing = (word: string) => word.startsWith(article) && word.length > article.length + 1 && !RELATIVE.test(word)
  let items: string[] = []
  for (const part of clause.split(new RegExp(`[،,]?\\s+[וو](?=${article}\\p{L}{2})`, 'u'))) {
    const words = part.match(/[\p{L}\p{M}’'-]+|[،,]/gu) ?? []
    const end = words.findIndex((word) => !isThing(word))
    const leading = end < 0 ? words : words.slice(0, end)
    if (items.length > 0 && leading.length > 0 && leading.length <= MOST_WORDS) items.push(leading.join(' '))
    if (end < 0) continue
    if (items.length >= FEWEST) return items
    const tail = words.slice(words.findLastIndex((word) => !isThing(word)) + 1)
    items = tail.length > 0 && tail.length <= MOST_WORDS ? [tail.join(' ')] : []
  }
  return items.length >= FEWEST ? items : []
}

function isEmpty(word: string, language: string): boolean {
  const known = language === 'en' ? isStopWord(word) : functionWords(language).has(word.toLowerCase())
  return known || /\p{N}/u.test(word)
}

// 抓、抖、压、磨: the first is as long as the second, the last ends where the sentence goes on.
function unspaced(clause: string): string[] {
  if (!clause.includes('、')) return []
  const parts = clause.split(/、|以及|和|及|与/u).map((part) => part.trim())
  const [lead = '', second] = parts
  if (parts.length < FEWEST || second === undefined) return []
  const first = lead.slice(-Math.max(1, second.length))
  const [last = ''] = parts.at(-1)?.split('等') ?? []
  const items = [first, ...parts.slice(1, -1), last.slice(0, Math.max(...parts.slice(1, -1).map((part) => part.length)) + 1)]
  return items.every((item) => item.length > 0 && item.length <= MOST_GLYPHS && !HOW.test(item)) ? items : []
}

const MOST_GLYPHS = 8
/** A Japanese thing is written in kanji or katakana. */
const JAPANESE_THING = String.raw`[\p{sc=Han}\p{sc=Katakana}ー々]+`

/** What follows the last of several: a particle, no rest of a verb as in 恐ろしい. */
const AFTER_LAST = /^(?:$|[をがはにとのもやへで]|など)/u

// 地震、大津波、森林火災が: things as far as one is followed by a particle; the same comma parts clauses, その時、通常は.
function japanese(clause: string): string[] {
  const [lead = '', ...rest] = clause.split(/、|および|及び/u).map((part) => part.trim())
  const items = [new RegExp(`${JAPANESE_THING}$`, 'u').exec(lead)?.[0] ?? '']
  for (const part of rest) {
    const [thing = ''] = new RegExp(`^${JAPANESE_THING}`, 'u').exec(part) ?? []
    items.push(AFTER_LAST.test(part.slice(thing.length)) ? thing : '')
    if (thing !== part) break
  }
  return items.length >= FEWEST && items.every((item) => item.length > 0 && item.length <= MOST_GLYPHS) ? items : []
}
