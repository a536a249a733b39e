import { splitSentences } from '../../../speech/sentences.ts'

/** "Am 1. April", "im 19. Jahrhundert", "der 2. Weltkrieg": in these languages a number's point makes it an ordinal, and any noun may have a capital. */
const ORDINALS: Record<string, { open: RegExp; next: RegExp }> = {
  de: {
    open: /(?<![\p{L}\p{N}.,])(?:(?:der|die|das|dem|den|des|am|vom|zum|zur|im|beim|ab dem|seit dem|und|oder|bis|jede[rnms]?|ihre[rnms]?|seine[rnms]?|unsere[rnms]?|unser|sein|ihr)\s)\d{1,3}\.\s*$/iu,
    next: /^(?:Jan|Jän|Feb|März|April|Mai|Juni|Juli|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Jahrtausend|Jh)/u,
  },
}

/** Fewer letters, and a sentence says too little by itself; "Assez.", "穿线。" */
const LEAST = 18
const LEAST_WIDE = 6

/**
 * The sentences of a paragraph: German ordinals end none, and a very short one stands with the one after it, else before it, as an exclamation or an
 * answer does.
 */
export function wholeSentences(text: string, language: string): string[] {
  const sentences: string[] = []
  for (const piece of splitSentences(text, language)) {
    const before = sentences.at(-1)
    if (before !== undefined && (isOrdinal(before, piece, language) || isShort(before))) sentences[sentences.length - 1] = before + piece
    else sentences.push(piece)
  }
  const last = sentences.at(-1)
  if (last !== undefined && sentences.length > 1 && isShort(last)) sentences.splice(-2, 2, (sentences.at(-2) ?? '') + last)
  return sentences
}

function isOrdinal(before: string, after: string, language: string): boolean {
  const ordinals = ORDINALS[language]
  if (ordinals === undefined || !/^\s*[\p{Lu}\p{Ll}]/u.test(after)) return false
  return ordinals.open.test(before) || (/(?<![\p{L}\p{N}.,])\d{1,2}\.\s*$/u.test(before) && ordinals.next.test(after.trim()))
}

// Words alone, begun and ended as a sentence is: numbers, signs and scraps of a table stay by themselves and are left out.
function isShort(sentence: string): boolean {
  const own = sentence.trim()
  const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(own)
  const letters = own.match(/[\p{L}\p{M}]/gu)?.length ?? 0
  if (letters === 0 || letters >= (wide ? LEAST_WIDE : LEAST)) return false
  return (
    /^["'“‘„«»「『—–-]*[¿¡]?[\p{Lu}\p{Lo}][\p{L}\p{M}\s,'’，、-]*[.!?。！？…]["'”’»«」』]*$/u.test(own) &&
    !/^(?:fig|see|cf|vgl|siehe|voir|table|tab)\b/iu.test(own)
  )
}
