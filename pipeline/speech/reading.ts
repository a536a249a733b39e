import type { Piece } from './piece.ts'
import { readChinese } from './read-chinese.ts'
import { readEnglish } from './read-english.ts'
import { readJapanese } from './read-japanese.ts'
import { shortFormsReader } from './read-short-forms.ts'
import { readSymbols } from './read-symbols.ts'

/** How a text is to be said: `pieces` joined are the text as written, `spoken` is what an engine is given. */
export interface Reading {
  spoken: string
  pieces: Piece[]
}

const readers: Record<string, (text: string) => Piece[]> = { en: readEnglish, ja: readJapanese, zh: readChinese }

/** Writes numbers, units, abbreviations and symbols out as they are said in the language; the rest is left to the engine. */
export function readingOf(text: string, language: string): Reading {
  const primary = language.split('-')[0] ?? ''
  const pieces = (readers[primary] ?? shortFormsReader(primary) ?? readSymbols)(text)
  return { pieces, spoken: pieces.map((piece) => piece.spoken ?? piece.written).join('') }
}

/** The place in the written text (UTF-16 units) that stands at a place of the spoken one. */
export function writtenOffset({ pieces }: Reading, spokenOffset: number): number {
  let written = 0
  let spoken = 0
  for (const piece of pieces) {
    const length = (piece.spoken ?? piece.written).length
    if (spokenOffset < spoken + length) {
      const inside = spokenOffset - spoken
      return written + (piece.spoken === undefined ? inside : Math.floor((inside / length) * piece.written.length))
    }
    written += piece.written.length
    spoken += length
  }
  return written
}
