/** A stretch of the written text and what is said for it; without `spoken` it is said as it is written. */
export interface Piece {
  written: string
  spoken?: string
}

/** One way of reading: where `pattern` (global) matches, `say` gives pieces that joined are the match, a text for all of it, or nothing to leave it. */
export interface ReadingRule {
  pattern: RegExp
  say(match: RegExpMatchArray): Piece[] | string | undefined
}

/** Applies rules one after another to what earlier rules left; the pieces joined are the text. */
export function applyRules(text: string, rules: ReadingRule[]): Piece[] {
  let pieces: Piece[] = [{ written: text }]
  for (const rule of rules) pieces = pieces.flatMap((piece) => (piece.spoken === undefined ? apply(piece.written, rule) : [piece]))
  return pieces
}

function apply(text: string, { pattern, say }: ReadingRule): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const match of text.matchAll(pattern)) {
    const said = say(match)
    if (said === undefined) continue
    if (match.index > at) pieces.push({ written: text.slice(at, match.index) })
    if (typeof said === 'string') pieces.push({ written: match[0], spoken: said })
    else pieces.push(...said)
    at = match.index + match[0].length
  }
  if (at < text.length) pieces.push({ written: text.slice(at) })
  return pieces
}
