import { applyRules, type Piece, type ReadingRule } from './piece.ts'

/** What no engine should be given, in any language: markup, and marks that it would name aloud. */
export const silentMarks: ReadingRule[] = [
  { pattern: /\s+[—–-]\s+|—/g, say: () => ', ' },
  { pattern: /[<>&|\\^~*_#`{}[\]•·●■◆▪→←↑↓]+/g, say: () => ' ' },
  { pattern: /(?:\p{Extended_Pictographic}|\ufe0f|[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff])+/gu, say: () => ' ' },
]

/** Reads a text in a language that has no rules of its own: the engine knows its numbers; marks are kept from it. */
export function readSymbols(text: string): Piece[] {
  return applyRules(text, silentMarks)
}
