/** Words that end in a point without ending a sentence, in the languages whose documents are dropped most. */
const ABBREVIATIONS = new Set(
  (
    'dr mr mrs ms prof st sr jr rev hon gen col lt sgt capt gov sen rep pres vs etc al fig figs eq eqs ref refs sec secs ch chs vol vols no nos ' +
    'pp p ed eds est approx dept univ inc ltd co corp bros cf viz ca e.g i.e eg ie ph.d u.s u.k a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'bzw z.b d.h usw ggf vgl nr abb kap bsp evtl inkl bzgl hr str mio mrd ' +
    'т.е т.д т.п т.к см рис г гг им стр тыс млн млрд руб др ' +
    'art sra sres ud uds pág núm ej m mme mlle env chap tél'
  ).split(' '),
)

/** "Am 1. April", "im 19. Jahrhundert", "der 2. Weltkrieg": a number's point makes it an ordinal in German, and any noun after it has a capital. */
const AFTER_ARTICLE =
  /(?<![\p{L}\p{N}.,])(?:der|die|das|dem|den|des|am|vom|zum|zur|im|beim|ab dem|seit dem|und|oder|bis|jede[rnms]?|ihre[rnms]?|seine[rnms]?|unsere[rnms]?|unser|sein|ihr)\s\d{1,3}\.\s*$/iu
const NUMBER_AND_POINT = /(?<![\p{L}\p{N}.,])\d{1,2}\.\s*$/u
const MONTH_OR_CENTURY = /^\s*(?:Jan|Jän|Feb|März|April|Mai|Juni|Juli|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Jahrtausend|Jh)/u

const CLOSED = /["'”’»」』）)\]]*\s*$/u

/** Splits a text into its sentences, white space included, so that joined they are the text; abbreviations and initials don't end one. */
export function splitSentences(text: string, language: string): string[] {
  const sentences: string[] = []
  for (const segment of segmentsOf(text, language)) {
    const before = sentences.at(-1)
    if (before !== undefined && goesOn(before, segment, language)) sentences[sentences.length - 1] = before + segment
    else sentences.push(segment)
  }
  return sentences
}

/** Marks that the segmenter leaves at the end of the sentence before the one that they open: 《尚书》. */
const OPENING = /(?<=[。！？])[《〈「『【（“‘]+$/u
/** And the one that it takes to the next: in French a space stands before the mark that ends a quotation. */
const CLOSING = /^»\s+/u

function segmentsOf(text: string, language: string): string[] {
  const segments: string[] = []
  for (const { segment } of new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'sentence' }).segment(text)) {
    const before = segments.pop() ?? ''
    const opening = OPENING.exec(before)?.[0] ?? ''
    const closing = before === '' ? '' : (CLOSING.exec(segment)?.[0] ?? '')
    segments.push(before.slice(0, before.length - opening.length) + closing, opening + segment.slice(closing.length))
  }
  return segments.filter((segment) => segment !== '')
}

function goesOn(before: string, after: string, language: string): boolean {
  if (/\n\s*$/.test(before)) return false
  if (/^\s*["'”’»」』）)\]]+[\s\p{P}]*$/u.test(after) || /^\s*\p{Ll}/u.test(after)) return true
  // Dates such as "2020. 1. 1." in Korean and Hungarian.
  if (/\d{4}\.\s?\d{1,2}\.(?:\s?\d{1,2}\.)?\s*$/.test(before)) return true
  if (language.split('-')[0] === 'de' && isGermanOrdinal(before, after)) return true
  if (isOpen(before)) return before.length < 400
  const last = /(\S+)\.\s*$/u.exec(before.replace(CLOSED, (closing) => (closing.trim() === '' ? closing : '')))?.[1]
  if (last === undefined) return false
  const word = last.replace(/^[("'“‘«[]+/u, '')
  // "J. Smith" and "No. 5": an initial or a number's own point. "Section I." ends a sentence all the same.
  if (/^\p{Lu}$/u.test(word)) return word !== 'I'
  // "z. B. Birnen"
  if (/^\p{Ll}$/u.test(word) && /^\p{L}\./u.test(after)) return true
  return ABBREVIATIONS.has(word.toLowerCase()) && !/^(?:etc|u\.s|u\.k|a\.m|p\.m|al)$/.test(word.toLowerCase())
}

function isGermanOrdinal(before: string, after: string): boolean {
  return /^\s*\p{L}/u.test(after) && (AFTER_ARTICLE.test(before) || (NUMBER_AND_POINT.test(before) && MONTH_OR_CENTURY.test(after)))
}

const OPEN: readonly [opening: RegExp, closing: RegExp][] = [
  [/[([（【]/g, /[)\]）】]/g],
  [/[“「『]/g, /[”」』]/g],
  [/«\s/g, /\s»/g],
]

function isOpen(text: string): boolean {
  return OPEN.some(([opening, closing]) => count(text, opening) > count(text, closing))
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
