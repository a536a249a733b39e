import { type Token, tokenize } from '../../../../speech/japanese-dictionary.ts'
import type { Part, Tagged } from './tagged.ts'

/** Kinds of nouns that name nothing by themselves: pronouns, もの and こと, 毎日, numbers, 比較 in 比較的. */
const NO_THINGS = /^(?:代名詞|非自立|副詞可能|接続詞的|動詞非自立的|引用文字列|特殊)/u

/** Tags Japanese by IPADIC, its compounds whole: 泡盛醸造技術 is one noun of three. */
export function tagJapanese(text: string): Tagged[] {
  const words = tokenize(text)
  const tagged: Tagged[] = []
  for (let at = 0; at < words.length; at++) {
    const end = compoundEnd(words, at)
    const run = words.slice(at, end)
    const word = run.map(({ surface }) => surface).join('')
    tagged.push({ word, lemma: word, part: compoundPart(run, words[end]) })
    at = end - 1
  }
  return tagged
}

/** So many words are one compound at most. */
const LONGEST = 7

function compoundEnd(words: readonly Token[], at: number): number {
  let end = at + 1
  // 百|年|古酒: a suffix ends a compound and begins none.
  if (words[at]?.kind !== '接尾') while (end - at < LONGEST && isInCompound(words[end - 1], words[end])) end++
  // 昔|醸|翠古: where a word is unknown, the kanji next to it are its own.
  if (words.slice(at, end + 1).some(isUnknownKanji))
    while (isKanjiBeside(words[end - 1], words[end]) || isInCompound(words[end - 1], words[end])) end++
  return end
}

const KANJI = /^[\p{sc=Han}々]+$/u
const isUnknownKanji = ({ part, surface }: Token): boolean => part === 'UNK' && KANJI.test(surface)

function isKanjiBeside(word: Token | undefined, next: Token | undefined): boolean {
  if (word === undefined || next === undefined || next.start !== word.start + word.surface.length) return false
  return KANJI.test(word.surface) && KANJI.test(next.surface)
}

/** Where and when, after a noun: 沖縄県内, 戦争中. */
const WHERE = /^(?:内|中|上|下|後|前|間|外|等|以降|以上|以下|的|さん|たち|達|さ|そう|用|化)$/u
const isNoun = ({ part, kind, surface }: Token): boolean =>
  (part === '名詞' && !NO_THINGS.test(kind) && kind !== '数') ||
  (part === 'UNK' && /^[\p{sc=Katakana}\p{sc=Han}\p{sc=Latin}々][\p{sc=Katakana}\p{sc=Han}\p{sc=Latin}々ー]*$/u.test(surface))

function isInCompound(word: Token | undefined, next: Token | undefined): boolean {
  if (word === undefined || next === undefined || next.start !== word.start + word.surface.length) return false
  if (word.part === '接頭詞') return isNoun(next)
  return isNoun(word) && isNoun(next) && !(next.kind === '接尾' && WHERE.test(next.surface))
}

function compoundPart(run: readonly Token[], after: Token | undefined): Part {
  const last = run.at(-1)
  if (last === undefined) return 'other'
  const { part, kind, surface } = last
  if (part === '記号') return 'mark'
  if (kind === '数' || /^\p{N}/u.test(surface)) return 'number'
  if (part === '動詞' || part === '助動詞') return 'verb'
  if (part === '形容詞') return 'adjective'
  if (!isNoun(last) || run.every((word) => word.kind === '接尾')) return kind === '接尾' ? 'unit' : 'other'
  // 研究する is done; 特別な and 比較的 say how.
  if (kind === 'サ変接続' && /^(?:する|し|さ|せ|すれ|でき|いたし|致し)/u.test(after?.surface ?? '')) return 'verb'
  if (kind === '形容動詞語幹' || /^(?:的|さ|化)$/u.test(after?.surface ?? '')) return 'adjective'
  if (/^\p{sc=Hiragana}+$/u.test(run.map((word) => word.surface).join('')) && run.length === 1 && surface.length < 5) return 'other'
  if (/^\p{N}/u.test(after?.surface ?? '')) return 'other'
  return run.some((word) => word.kind === '固有名詞') ? 'name' : 'noun'
}
