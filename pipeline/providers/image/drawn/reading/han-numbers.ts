import { type Quantity, shareOf } from './quantity.ts'
import { isYear } from './years.ts'

/** Numbers in Chinese and Japanese text: those in Arabic digits, then those written out. */
export function hanNumbers(text: string): Quantity[] {
  return [...arabicDigits(text), ...hanDigits(text)]
}

// Longer units stand before those that begin like them: 公里 is no 公 and no 里.
const CHINESE_MEASURES =
  '平方公里|立方公里|立方米|平方米|千瓦时|公里|千米|厘米|毫米|公斤|千克|公顷|美元|人民币|小时|分钟|世纪|年|个月|天|岁|倍'
const CHINESE_COUNTERS = '人|次|米|吨|元|度|亩|升|克|个|种|座|件|本|部|名|位|家'
const JAPANESE_UNITS = 'キロメートル|センチメートル|ミリメートル|キログラム|メートル|キロ|トン|円|回|冊|台|頭'
const ARABIC_NUMBER = new RegExp(
  `(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d+)?\\s?(%|％|万亿|亿|千万|百万|万|千)?\\s?(?:多)?\\s?(${CHINESE_MEASURES}|${CHINESE_COUNTERS}|${JAPANESE_UNITS})?`,
  'gu',
)
const SCALES: Record<string, number> = { 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8, 万亿: 1e12 }
/** Before a percentage: it says how much something changed. */
const CHANGED_BY = /(?:增长|增加|上升|上涨|提高|提升|下降|减少|降低|下跌)(?:了|约|近|超过)*\s?$/u
/** Measure words of persons and things: 两个, 三位. */
const COUNTERS = /^[个种本位名件部次座家]$/u

function arabicDigits(text: string): Quantity[] {
  return [...text.matchAll(ARABIC_NUMBER)].flatMap(({ index, 1: integer = '', 2: decimals = '', 3: scale = '', 4: unit = '' }) => {
    const isBare = scale === '' && decimals === ''
    if (isBare && isYear(integer) && (unit === '年' || unit === '')) return []
    if (scale === '' && unit === '' && integer.length < 3) return []
    // A few people or things are not worth a picture of their number.
    if (isBare && integer.length < 2 && COUNTERS.test(unit)) return []
    const amount = Number(`${integer.replaceAll(',', '')}${decimals}`)
    const isPercent = scale === '%' || scale === '％'
    const share = isPercent ? shareOf(amount, CHANGED_BY.test(text.slice(0, index))) : undefined
    const value = withUnit(`${integer}${decimals}${isPercent ? '%' : scale}`, unit)
    return [{ ...value, share, amount: amount * (SCALES[scale] ?? 1), at: index }]
  })
}

const HAN_DIGIT = '一二三四五六七八九十百千万亿億零两'
const HAN_UNITS = '平方公里|公里|公斤|公顷|美元|小时|分钟|年|天|岁|倍|人|次|米|吨|元|度|個|个|种|座|件|本|部|名|位|家|頭|台|円'
/** Percentages, and numbers from a hundred on with what they count. */
const HAN_NUMBER = new RegExp(
  `百分之([一二三四五六七八九十百零〇点]+)|([${HAN_DIGIT}]*[百千万亿億][${HAN_DIGIT}]*)(?:多)?(${HAN_UNITS})`,
  'gu',
)
/** 数十億年 and 几百人 are no number. */
const VAGUE = /[数几幾]$/u
const LEAST = 100

function hanDigits(text: string): Quantity[] {
  return [...text.matchAll(HAN_NUMBER)].flatMap(({ index, 1: percent, 2: number = '', 3: unit = '' }) => {
    if (VAGUE.test(text.slice(0, index))) return []
    const amount = hanNumber(percent ?? number)
    if (percent !== undefined) return [{ value: `${amount}%`, unit: '', share: shareOf(amount, false), amount, at: index }]
    return amount >= LEAST ? [{ ...withUnit(number, unit), share: undefined, amount, at: index }] : []
  })
}

// A unit of one glyph stands beside its number, and not below it: 二十万人.
function withUnit(value: string, unit: string): Pick<Quantity, 'value' | 'unit'> {
  return unit.length > 1 ? { value, unit } : { value: `${value}${unit}`, unit: '' }
}

const DIGITS = '零一二三四五六七八九'

// 四万五千 is 45,000: 十, 百 and 千 multiply the digit before them, 万 and 亿 all before them.
function hanNumber(written: string): number {
  const [whole = '', decimals = ''] = written.split('点')
  let [sum, group, digit] = [0, 0, 0]
  for (const glyph of whole) {
    const value = DIGITS.indexOf(glyph.replace('两', '二').replace('〇', '零'))
    const factor = { 十: 10, 百: 100, 千: 1000 }[glyph]
    if (value >= 0) digit = value
    else if (factor !== undefined) [group, digit] = [group + (digit || 1) * factor, 0]
    else [sum, group, digit] = [(sum + group + digit) * (glyph === '万' ? 1e4 : 1e8), 0, 0]
  }
  const part = [...decimals].map((glyph) => DIGITS.indexOf(glyph)).join('')
  return Number(`${sum + group + digit}${part === '' ? '' : `.${part}`}`)
}
