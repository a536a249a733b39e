import { createRequire } from 'node:module'

// Loaded when a language needs it: its models take 30 MB, in each thread that knows of captions.
const budoux = (): typeof import('budoux') => createRequire(import.meta.url)('budoux')

const CLOSING = '["\'”’»)\\]】」』）》]*\\s*$'
const SENTENCE = new RegExp(`[.!?。！？…؟।]${CLOSING}`, 'u')
const CLAUSE = new RegExp(`[,;:、，；：،؛—–)）]${CLOSING}`, 'u')
const SHORT_FORM = /^["'“(]*(?:Dr|Mr|Mrs|Ms|St|Prof|vs|No|Nr|Fig|bzw|ca|etc|e\.g|i\.e|z\.B|[A-Z])\.\s*$/u
/** Words that belong to what follows: a line should not end with them. */
const BINDS =
  /^(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|as|is|are|was|were|be|not|no|its|his|her|their|our|my|your|this|that|these|those|der|die|das|den|dem|des|ein|eine|einen|einem|im|am|zu|von|mit|und|oder|le|la|les|l'|un|une|de|du|des|en|et|à|au|aux|el|los|las|del|y|o|il|lo|gli|di|da|e|в|на|с|и|о|к|по|из|за|не|от|у)\s*$/iu
/** Words that open a phrase: a good place to break before. */
const OPENS =
  /^(?:and|or|but|because|when|where|which|who|that|while|if|than|so|with|from|for|in|on|at|by|to|of|as|und|oder|aber|weil|wenn|dass|mit|von|für|et|ou|mais|que|qui|quand|avec|pour|dans|y|pero|porque|cuando|con|para|e|ma|che|perché|и|но|или|что|который|когда|чтобы|если)\s*$/iu

/**
 * How bad it is to break after each word: 0 at a sentence's end, 2 at a clause's, about 5 between phrases, 14 inside one.
 * `words` are as spoken, each with the white space after it.
 */
export function breakCosts(words: readonly { text: string }[], language: string): number[] {
  const phraseEnds = unspacedPhraseEnds(words.map(({ text }) => text).join(''), language)
  let offset = 0
  return words.map(({ text }, index) => {
    offset += text.length
    const next = words[index + 1]?.text ?? ''
    if (SHORT_FORM.test(text)) return 14
    if (SENTENCE.test(text) && !/^\p{Lowercase}/u.test(next)) return 0
    if (CLAUSE.test(text)) return 2
    if (!/\s$/u.test(text)) return phraseEnds === undefined ? 6 : phraseEnds.has(offset) ? 8 : 14
    if (BINDS.test(text) || (/\d\s*$/u.test(text) && /^\p{Letter}{1,3}\b/u.test(next))) return 12
    return OPENS.test(next) ? 4 : 6
  })
}

/** Offsets at which a phrase of an unspaced language ends; undefined where spaces tell. */
function unspacedPhraseEnds(text: string, language: string): Set<number> | undefined {
  const parser = parserFor(language)
  if (parser === undefined) return undefined
  const ends = new Set<number>()
  let at = 0
  for (const phrase of parser.parse(text)) {
    at += phrase.length
    ends.add(at)
  }
  return ends
}

function parserFor(language: string) {
  if (/^zh-(?:Hant|TW|HK|MO)/i.test(language)) return budoux().loadDefaultTraditionalChineseParser()
  if (/^zh/i.test(language)) return budoux().loadDefaultSimplifiedChineseParser()
  if (/^ja/i.test(language)) return budoux().loadDefaultJapaneseParser()
  if (/^th/i.test(language)) return budoux().loadDefaultThaiParser()
  return undefined
}
