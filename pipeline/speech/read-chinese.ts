import { alternatives } from './alternatives.ts'
import { chineseDigits, chineseNumber } from './chinese-number.ts'
import { applyRules, type Piece, type ReadingRule } from './piece.ts'
import { silentMarks } from './read-symbols.ts'
import { romanNumber } from './roman-number.ts'

const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`
const units: Record<string, string> = {
  'km/h': '公里每小时', 'm/s': '米每秒', 'km²': '平方公里', 'm²': '平方米', 'm³': '立方米', '㎡': '平方米', '㎢': '平方公里', '°C': '摄氏度', '℃': '摄氏度', '°F': '华氏度',
  '°': '度', km: '公里', cm: '厘米', mm: '毫米', nm: '纳米', m: '米', kg: '公斤', mg: '毫克', g: '克', ml: '毫升', mL: '毫升', L: '升',
  ms: '毫秒', s: '秒', min: '分钟', h: '小时', Hz: '赫兹', kHz: '千赫', MHz: '兆赫', GHz: '吉赫', KB: '千字节', MB: '兆字节', GB: 'G B', TB: 'T B',
  kW: '千瓦', kWh: '千瓦时', W: '瓦', V: '伏', dB: '分贝',
} // biome-ignore format: a table
const money: Record<string, string> = { $: '美元', '€': '欧元', '£': '英镑', '¥': '元', '￥': '元', '₹': '卢比' }
const signs: Record<string, string> = {
  '&': '和', '×': '乘', '≈': '约', '±': '正负', '=': '等于', '+': '加', '≤': '小于等于', '≥': '大于等于', '<': '小于', '>': '大于',
  '№': '第', '§': '第', '→': '到',
} // biome-ignore format: a table

/** Words that eSpeak's dictionary misreads, in pinyin, which it takes in between. */
const words: Record<string, string> = {
  长大: 'zhang3da4', 便宜: 'pian2yi5', 分析: 'fen1xi1', 空调: 'kong1tiao2', 角色: 'jue2se4', 结实: 'jie1shi5', 提防: 'di1fang5', 游说: 'you2shui4', 似的: 'shi4de5', 店铺: 'dian4pu4',
  松散: 'song1san3', 连累: 'lian2lei5', 主将: 'zhu3jiang4', 倒出: 'dao4chu1', 倒水: 'dao4shui3', 倒入: 'dao4ru4', 倒进: 'dao4jin4', 背着: 'bei1zhe5', 系鞋带: 'ji4xie2dai4', 数数: 'shu3shu4', 朋友: 'peng2you5',
} // biome-ignore format: a table
/** Syllables that eSpeak's Mandarin lacks and spells in English, digits and all, in its phonemes, with the characters that have them. */
const missing: Record<string, string> = {
  "S;j'ong55": '兄凶匈汹洶胸恟胷訩讻詾兇哅芎忷', "S;j'ong35": '熊雄', "S;j'ong51": '夐詗诇', "tS;hj'ong35": '穷窮穹琼瓊邛筇蛩跫茕煢銎藭橩竆睘瞏', "tS;j'ong55": '扃坰駉埛',
  "tS;j'ong214": '窘迥逈炯冏泂絅煚颎熲囧澃',
} // biome-ignore format: a table
const phonemes = new Map(Object.entries(missing).flatMap(([said, signs]) => [...signs].map((sign) => [sign, `[[${said}]]`])))
// Words with a tongue-curled end are read as English by eSpeak, digits and all: the standard forms without it are said.
const curled =
  '[花点玩会事味劲块伴条今明昨样字词空头份圈脸盘瓶盆歌猫鸟鱼馅皮丝片意道本根股截堆串颗粒遍趟阵活侄过当个坎把半们蛋准贝溜火雏盹天盖刺茬兜边闷卷棍早沿拌珠哥眼]|小孩|媳妇|美人|模特|石子|孙女|男孩|女孩|大伙|老头|有趣|慢慢|好好|门口|胡同|聊天'

const rules: ReadingRule[] = [
  { pattern: new RegExp(alternatives(Object.keys(words)), 'g'), say: ([word = '']) => words[word] },
  { pattern: new RegExp(`[${[...phonemes.keys()].join('')}]`, 'gu'), say: ([sign = '']) => phonemes.get(sign) },
  { pattern: /([这那哪])[儿兒](?![童子女科时歌戏])/g, say: ([, place = '']) => `${place}里` },
  { pattern: new RegExp(`(${curled})[儿兒](?![童子女科孙歌媳时戏])`, 'g'), say: ([, word = '']) => word },
  { pattern: /(?<=[正吊])[儿兒](?=八经|郎当)|兒/g, say: ([sign = '']) => (sign === '兒' ? '儿' : '') },
  { pattern: /东西(?![方南北部两侧岸])/g, say: () => 'dong1xi5' },
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
  { pattern: /[Ⅰ-Ⅹ]/g, say: ([roman = '']) => chineseNumber(String(romanNumber(roman))) },
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
