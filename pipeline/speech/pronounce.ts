import type { Pronunciation } from '../schema.ts'
import { alternatives } from './alternatives.ts'
import { applyRules, type ReadingRule } from './piece.ts'
import type { Reading } from './reading.ts'

/** A text as a film's own list has it said; where the list is silent, it is said as it is written. The longest entry wins. */
export function pronounce(text: string, list: readonly Pronunciation[]): Reading {
  const longest = list.toSorted((one, other) => other.written.length - one.written.length)
  const pieces = applyRules(text, longest.map(ruleOf))
  return { pieces, spoken: pieces.map((piece) => piece.spoken ?? piece.written).join('') }
}

/** The entries of a list that a text has a word of: all that its voice depends on. */
export function neededFor(text: string, list: readonly Pronunciation[]): Pronunciation[] {
  return list.filter((entry) => ruleOf(entry).pattern.test(text))
}

const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}`

// Whole words where words are spaced; as written where that has a capital, else in any case: "US" is not "us", but "gif" is "GIF".
function ruleOf({ written, spoken }: Pronunciation): ReadingRule {
  const letter = `[[\\p{L}\\p{M}\\p{N}]--[${UNSPACED}]]`
  const [first = '', last = ''] = [[...written][0], [...written].at(-1)]
  const isLetter = (one: string) => new RegExp(letter, 'v').test(one)
  const before = isLetter(first) ? `(?<!${letter})` : ''
  const after = isLetter(last) ? `(?!${letter})` : ''
  const anyCase = /\p{Lu}/u.test(written) ? '' : 'i'
  return { pattern: new RegExp(`${before}(?:${alternatives([written])})${after}`, `gv${anyCase}`), say: () => spoken }
}
