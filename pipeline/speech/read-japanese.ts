import { alternatives } from './alternatives.ts'
import { japaneseCount, japaneseCounters, japaneseDigits, japaneseNumber } from './japanese-number.ts'
import { japaneseWords } from './japanese-words.ts'
import { applyRules, type Piece, type ReadingRule } from './piece.ts'
import { silentMarks } from './read-symbols.ts'
import { romanNumber } from './roman-number.ts'

const DIGITS = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`
/** 1億2,000万, 3万5千 and plain numbers. */
const NUMBER = `${DIGITS}(?:[千百]?[万億兆京](?:${DIGITS}[千百]?[万億兆京]?|${DIGITS})*|[千百])?`
const DASH = String.raw`\s?[-–—−~～〜ー]\s?`

/** Units as they are said, each a counter of its own or a plain word. */
const units: Record<string, string> = {
  '%': 'パーセント', '‰': 'パーミル', '°C': '度', '℃': '度', '°F': '度', '°': '度', 'km/h': 'キロメートル', 'm/s': 'メートル', km: 'キロメートル', cm: 'センチメートル',
  mm: 'ミリメートル', µm: 'マイクロメートル', μm: 'マイクロメートル', nm: 'ナノメートル', m: 'メートル', kg: 'キログラム', mg: 'ミリグラム', g: 'グラム', t: 'トン', ml: 'ミリリットル', mL: 'ミリリットル',
  L: 'リットル', l: 'リットル', ha: 'ヘクタール', ms: 'ミリビョー', s: '秒', min: '分', h: '時間', Hz: 'ヘルツ', kHz: 'キロヘルツ', MHz: 'メガヘルツ', GHz: 'ギガヘルツ', KB: 'キロバイト',
  kB: 'キロバイト', MB: 'メガバイト', GB: 'ギガバイト', TB: 'テラバイト', W: 'ワット', kW: 'キロワット', MW: 'メガワット', GW: 'ギガワット', kWh: 'キロワットジ', V: 'ボルト', dB: 'デシベル', hPa: 'ヘクトパスカル',
  cal: 'カロリー', kcal: 'キロカロリー',
} // biome-ignore format: a table
const before: Record<string, [said: string, unit: string]> = {
  'km²': ['ヘーホー', 'キロメートル'], 'm²': ['ヘーホー', 'メートル'], 'cm²': ['ヘーホー', 'センチメートル'], 'm³': ['リッポー', 'メートル'], '㎡': ['ヘーホー', 'メートル'], '㎢': ['ヘーホー', 'キロメートル'],
} // biome-ignore format: a table
const after: Record<string, string> = { 'km/h': 'マイジ', 'm/s': 'マイビョー', '°F': 'カシ' }
const money: Record<string, string> = { '¥': '円', '￥': '円', $: 'ドル', '€': 'ユーロ', '£': 'ポンド', '₹': 'ルピー' }
const letters: Record<string, string> = {
  A: 'エー', B: 'ビー', C: 'シー', D: 'ディー', E: 'イー', F: 'エフ', G: 'ジー', H: 'エイチ', I: 'アイ', J: 'ジェー', K: 'ケー', L: 'エル', M: 'エム', N: 'エヌ', O: 'オー',
  P: 'ピー', Q: 'キュー', R: 'アール', S: 'エス', T: 'ティー', U: 'ユー', V: 'ブイ', W: 'ダブリュー', X: 'エックス', Y: 'ワイ', Z: 'ゼット',
} // biome-ignore format: a table
const names: Record<string, string> = {
  NASA: 'ナサ', NATO: 'ナトー', UNESCO: 'ユネスコ', UNICEF: 'ユニセフ', ASEAN: 'アセアン', AIDS: 'エイズ', COVID: 'コビッド', JAXA: 'ジャクサ', OPEC: 'オペック', FIFA: 'フィファ', 'Wi-Fi': 'ワイファイ',
  Google: 'グーグル', YouTube: 'ユーチューブ', Apple: 'アップル', Microsoft: 'マイクロソフト', Amazon: 'アマゾン', Windows: 'ウィンドウズ', Linux: 'リナックス', Python: 'パイソン', Java: 'ジャバ',
  JavaScript: 'ジャバスクリプト', Web: 'ウェブ', GitHub: 'ギットハブ', Twitter: 'ツイッター', Facebook: 'フェイスブック', iPhone: 'アイフォーン', OS: 'オーエス', vs: 'タイ', No: 'ナンバー', LINE: 'ライン',
} // biome-ignore format: a table
const greek: Record<string, string> = {
  α: 'アルファ', β: 'ベータ', γ: 'ガンマ', δ: 'デルタ', ε: 'イプシロン', θ: 'シータ', λ: 'ラムダ', μ: 'ミュー', µ: 'ミュー', π: 'パイ', σ: 'シグマ', φ: 'ファイ', ω: 'オメガ', Δ: 'デルタ', Σ: 'シグマ', Ω: 'オーム',
} // biome-ignore format: a table
const signs: Record<string, string> = {
  '&': 'アンド', '×': 'カケル', '÷': 'ワル', '≈': 'ヤク', '≒': 'ヤク', '±': 'プラスマイナス', '=': 'イコール', '+': 'プラス', '%': 'パーセント', '℃': 'ド', '№': 'ナンバー',
  '〒': 'ユービンバンゴー', '@': 'アットマーク', '→': 'カラ',
} // biome-ignore format: a table
const throughout: Record<string, string> = {
  一日: 'イチニチ', 一晩: 'ヒトバン', 一年: 'イチネン', 世界: 'セカイ', 日本: 'ニホン', 国: 'クニ', 町: 'マチ', 街: 'マチ', 村: 'ムラ', 家: 'イエ', 体: 'カラダ', 島: 'シマ', 部屋: 'ヘヤ',
} // biome-ignore format: a table

const counted = `(${NUMBER})(\\s?)(${japaneseCounters})`
const rules: ReadingRule[] = [
  // A word's reading beside it would be heard as the word twice.
  { pattern: /(?<=\p{Script=Han})[（(][ぁ-ゖー・、 　]+[）)]/gu, say: () => '' },
  { pattern: new RegExp(alternatives(Object.keys(japaneseWords)), 'g'), say: ([word = '']) => japaneseWords[word] },
  // All through a time or a place it is ジュー, in one of them チュー.
  {
    pattern: new RegExp(`(${alternatives(Object.keys(throughout))})中(?![心央学国東間小華部継毒断止世身途])`, 'g'),
    say: ([, whole = '']) => `${throughout[whole]}ジュー`,
  },
  { pattern: /表(?=\s?\d)/g, say: () => 'ヒョー' },
  { pattern: /(?<=^|[\s（(「、。])[-−](?=\d)/g, say: () => 'マイナス' },
  {
    pattern: /(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?![\d-])/g,
    say: ([number = '']) => number.split('-').map(japaneseDigits).join('ノ'),
  },
  {
    pattern: /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g,
    say: ([, year = '', month = '', day = '']) =>
      `${japaneseCount(year, '年')} ${japaneseCount(month, '月')} ${japaneseCount(day, '日', true)}`,
  },
  {
    pattern: new RegExp(`([¥￥$€£₹])\\s?(${NUMBER})`, 'gu'),
    say: ([, sign = '', amount = '']) => japaneseCount(amount, money[sign] ?? ''),
  },
  {
    pattern: new RegExp(`(?<![\\d.])(${DIGITS})(\\s?)分の(\\s?)(${DIGITS})`, 'g'),
    say: ([, under = '', , , over = '']) => `${japaneseNumber(under)}ブンノ${japaneseNumber(over)}`,
  },
  {
    pattern: /(?<![\d/])(\d{1,2})\/(\d{1,3})(?![\d/])/g,
    say: ([, over = '', under = '']) => `${japaneseNumber(under)}ブンノ${japaneseNumber(over)}`,
  },
  {
    pattern: /(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])/g,
    say: ([, hour = '', minute = '']) => japaneseCount(hour, '時') + (minute === '00' ? '' : japaneseCount(minute, '分')),
  },
  {
    pattern: new RegExp(`(?<![\\d.A-Za-z-])(${NUMBER})(${DASH})(?=${NUMBER}(?![\\d-]))`, 'gu'),
    say: ([, from = '', dash = '']) => [
      { written: from, spoken: japaneseNumber(from) },
      { written: dash, spoken: 'カラ' },
    ],
  },
  {
    pattern: new RegExp(`(?<![A-Za-z\\d.])(${NUMBER})(\\s?)(${alternatives(Object.keys(before))})(?![\\d])`, 'gu'),
    say: ([, number = '', space = '', unit = '']) => [
      { written: number, spoken: japaneseNumber(number) },
      { written: space + unit, spoken: (before[unit] ?? []).join('') },
    ],
  },
  {
    pattern: new RegExp(`(?<![A-Za-z\\d.])(${NUMBER})(\\s?)(${alternatives(Object.keys(units))})(?![A-Za-z\\d/²³])`, 'gu'),
    say: ([, number = '', , unit = '']) => japaneseCount(number, units[unit] ?? unit) + (after[unit] ?? ''),
  },
  { pattern: /(?<=[一二三四五六七八九十百千万億])\s?[〜～]\s?(?=[一二三四五六七八九十百千])/g, say: () => 'カラ' },
  // "3月1日" is ツイタチ, "1日" イチニチ.
  {
    pattern: /(\d{1,2})(\s?)月(\s?)(\d{1,2})(\s?)日(?!間|目|前|後)/g,
    say: ([, month = '', , , day = '']) => `${japaneseCount(month, '月')} ${japaneseCount(day, '日', true)}`,
  },
  { pattern: new RegExp(`(?<![A-Za-z\\d.])${counted}`, 'gu'), say: ([, number = '', , counter = '']) => japaneseCount(number, counter) },
  { pattern: /(?<=[vV])\d+(?:\.\d+)*|\d+(?:\.\d+){2,}/g, say: ([version = '']) => version.split('.').map(japaneseNumber).join('テン') },
  { pattern: /(?<![\d.,])0\d+(?![\d.,]*\d)/g, say: ([digits = '']) => japaneseDigits(digits) },
  { pattern: new RegExp(NUMBER, 'gu'), say: ([number = '']) => japaneseNumber(number) },
  {
    pattern: new RegExp(`(?<![A-Za-z])(?:${alternatives(Object.keys(names))})(?![A-Za-z])`, 'g'),
    say: ([name = '']) => names[name],
  },
  {
    pattern: /(?<![A-Za-z])(?:[A-Z]{1,6}|[a-z]?[A-Z]{2,6}|pH|IoT|iPS|[a-z])(?![a-z])/g,
    say: ([word = '']) => [...word.toUpperCase()].map((letter) => letters[letter]).join(''),
  },
  { pattern: /[Α-ωµ]/g, say: ([letter = '']) => greek[letter] },
  { pattern: /[Ⅰ-Ⅹ]/g, say: ([roman = '']) => japaneseNumber(String(romanNumber(roman))) },
  { pattern: /[&×÷≈≒±=+%℃№〒@→]/g, say: ([sign = '']) => signs[sign] },
  // What stands in brackets is set off; quotation marks are not heard.
  { pattern: /[（(]|[）)](?![。、，．！？])/g, say: () => '、' },
  { pattern: /[）)「」『』“”‘’《》〈〉【】〔〕※☆★○◎△▲▽▼◇◆]/g, say: () => ' ' },
  { pattern: /[—―─]+|…+|‥+|：/g, say: () => '、' },
  { pattern: /[・／]/g, say: () => ' ' },
  ...silentMarks,
]

/** Reads Japanese aloud: numbers with their counters, dates, ranges, units, money, Latin letters and signs, in katakana; kanji stay. */
export function readJapanese(text: string): Piece[] {
  let at = 0
  let isSaid = false
  return applyRules(narrow(text), rules).map(({ written, spoken }) => {
    const own = text.slice(at, at + written.length)
    at += written.length
    // Two counts side by side are two words: 2024年 3月.
    const gap = isSaid && /^\d/.test(written) ? ' ' : ''
    isSaid = spoken !== undefined && spoken !== 'マイナス'
    const said = spoken === undefined ? (own === written ? undefined : written) : gap + spoken
    return { written: own, ...(said === undefined ? {} : { spoken: said }) }
  })
}

// Full-width digits, letters and signs are read as the narrow ones; each is one unit long either way.
function narrow(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ％＋＝＆／＄＠－]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('￥', '¥')
}
