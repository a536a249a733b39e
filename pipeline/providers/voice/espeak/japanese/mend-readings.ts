import type { Token } from '../../../../speech/japanese-dictionary.ts'

type Around = (before: Token | undefined, after: Token | undefined, later: Token | undefined, earlier: Token | undefined) => boolean

const surface = (token: Token | undefined) => token?.surface ?? ''
const follows =
  (pattern: RegExp): Around =>
  (_, after) =>
    pattern.test(surface(after))
const comesAfter =
  (pattern: RegExp): Around =>
  (before) =>
    pattern.test(surface(before))
const always: Around = () => true

/** Readings that the dictionary gets wrong more often than not, each with where it holds. */
const mended: readonly (readonly [written: RegExp, said: string, holds: Around])[] = [
  [/^何$/, 'ナン', follows(/^(?:で|と|の|だ|です|なら|でしょ|でも)/)],
  [/^十分$/, 'ジュップン', follows(/^(?:後|前|間|ほど|ごろ|頃|おき|以|くらい|ぐらい|遅|早)/)],
  [/^十分$/, 'ジューブン', always],
  [/^日本$/, 'ニホン', always],
  [/^日本人$/, 'ニホンジン', always],
  [/^他$/, 'ホカ', follows(/^(?:の|に|は|で|と|にも|では)$/)],
  [/^その間$/, 'ソノアイダ', follows(/^(?:に|も|、)/)],
  [/^間$/, 'アイダ', (before) => surface(before) === 'の' || before?.part === '動詞' || before?.part === '助動詞'],
  [/^方$/, 'カタ', (before, after) => /^(?:この|その|あの|どの)$/.test(surface(before)) && !/^[がで]$/.test(surface(after))],
  [/^方$/, 'カタ', (before, _, __, earlier) => surface(before) === 'の' && /[人者員客様]$/.test(surface(earlier))],
  [/^今日$/, 'コンニチ', (_, after, later) => (surface(after) === 'で' && /^[はも]/.test(surface(later))) || surface(after) === 'では'],
  [/^角$/, 'カド', (_, after, later) => surface(after) === 'を' && /^曲/.test(surface(later))],
  [/^表$/, 'オモテ', (_, after, later) => surface(after) === 'に' && /^[出立現]/.test(surface(later))],
  [/^辛い$/, 'カライ', follows(/^(?:料理|味|もの|物|食|カレー|スープ|ソース)/)],
  [/^後$/, 'アト', comesAfter(/^(?:た|だ)$/)],
] // biome-ignore format: a table

/** Corrects the readings of a dictionary by what stands around them. */
export function mend(tokens: Token[]): Token[] {
  return tokens.map((token, at) => {
    const found = mended.find(
      ([written, , holds]) => written.test(token.surface) && holds(tokens[at - 1], tokens[at + 1], tokens[at + 2], tokens[at - 2]),
    )
    return found === undefined ? token : { ...token, said: found[1] }
  })
}
