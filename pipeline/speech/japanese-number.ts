import { alternatives } from './alternatives.ts'

const DIGITS = ['ゼロ', 'イチ', 'ニ', 'サン', 'ヨン', 'ゴ', 'ロク', 'ナナ', 'ハチ', 'キュー']
const SCALES = ['', 'マン', 'オク', 'チョー', 'ケー']

/**
 * What a counter does to the number before it. `k`, `s`, `t`, `h` double their own consonant after 1, 8, 10 and (not `s`, `t`) 6 and
 * 100; `h` becomes p then, and b after 3; `f` becomes p after 3 and 4 too; `g` and `z` are `k` and `s` voiced after 3; `p` doubles
 * after 1, 8 and 10; `kilo` after 6, 10 and 100; `yo` says 4 as ヨ; `ji` also 7 as シチ and 9 as ク; `gatsu` 4 as シ as well.
 */
type Change = '' | 'k' | 's' | 't' | 'h' | 'f' | 'g' | 'z' | 'p' | 'kilo' | 'yo' | 'ji' | 'gatsu'

const counters: Record<string, [reading: string, change: Change]> = {
  本: ['ホン', 'h'], 匹: ['ヒキ', 'h'], 杯: ['ハイ', 'h'], 票: ['ヒョー', 'h'], 泊: ['ハク', 'f'], 分: ['フン', 'f'], 分間: ['フンカン', 'f'], 歩: ['ホ', 'f'],
  編: ['ヘン', 'f'], 発: ['ハツ', 'f'], 品目: ['ヒンモク', 'f'],
  回: ['カイ', 'k'], 回目: ['カイメ', 'k'], 回転: ['カイテン', 'k'], 階: ['カイ', 'g'], 階建て: ['カイダテ', 'g'], 個: ['コ', 'k'], 箇所: ['カショ', 'k'], か所: ['カショ', 'k'],
  カ所: ['カショ', 'k'], ヶ所: ['カショ', 'k'], ヵ所: ['カショ', 'k'], か月: ['カゲツ', 'k'], ヶ月: ['カゲツ', 'k'], カ月: ['カゲツ', 'k'],
  ヵ月: ['カゲツ', 'k'], ケ月: ['カゲツ', 'k'], 箇月: ['カゲツ', 'k'], か国: ['カコク', 'k'], カ国: ['カコク', 'k'], ヶ国: ['カコク', 'k'], ヵ国: ['カコク', 'k'],
  か国語: ['カコクゴ', 'k'], カ国語: ['カコクゴ', 'k'], か年: ['カネン', 'k'], カ年: ['カネン', 'k'], 軒: ['ケン', 'g'], 件: ['ケン', 'k'], 巻: ['カン', 'k'], 曲: ['キョク', 'k'],
  級: ['キュー', 'k'], 機: ['キ', 'k'], 基: ['キ', 'k'], 期: ['キ', 'k'], 気圧: ['キアツ', 'k'], 校: ['コー', 'k'], 光年: ['コーネン', 'k'], 系統: ['ケートー', 'k'], 局: ['キョク', 'k'],
  桁: ['ケタ', 'k'], 脚: ['キャク', 'k'], 株: ['カブ', ''], 家族: ['カゾク', ''], 角形: ['カッケー', 'k'],
  歳: ['サイ', 's'], 才: ['サイ', 's'], 歳児: ['サイジ', 's'], 冊: ['サツ', 's'], 隻: ['セキ', 's'], 世紀: ['セーキ', 's'], 世代: ['セダイ', 's'], 週: ['シュー', 's'], 週間: ['シューカン', 's'],
  周: ['シュー', 's'], 周年: ['シューネン', 's'], 種: ['シュ', 's'], 種類: ['シュルイ', 's'], 章: ['ショー', 's'], 節: ['セツ', 's'], 社: ['シャ', 's'], 足: ['ソク', 'z'],
  色: ['ショク', 's'], 勝: ['ショー', 's'], 首: ['シュ', 's'], 世帯: ['セタイ', 's'], 席: ['セキ', 's'], センチ: ['センチ', 's'], センチメートル: ['センチメートル', 's'], 戦: ['セン', 's'],
  試合: ['シアイ', 's'], 車線: ['シャセン', 's'],
  点: ['テン', 't'], 頭: ['トー', 't'], 通: ['ツー', 't'], 丁目: ['チョーメ', 't'], 着: ['チャク', 't'], 体: ['タイ', 't'], トン: ['トン', 't'], 等: ['トー', 't'],
  等分: ['トーブン', 't'], 灯: ['トー', 't'], 党: ['トー', 't'], 都市: ['トシ', 't'], 都道府県: ['トドーフケン', ''],
  パーセント: ['パーセント', 'p'], ポンド: ['ポンド', 'p'], ポイント: ['ポイント', 'p'], ページ: ['ページ', ''], 頁: ['ページ', ''],
  キロ: ['キロ', 'kilo'], キロメートル: ['キロメートル', 'kilo'], キログラム: ['キログラム', 'kilo'], キロワット: ['キロワット', 'kilo'],
  年: ['ネン', 'yo'], 年間: ['ネンカン', 'yo'], 年代: ['ネンダイ', 'yo'], 年前: ['ネンマエ', 'yo'], 年後: ['ネンゴ', 'yo'], 年目: ['ネンメ', 'yo'], 年生: ['ネンセー', 'yo'], 年度: ['ネンド', 'yo'],
  年ぶり: ['ネンブリ', 'yo'], 年半: ['ネンハン', 'yo'], 円: ['エン', 'yo'], 時間: ['ジカン', 'ji'], 時: ['ジ', 'ji'], 時半: ['ジハン', 'ji'], 月: ['ガツ', 'gatsu'],
  人: ['ニン', 'yo'], 人目: ['ニンメ', 'yo'], 人前: ['ニンマエ', 'yo'], 人組: ['ニングミ', 'yo'], 人家族: ['ニンカゾク', 'yo'], 人乗り: ['ニンノリ', 'yo'], 日: ['ニチ', 'ji'], 日間: ['ニチカン', 'ji'], 日目: ['ニチメ', 'ji'], 日後: ['ニチゴ', 'ji'],
  日前: ['ニチマエ', 'ji'], 番: ['バン', ''], 番目: ['バンメ', ''], 号: ['ゴー', ''], 枚: ['マイ', ''], 倍: ['バイ', ''], 台: ['ダイ', ''], 度: ['ド', ''], 度目: ['ドメ', ''],
  名: ['メー', ''], 位: ['イ', ''], 秒: ['ビョー', ''], 秒間: ['ビョーカン', ''], 代: ['ダイ', ''], 世: ['セー', ''], メートル: ['メートル', ''], グラム: ['グラム', ''], リットル: ['リットル', ''],
  語: ['ゴ', ''], 字: ['ジ', ''], 文字: ['モジ', ''], 次: ['ジ', ''], 部: ['ブ', ''], 問: ['モン', ''], 面: ['メン', ''], 羽: ['ワ', ''], 割: ['ワリ', ''], 畳: ['ジョー', ''],
  行: ['ギョー', ''], 段: ['ダン', ''], 段階: ['ダンカイ', ''], 両: ['リョー', ''], 乗: ['ジョー', ''], 合: ['ゴー', ''], ドル: ['ドル', ''], ユーロ: ['ユーロ', ''], 元: ['ゲン', ''], ウォン: ['ウォン', ''],
  つ: ['ツ', ''], つ目: ['ツメ', ''], 万: ['マン', ''], 億: ['オク', ''], 里: ['リ', ''], 隊: ['タイ', ''], 打席: ['ダセキ', ''], 県: ['ケン', 'k'], 州: ['シュー', 's'], 区: ['ク', ''], 市: ['シ', 's'],
} // biome-ignore format: a table

