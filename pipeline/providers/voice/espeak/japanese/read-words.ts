import { type Token, tokenize } from '../../../../speech/japanese-dictionary.ts'
import { japaneseCount, japaneseCounters, japaneseNumber } from '../../../../speech/japanese-number.ts'
import { mend } from './mend-readings.ts'

/** A word as it is said: `start` in UTF-16 units of the text; `opens` a phrase that is said in one breath; a mark such as 、 is its own kind. */
export interface SpokenWord {
  start: number
  kind: 'kana' | 'latin' | 'mark'
  said: string
  opens: boolean
}

/** Reads a Japanese text word by word in katakana; what has no reading is left out. */
export function readWords(text: string): SpokenWord[] {
  const tokens = mend(counted(text, joined(tokenize(text))))
  const words: SpokenWord[] = []
  let before: Token | undefined
  for (const token of tokens) {
    const { surface, start } = token
    if (/^[\p{P}\p{S}\s]+$/u.test(surface)) {
      const mark = /[。．.!！?？]/.exec(surface)?.[0] ?? /[、，,;；:]/.exec(surface)?.[0]
      if (mark !== undefined) words.push({ start, kind: 'mark', said: mark, opens: true })
      before = undefined
      continue
    }
    if (/^[\p{Script=Latin}\p{N}'-]+$/u.test(surface)) words.push({ start, kind: 'latin', said: surface, opens: true })
    else {
      const said = spell(token, words.at(-1))
      if (said !== '') words.push({ start, kind: 'kana', said, opens: opensPhrase(token, before, words) })
    }
    before = token
  }
  return words
}

const KATAKANA = /^[ァ-ヴー]+$/

// The dictionary cuts numbers in katakana up: ハッ|セン.
function joined(tokens: Token[]): Token[] {
  const whole: Token[] = []
  for (const token of tokens) {
    const last = whole.at(-1)
    const end = last === undefined || !KATAKANA.test(last.surface) ? -1 : last.start + last.surface.length
    if (last === undefined || token.start !== end || !KATAKANA.test(token.surface)) whole.push(token)
    else {
      const surface = last.surface + token.surface
      whole[whole.length - 1] = { ...last, surface, said: surface, part: '名詞', kind: '一般' }
    }
  }
  return whole
}

// A noun goes on in the noun before it, a particle or an ending in anything; phrases of more than nine beats are hard to say at once.
function opensPhrase(token: Token, before: Token | undefined, words: SpokenWord[]): boolean {
  if (before === undefined || token.start > before.start + before.surface.length) return true
  const { part, kind } = token
  if (part === '助詞' || part === '助動詞' || kind.startsWith('接尾') || kind === '非自立') return false
  const isCompound = before.part === '接頭詞' || (isNoun(before) && (isNoun(token) || /^[すしさせ]/.test(token.surface)))
  if (!isCompound || before.kind === '副詞可能') return true
  let beats = 0
  for (const word of words.toReversed()) {
    beats += word.said.length
    if (word.opens) break
  }
  return beats > 7
}

function isNoun({ part, kind }: Token): boolean {
  return part === 'UNK' || (part === '名詞' && kind !== '代名詞' && kind !== '非自立')
}

/** Katakana of one word, with its long vowels written ー. */
function spell({ surface, said }: Token, before: SpokenWord | undefined): string {
  if (/^々+$/.test(surface)) return before?.said ?? ''
  if (said !== undefined) {
    const whole = katakana(said)
      .replaceAll('ョウ', 'ョー')
      .replace(/^イウ$|ユウ/, 'ユー')
    return /^\p{Script=Han}+$/u.test(surface) ? whole.replace(/(?<=[エケゲセゼテデネヘベペメレ])イ/g, 'ー') : whole
  }
  if (/^[\p{Script=Katakana}\p{Script=Hiragana}ー]+$/u.test(surface)) {
    return katakana(surface).replace(/(?<=[オコゴソゾトドノホボポモヨョロ])ウ/g, 'ー')
  }
  // A word the dictionary has not is read sign by sign.
  const signs = [...surface]
  return signs.length < 2
    ? ''
    : signs.flatMap((sign) => tokenize(sign).map((token) => (token.said === undefined ? '' : katakana(token.said)))).join('')
}

function katakana(text: string): string {
  return text.normalize('NFKC').replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
}

const NUMERAL = /^[〇零一二三四五六七八九十百千万億兆]+$/
const COUNTER = new RegExp(japaneseCounters, 'y')

/** Reads runs of kanji numerals with their counters as one word: 三百人, 一八一八年, 三分の一. */
function counted(text: string, tokens: Token[]): Token[] {
  const read: Token[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined || token.kind !== '数' || !NUMERAL.test(token.surface)) {
      if (token !== undefined) read.push(token)
      continue
    }
    let next = at + 1
    while (tokens[next]?.kind === '数' && NUMERAL.test(tokens[next]?.surface ?? '')) next++
    const end = tokens[next]?.start ?? text.length
    const number = digitsOf(text.slice(token.start, end))
    const counter = counterAt(text, end, tokens)
    const stop = end + counter.length
    while (next < tokens.length && (tokens[next]?.start ?? 0) < stop) next++
    const isDate = counter === '日' && /月$/.test(text.slice(0, token.start))
    const said = counter === '' ? japaneseNumber(number) : japaneseCount(number, counter, isDate)
    read.push({
      ...token,
      surface: text.slice(token.start, stop),
      part: '名詞',
      kind: '一般',
      said,
    })
    at = next - 1
  }
  return read
}

/** The longest counter that begins at a place and ends where a word ends. */
function counterAt(text: string, at: number, tokens: Token[]): string {
  COUNTER.lastIndex = at
  let counter = COUNTER.exec(text)?.[0] ?? ''
  const isEnd = (place: number) => place === text.length || tokens.some(({ start }) => start === place)
  while (counter !== '' && !(isEnd(at + counter.length) && new RegExp(`^(?:${japaneseCounters})$`).test(counter)))
    counter = counter.slice(0, -1)
  return counter
}

const DIGIT = '〇一二三四五六七八九'
const TENS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** Kanji numerals as digits, with 万, 億, 兆 between: 二千三百万 is 2300万, 二〇二四 2024. */
function digitsOf(numerals: string): string {
  return numerals
    .replaceAll('零', '〇')
    .split(/(?<=[万億兆])/)
    .map((part) => {
      const scale = /[万億兆]$/.exec(part)?.[0] ?? ''
      const bare = part.slice(0, part.length - scale.length)
      return (/[十百千]/.test(bare) ? String(worth(bare)) : [...bare].map((sign) => DIGIT.indexOf(sign)).join('')) + scale
    })
    .join('')
}

function worth(numerals: string): number {
  let value = 0
  let digit = 0
  for (const sign of numerals) {
    const ten = TENS[sign]
    if (ten === undefined) digit = DIGIT.indexOf(sign)
    else {
      value += Math.max(1, digit) * ten
      digit = 0
    }
  }
  return value + digit
}
