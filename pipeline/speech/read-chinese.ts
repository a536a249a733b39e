import { alternatives } from './alternatives.ts'
import { chineseDigits, chineseNumber } from './chinese-number.ts'
import { applyRules, type Piece, type ReadingRule } from './piece.ts'
import { silentMarks } from './read-symbols.ts'

const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`
const units: Record<string, string> = {
  'km/h': '公里每小时', 'm/s': '米每秒', 'km²': '平方公里', 'm²': '平方米', 'm³': '立方米', '°C': '摄氏度', '℃': '摄氏度', '°F': '华氏度',
  '°': '度', km: '公里', cm: '厘米', mm: '毫米', nm: '纳米', m: '米', kg: '公斤', mg: '毫克', g: '克', ml: '毫升', mL: '毫升', L: '升',
  ms: '毫秒', s: '秒', min: '分钟', h: '小时', Hz: '赫兹', kHz: '千赫', MHz: '兆赫', GHz: '吉赫', KB: '千字节', MB: '兆字节', GB: 'G B', TB: 'T B',
  kW: '千瓦', kWh: '千瓦时', W: '瓦', V: '伏', dB: '分贝',
} // biome-ignore format: a table
const money: Record<string, string> = { $: '美元', '€': '欧元', '£': '英镑', '¥': '元', '￥': '元', '₹': '卢比' }
const signs: Record<string, string> = {
  '&': '和', '×': '乘', '≈': '约', '±': '正负', '=': '等于', '+': '加', '≤': '小于等于', '≥': '大于等于', '<': '小于', '>': '大于',
  '№': '第', '§': '第', '→': '到',
} // biome-ignore format: a table

const rules: ReadingRule[] = [
  {
    pattern: new RegExp(`([$€£¥￥₹])\\s?(${NUMBER})(\\s?[百千]?[万亿])?`, 'g'),
    say: ([, sign = '', amount = '', scale = '']) => chineseNumber(amount) + scale + money[sign],
  },
  {
    pattern: /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g,
    say: ([, y = '', m = '', d = '']) => `${chineseDigits(y)}年${chineseNumber(m)}月${chineseNumber(d)}日`,
  },
  {
    pattern: /(?<!\d)(\d{4})(\s?[-–—~～至到]\s?)(\d{4})(?=\s?年)/g,
    say: ([, from = '', dash = '', to = '']) => [
      { written: from, spoken: chineseDigits(from) },
      { written: dash, spoken: '到' },
      { written: to, spoken: chineseDigits(to) },
    ],
  },
  {
    pattern: /(?<!\d)(\d{4}|\d0)(?=\s?年(?!来|间|期|级|以|之|后|前|内))/g,
    say: ([year = '']) => (year.length === 4 ? chineseDigits(year) : undefined),
  },
  {
    pattern: new RegExp(`(?<![\\d.])(${NUMBER})(\\s?[-–—~～]\\s?)(${NUMBER})(\\s?[%％])`, 'g'),
    say: ([, from = '', dash = '', to = '', percent = '']) => [
      { written: from, spoken: `百分之${chineseNumber(from)}` },
      { written: dash, spoken: '到' },
      { written: to + percent, spoken: `百分之${chineseNumber(to)}` },
    ],
  },
  { pattern: new RegExp(`(?<![\\d.])(${NUMBER})\\s?[%％]`, 'g'), say: ([, number = '']) => `百分之${chineseNumber(number)}` },
  { pattern: new RegExp(`(?<![\\d.])(${NUMBER})\\s?‰`, 'g'), say: ([, number = '']) => `千分之${chineseNumber(number)}` },
  {
    pattern: new RegExp(`(?<![\\d.A-Za-z-])(${NUMBER})(\\s?[-–—~～]\\s?)(${NUMBER})(?![\\d-]|\\.\\d)`, 'g'),
    say: ([, from = '', dash = '', to = '']) => [
      { written: from, spoken: chineseNumber(from) },
      { written: dash, spoken: '到' },
      { written: to, spoken: chineseNumber(to) },
    ],
  },
  {
    pattern: new RegExp(`(?<![A-Za-z\\d.])(${NUMBER})(\\s?)(${alternatives(Object.keys(units))})(?![A-Za-z\\d/²³])`, 'g'),
    say: ([, number = '', space = '', unit = '']) => [
      { written: number, spoken: chineseNumber(number) },
      { written: space + unit, spoken: units[unit] ?? unit },
    ],
  },
  {
    pattern: /(?<!\d)([01]?\d|2[0-3])[:：]([0-5]\d)(?!\d)/g,
    say: ([, h = '', m = '']) =>
      `${chineseNumber(h)}点${m === '00' ? '整' : `${m.startsWith('0') ? '零' : ''}${chineseNumber(String(Number(m)))}分`}`,
  },
  {
    pattern: /(?<![\d/])(\d{1,2})\/(\d{1,3})(?![\d/])/g,
    say: ([, over = '', under = '']) => `${chineseNumber(under)}分之${chineseNumber(over)}`,
  },
  // Versions and long numbers are said digit by digit.
  { pattern: /(?<=[vV])\d+(?:\.\d+)*|\d+(?:\.\d+){2,}/g, say: ([version = '']) => version.split('.').map(chineseNumber).join('点') },
  { pattern: /(?<![\d.,])(?:0\d+|\d{9,})(?![\d.,]*\d)/g, say: ([digits = '']) => chineseDigits(digits) },
  { pattern: /(?<![A-Za-z\d])2(?=[个名位种次条件张只年天本家座层倍])/g, say: () => '两' },
  { pattern: new RegExp(NUMBER, 'g'), say: ([number = '']) => chineseNumber(number) },
  { pattern: /(?<![A-Za-z])[A-Z]{2,5}(?![a-z])/g, say: ([letters = '']) => [...letters].join(' ') },
  { pattern: /[&×≈±=+≤≥<>№§→]/g, say: ([sign = '']) => signs[sign] },
  { pattern: /[《》〈〉「」『』“”‘’【】]/g, say: () => ' ' },
  { pattern: /——|…+/g, say: () => '，' },
  { pattern: /(?<=\p{Script=Han})\/(?=\p{Script=Han})/gu, say: () => '或' },
  ...silentMarks,
]

/** Reads Chinese aloud: numbers, years, dates, ranges, percentages, units, money and signs. */
export function readChinese(text: string): Piece[] {
  return applyRules(text, rules)
}