/** Counters of Japanese, as a pattern's source, the longest first. */
export const japaneseCounters = alternatives(Object.keys(counters))

const own: Record<string, Record<string, string>> = {
  人: { 1: 'ヒトリ', 2: 'フタリ' },
  人目: { 1: 'ヒトリメ', 2: 'フタリメ' },
  人組: { 2: 'フタリグミ' },
  歳: { 20: 'ハタチ' },
  才: { 20: 'ハタチ' },
  時: { 0: 'レージ' },
  度: { 0: 'レード' },
  つ: { 1: 'ヒトツ', 2: 'フタツ', 3: 'ミッツ', 4: 'ヨッツ', 5: 'イツツ', 6: 'ムッツ', 7: 'ナナツ', 8: 'ヤッツ', 9: 'ココノツ' },
  つ目: { 1: 'ヒトツメ', 2: 'フタツメ', 3: 'ミッツメ', 4: 'ヨッツメ', 5: 'イツツメ', 6: 'ムッツメ', 7: 'ナナツメ', 8: 'ヤッツメ', 9: 'ココノツメ' },
} // biome-ignore format: a table

const days: Record<string, string> = {
  2: 'フツカ', 3: 'ミッカ', 4: 'ヨッカ', 5: 'イツカ', 6: 'ムイカ', 7: 'ナノカ', 8: 'ヨーカ', 9: 'ココノカ', 10: 'トーカ', 14: 'ジューヨッカ',
  20: 'ハツカ', 24: 'ニジューヨッカ',
} // biome-ignore format: a table

