import { chineseList, japaneseList } from './han-lists.ts'
import { grammars } from './list-grammars.ts'
import { prefixedList, prefixes } from './prefixed-lists.ts'
import { wordList } from './word-lists.ts'

/**
 * The things that a text enumerates, three or more, as it names them: the longest list of one clause, the first of equals. Empty where it
 * enumerates none, and for languages whose lists are not known (BCP 47).
 */
export function pointsIn(text: string, language: string): string[] {
  return longest(listsIn(text, language.split('-')[0] ?? ''))
}

function listsIn(text: string, language: string): string[][] {
  if (language === 'zh') return text.split(HAN_CLAUSE_END).map(chineseList)
  if (language === 'ja') return text.split(HAN_CLAUSE_END).map(japaneseList)
  const prefix = prefixes[language]
  if (prefix !== undefined) return text.split(SEMITIC_CLAUSE_END).map((clause) => prefixedList(clause, prefix))
  const grammar = grammars[language]
  return grammar === undefined ? [] : text.split(CLAUSE_END).map((clause) => wordList(clause, grammar, language))
}

const HAN_CLAUSE_END = /[。！？；：，]/u
const SEMITIC_CLAUSE_END = /[.!?;:؟؛]+(?=\s|$)/u
/** A colon stays with what it announces. */
const CLAUSE_END = /[.!?;()«»„“”"—–]+(?=\s|$)|\s[—–-]\s|(?=:\s)/u

function longest(lists: readonly string[][]): string[] {
  return lists.reduce((best, list) => (list.length > best.length ? list : best), [])
}
