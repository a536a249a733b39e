import { splitSentences } from '../../../speech/sentences.ts'

/** Fewer letters, and a sentence says too little by itself; "Assez.", "穿线。" */
const LEAST = 18
const LEAST_WIDE = 6

/** The sentences of a paragraph: a very short one stands with the one after it, else before it, as an exclamation or an answer does. */
export function wholeSentences(text: string, language: string): string[] {
  const sentences: string[] = []
  for (const piece of splitSentences(text, language)) {
    const before = sentences.at(-1)
    if (before !== undefined && isShort(before)) sentences[sentences.length - 1] = before + piece
    else sentences.push(piece)
  }
  const last = sentences.at(-1)
  if (last !== undefined && sentences.length > 1 && isShort(last)) sentences.splice(-2, 2, (sentences.at(-2) ?? '') + last)
  return sentences
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