/**
 * Says a number as Japanese does, in katakana: 386 is サンビャクハチジューロク, 1.5 is イッテンゴ. `number` is digits, commas and at
 * most one point, with 千, 万, 億, 兆 between as in 1億2,000万.
 */
export function japaneseNumber(number: string): string {
  const plain = number.replaceAll(',', '')
  return plain
    .split(/(?<=[万億兆京])/)
    .map((part) => {
      const scale = /[万億兆京]$/.exec(part)?.[0]
      const said = underScale(scale === undefined ? part : part.slice(0, -1))
      return scale === undefined ? said : joined(said, SCALES['_万億兆京'.indexOf(scale)] ?? '')
    })
    .join('')
}

/** Says digits one by one, as telephone numbers are. */
export function japaneseDigits(digits: string): string {
  return [...digits].map((digit) => DIGITS[Number(digit)] ?? digit).join('')
}

/** Says a number with what it counts: 3本 is サンボン, 1人 ヒトリ, 20日 ハツカ. `afterMonth` makes 1日 ツイタチ. */
export function japaneseCount(number: string, counter: string, afterMonth = false): string {
  const bare = number.replaceAll(',', '').replace(/^0+(?=\d)/, '')
  const alone = own[counter]?.[bare] ?? dayOf(bare, counter, afterMonth)
  if (alone !== undefined) return alone
  const [reading, change] = counters[counter] ?? [counter, '']
  return changed(japaneseNumber(number), reading, change)
}

function dayOf(number: string, counter: string, afterMonth: boolean): string | undefined {
  if (!counter.startsWith('日')) return undefined
  const rest = { 日: '', 日間: 'カン', 日目: 'メ', 日後: 'ゴ', 日前: 'マエ' }[counter] ?? ''
  if (number === '1') return afterMonth && rest === '' ? 'ツイタチ' : `イチニチ${rest}`
  const day = days[number] ?? (/.4$/.test(number) ? `${japaneseNumber(`${number.slice(0, -1)}0`)}ヨッカ` : undefined)
  return day === undefined ? undefined : day + rest
}

/** Adds a unit to a number in katakana, with the sound changes of its kind. */
function changed(number: string, unit: string, change: Change): string {
  if (change === 'yo' || change === 'ji' || change === 'gatsu') return worn(number, change) + unit
  if (change === '') return number + unit
  if (change === 'kilo') return doubled(number, /(?:ロク|ヒャク|ジュー)$/) + unit
  const doubling = 'khfg'.includes(change) ? /(?:イチ|ロク|ハチ|ジュー|[ヒピビ]ャク)$/ : /(?:イチ|ハチ|ジュー)$/
  if (change === 'p') return doubled(number, /(?:イチ|ジュー)$/) + unit
  if (doubling.test(number)) return doubled(number, doubling) + ('hf'.includes(change) ? shifted(unit, 'p') : unit)
  if (/(?:サン|セン|ゼン|マン)$/.test(number)) {
    if (change === 'h') return number + shifted(unit, 'b')
    if ((change === 'g' || change === 'z') && number.endsWith('サン')) return number + shifted(unit, 'b')
  }
  return number + (change === 'f' && /(?:サン|ヨン|セン|ゼン|マン)$/.test(number) ? shifted(unit, 'p') : unit)
}

