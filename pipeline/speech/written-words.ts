const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const OPENING = /^[\p{Ps}\p{Pi}"'¿¡]+$/u

/**
 * Splits a text into the words that captions light up, each with its punctuation and the white space after it; joined they
 * are the text. Scripts without spaces are split by `Intl.Segmenter`.
 */
export function writtenWords(text: string, language: string): string[] {
  const words: string[] = []
  let opening = text.match(/^\s+/)?.[0] ?? ''
  for (const [token] of text.slice(opening.length).matchAll(/\S+\s*/gu)) {
    for (const piece of UNSPACED.test(token) ? segments(token, language) : [token]) {
      if (/[\p{L}\p{N}]/u.test(piece)) {
        words.push(opening + piece)
        opening = ''
      } else if (OPENING.test(piece.trim()) || words.length === 0) opening += piece
      else if (opening !== '') opening += piece
      else words[words.length - 1] += piece
    }
  }
  if (opening !== '') {
    if (words.length === 0) return [opening]
    words[words.length - 1] += opening
  }
  return words
}

function segments(token: string, language: string): string[] {
  return [...new Intl.Segmenter(language === 'und' ? 'zh' : language, { granularity: 'word' }).segment(token)].map(({ segment }) => segment)
}
