/** A word or a mark of a text that is written with spaces. */
export interface Written {
  word: string
  /** True where any word would have a capital. */
  isFirst: boolean
  isMark: boolean
  /** True for what is only the beginning of a word: "Ein- und Ausgang", "St. Gallen". */
  isCut: boolean
}

const WORDS = /\p{N}[\p{N}.,]*|\p{L}[\p{L}\p{M}\p{N}]*(?:[-‐·'’]\p{L}[\p{L}\p{M}\p{N}]*)*|[^\p{L}\p{N}\s]/gu
/** In these languages what an apostrophe ends is a word of its own: l'|eau. */
const ELIDED = /\p{N}[\p{N}.,]*|\p{L}[\p{L}\p{M}\p{N}]*(?:[-‐·]\p{L}[\p{L}\p{M}\p{N}]*)*(?:['’](?=\p{L}))?|[^\p{L}\p{N}\s]/gu

/** Cuts a text into its words and marks. */
export function wordsOf(text: string, { elides = false } = {}): Written[] {
  const found = text.matchAll(elides ? ELIDED : WORDS)
  let isFirst = true
  return [...found].map(([word], at, all) => {
    const isMark = !/^[\p{L}\p{N}]/u.test(word)
    const next = text.slice((all[at]?.index ?? 0) + word.length)
    const written = { word, isFirst, isMark, isCut: /^-/.test(next) || (/^\./.test(next) && !/[aeiouyäöüáéíóú]/iu.test(word)) }
    isFirst = isMark ? isFirst || /[.!?…:„“"«»–—-]/u.test(word) : false
    return written
  })
}