function worn(number: string, change: 'yo' | 'ji' | 'gatsu'): string {
  if (number.endsWith('ヨン')) return `${number.slice(0, -2)}${change === 'gatsu' ? 'シ' : 'ヨ'}`
  if (change === 'yo') return number
  return number.replace(/ナナ$/, 'シチ').replace(/キュー$/, 'ク')
}

function doubled(number: string, ending: RegExp): string {
  return number.replace(ending, (end) => `${end.slice(0, -1)}ッ`)
}

function shifted(unit: string, to: 'p' | 'b'): string {
  const row = { p: 'パピプペポ', b: 'バビブベボ' }[to]
  const at = 'ハヒフヘホ'.indexOf(unit.charAt(0))
  if (at >= 0) return row.charAt(at) + unit.slice(1)
  const voiced = 'ガギグゲゴザジズゼゾ'.charAt('カキクケコサシスセソ'.indexOf(unit.charAt(0)))
  return voiced + unit.slice(1)
}

function underScale(part: string): string {
  const [whole = '', decimals] = part.split('.')
  if (decimals !== undefined && decimals !== '') return `${beforePoint(whole)}${japaneseDigits(decimals)}`
  const [, lead = '', unit = ''] = /^(\d*)([千百]?)$/.exec(whole) ?? []
  if (unit === '') return integer(whole)
  const said = lead === '' || lead === '1' ? '' : integer(lead)
  return unit === '千' ? thousand(said) : hundred(said)
}

function beforePoint(whole: string): string {
  if (/^0*$/.test(whole)) return 'レーテン'
  return joined(integer(whole), 'テン').replace(/(?<=^|ジュー)(ニ|ゴ)テン$/, '$1ーテン')
}

function integer(digits: string): string {
  if (digits.length > 20) return japaneseDigits(digits)
  const bare = digits.replace(/^0+(?=\d)/, '')
  if (bare === '' || bare === '0') return bare === '' ? '' : 'ゼロ'
  const groups: string[] = []
  for (let end = bare.length; end > 0; end -= 4) groups.unshift(bare.slice(Math.max(0, end - 4), end))
  return groups
    .map((group, index) => {
      const scale = SCALES[groups.length - 1 - index] ?? ''
      const said = underTenThousand(group)
      return said === '' ? '' : joined(scale !== '' && said === 'セン' ? 'イッセン' : said, scale)
    })
    .join('')
}

function underTenThousand(group: string): string {
  const [thousands = 0, hundreds = 0, tens = 0, ones = 0] = [...group.padStart(4, '0')].map(Number)
  const said = (digit: number) => (digit > 1 ? (DIGITS[digit] ?? '') : '')
  return (
    (thousands > 0 ? thousand(said(thousands)) : '') +
    (hundreds > 0 ? hundred(said(hundreds)) : '') +
    (tens > 0 ? `${said(tens)}ジュー` : '') +
    (ones > 0 ? (DIGITS[ones] ?? '') : '')
  )
}

function thousand(lead: string): string {
  if (lead.endsWith('サン')) return `${lead}ゼン`
  return lead.endsWith('ハチ') ? `${lead.slice(0, -1)}ッセン` : `${lead}セン`
}

function hundred(lead: string): string {
  if (lead.endsWith('サン')) return `${lead}ビャク`
  return /(?:ロク|ハチ)$/.test(lead) ? `${lead.slice(0, -1)}ッピャク` : `${lead}ヒャク`
}

// 1兆 is イッチョー, 8.5 ハッテンゴ, but 1万 イチマン.
function joined(number: string, unit: string): string {
  return unit === 'チョー' || unit === 'テン' ? doubled(number, /(?:イチ|ハチ|ジュー)$/) + unit : number + unit
}
