import { CURRENCIES } from '../../llm/offline/currencies.ts'
import { functionWords } from '../../llm/offline/noun-phrases.ts'

/** A number of the text as it can stand large on a picture. */
export interface Quantity {
  /** For instance `37%`, `1.2 million`, `4,500`. */
  value: string
  /** What is counted, or what it is a share of; a few words, may be empty. */
  unit: string
  /** 0..1 where it is a share. */
  share: number | undefined
  /** What a value amounts to, to compare it with others of its unit. */
  amount: number
  /** Where it stands in the text. */
  at: number
}

/** A year and what its clause says. */
export interface Year {
  year: string
  about: string
}

/** Where a comma parts a number's thousands; elsewhere it comes before its decimals. */
const COMMA_THOUSANDS = /^(?:en|zh|ja|ko|th|he|hi|ar|und)/

const SCALES: readonly [words: RegExp, factor: number][] = [
  [/^(?:thousand|tausend|mille|mil|mila|duizend|тысяч[аи]?|тис\.?)$/iu, 1e3],
  [/^(?:million|millionen|millions?|millón|millones|milione|milioni|milhão|milhões|miljoen|миллион(?:а|ов)?|млн)$/iu, 1e6],
  [/^(?:billion|milliarden?|milliards?|miliardo|miliardi|miljard|миллиард(?:а|ов)?|млрд)$/iu, 1e9],
  [/^(?:trillion|billionen|billón|billones|триллион(?:а|ов)?)$/iu, 1e12],
]
const PERCENT = /^(?:\s?[%٪]|\s(?:percent|per cent|prozent|por ciento|pour cent|per cento|por cento|procent|процент(?:а|ов)?)(?!\p{L}))/iu
/** Before and after a percentage that is no share of a whole, but how much more or less something is. */
const CHANGED =
  /(?:\b(?:rose|fell|grew|increased?|decreased?|climbed|dropped|declined|gained|lost|risen|fallen|grown|growth|rise|increase|drop|fall|(?<!\b(?:made|makes?|making) )up|down|cut|raised|shrank|changes?|swing)(?: (?:by|of))?|\bby|\bum|(?:hausse|baisse|augment\p{L}+|progress\p{L}+|recul\p{L}*|diminu\p{L}+) de|(?:creci\p{L}+|aument\p{L}+|subi\p{L}+|baj\p{L}+|cay\p{L}+|disminuy\p{L}+|aument\p{L}+|cresc\p{L}+|diminu\p{L}+|caiu|calat\p{L}) (?:en |in |em )?(?:un |del |de )?|(?<!\p{L})на)\s(?:about |around |nearly |almost |some |roughly |only |just |over |more than |rund |etwa |fast |knapp |mehr als |nur |environ |près de |casi |más de )?$/iu
const DIFFERS =
  /^\s(?:more|less|fewer|higher|lower|faster|slower|cheaper|mehr|weniger|höher|niedriger|teurer|billiger|de plus|de moins|más|menos)(?!\p{L})/iu
/** A day of a month is no count of months. */
const OF_MONTH =
  /^(?:st|nd|rd|th|er|\.)?\s(?:of |de |di )?(?:jan|jän|feb|fév|mar|mär|apr|avr|abr|may|mai|mag|jun|juin|giu|jul|juil|lug|aug|aoû|ago|sep|set|oct|okt|ott|out|nov|dec|dez|déc|dic)(?:[a-zäéûç]{0,8})\.?(?!\p{L})/iu
/** Between a unit and what it is a unit of: "metres of steel", "Stunden am Tag", "litros de gazpacho". */
const LINKS = /^(?:of|per|a|an|de|por|pour|par|di|al|do|da|pro|am|im|в|на|за)$/iu
/** Before what is counted in millions: "60 millones de litros". */
const PARTITIVE = /^\s(?:de|di|of)\s/iu
/** Units of one letter: "150 g". */
const SYMBOL = /^[gmlLhtVWAJN]$/u
/** English adjectives of measure, which are no unit by themselves. */
const MEASURES = /^(?:square|cubic|nautical|light|metric)$/iu

/** The numbers of a text that are worth showing, the most striking first: shares, then sums, then counts with a unit. */
export function quantities(text: string, language: string): Quantity[] {
  const found = (/^(zh|ja)/.test(language) ? unspaced(text) : spaced(text, language)).flatMap((one) => rangeOf(one, text))
  return found.sort((a, b) => rank(b) - rank(a))
}

/** Quantities as they stand in their text. */
export function inOrder(found: readonly Quantity[]): Quantity[] {
  return found.toSorted((one, other) => one.at - other.at)
}

// "3-4 hours" are not four; years and dates are no such range.
function rangeOf(quantity: Quantity, text: string): Quantity[] {
  const { at, value } = quantity
  const digits = /^\d[\d.,]*/.exec(value)?.[0] ?? ''
  if (/^\s?[-–—~～至到]\s?\d/u.test(text.slice(at + digits.length))) return []
  const [, from = ''] = /(?<![\p{L}\d.,–-])(\d[\d.,]*)\s?[-–—~～至到]\s?$/u.exec(text.slice(0, at)) ?? []
  return [from === '' || digits === '' || isYear(from) ? quantity : { ...quantity, value: `${from}–${value}`, share: undefined }]
}

function spaced(text: string, language: string): Quantity[] {
  const [thousands, decimals] = COMMA_THOUSANDS.test(language) ? [',', '\\.'] : ['[.\\u00a0\\u202f ]', ',']
  const number = new RegExp(
    `([$€£¥]\\s?|(?<!\\p{L})(?:${CURRENCIES})\\s)?(?<![\\p{L}\\d.,])(\\d{1,3}(?:${thousands}\\d{3})+|\\d+)(${decimals}\\d+)?(?![\\d])`,
    'gu',
  )
  return [...text.matchAll(number)].flatMap(({ index, 0: whole, 1: sign = '', 2: integer = '', 3: part = '' }) => {
    const after = text.slice(index + whole.length)
    const amount = Number(`${integer.replace(/\D/gu, '')}${part.replace(',', '.')}`)
    const percent = PERCENT.exec(after)?.[0]
    if (percent !== undefined) {
      const isChange = CHANGED.test(text.slice(0, index)) || DIFFERS.test(after.slice(percent.length))
      const share = amount <= 100 && !isChange ? amount / 100 : undefined
      return [{ value: `${integer}${part}%`, unit: sharedOf(after.slice(percent.length), language), share, amount, at: index }]
    }
    if (sign === '' && OF_MONTH.test(after)) return []
    const [, word = ''] = /^\s(\p{L}+)/u.exec(after) ?? []
    const scale = SCALES.find(([words]) => words.test(word))
    const rest = scale === undefined ? after : after.slice(word.length + 1)
    const unit = unitIn(scale === undefined ? rest : rest.replace(PARTITIVE, ' '), language)
    if (scale === undefined && sign === '' && part === '' && isYear(integer)) return []
    if (scale === undefined && sign === '' && unit === '' && integer.length < 3) return []
    const value = `${/\p{L}/u.test(sign) ? sign : sign.trim()}${integer}${part}${scale === undefined ? '' : ` ${word}`}`
    return [{ value, unit, share: undefined, amount: amount * (scale?.[1] ?? 1), at: index }]
  })
}

// The words of a clause's beginning, as far as it is one phrase.
function wordsOf(after: string): string[] {
  return (
    /^(?:[\s-]+[\p{L}\p{M}°’'-]+)+/u
      .exec(after)?.[0]
      .trim()
      .split(/[\s]+/u)
      .map((word) => word.replace(/^-+/u, '')) ?? []
  )
}

// "square metres of steel", "Euro im Monat", "litros de gazpacho".
function unitIn(after: string, language: string): string {
  const words = wordsOf(after)
  const taken = MEASURES.test(words[0] ?? '') ? 2 : 1
  if (isEmpty(words[taken - 1], language) && !SYMBOL.test(words[0] ?? '')) return ''
  const [link, of] = words.slice(taken)
  return words.slice(0, LINKS.test(link ?? '') && !isEmpty(of, language) ? taken + 2 : taken).join(' ')
}

/** "Of", and the words that may stand between it and what a share is of. */
const OF = /^(?:of|der|des|aller|von|vom|de|del|du|d|do|da|dos|das|di|della|dello|dei|degli|delle|van)$/iu
const BETWEEN =
  /^(?:the|all|its|their|his|her|our|your|la|las|los|les|le|l|su|sus|sa|son|ses|leurs?|seus?|suas?|ihrer|seiner|unserer|de|het)$/iu

// What a share is of: "of their customers", "der Einwohner", "de la sopa", "пчелиных семей".
function sharedOf(after: string, language: string): string {
  const words = wordsOf(after)
  const isSlavic = /^(?:ru|uk|be|bg)/.test(language)
  if (!isSlavic && !OF.test(words[0] ?? '')) return ''
  const start = isSlavic ? 0 : words.findIndex((word, index) => index > 0 && !BETWEEN.test(word))
  if (start < 0 || isEmpty(words[start], language)) return ''
  // A German noun has a capital, and its adjectives stand before it, as Slavic ones do.
  const named = isSlavic && /(?:ых|их|ого|его|ой|ей)$/u.test(words[start] ?? '') && !isEmpty(words[start + 1], language) ? start + 1 : start
  const noun = language.startsWith('de') ? words.findIndex((word) => /^\p{Lu}/u.test(word)) : named
  if (noun < 0 || noun > 3) return ''
  const isHalf = language.startsWith('en') && ADJECTIVE.test(words[noun] ?? '') && !isEmpty(words[noun + 1], language)
  return words.slice(0, noun + (isHalf ? 2 : 1)).join(' ')
}

/** An English word that says which of what follows it: "of P-wave speed", "of annual revenue". */
const ADJECTIVE = /-|(?:al|ic|ous|ive|ful|ble|ary)$/iu

function isEmpty(word: string | undefined, language: string): boolean {
  if (word === undefined || word.length < 2) return true
  return language === 'en' || language === 'und' ? SMALL_WORDS.test(word) : functionWords(language).has(word.toLowerCase())
}

const SMALL_WORDS =
  /^(of|in|to|by|from|and|or|the|a|an|for|at|on|as|with|is|was|were|are|had|has|have|that|than|more|per|through|after|before|but|so|when|until|while|did|do|be|it|he|she|they|we|into|over|its|his|her|their|all|our|your|this|these|those)$/i

const ARABIC_DIGITS =
  /(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?(%|％|万亿|亿|千万|百万|万|千)?\s?(多)?\s?(平方公里|立方公里|立方米|平方米|千瓦时|公里|千米|厘米|毫米|公斤|千克|公顷|美元|人民币|小时|分钟|世纪|年|个月|天|岁|倍|人|次|米|吨|元|度|亩|升|克|个|种|座|件|本|部|名|位|家|キロメートル|センチメートル|ミリメートル|キログラム|メートル|キロ|トン|円|回|冊|台|頭)?/gu
const FACTORS: Record<string, number> = { 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8, 万亿: 1e12 }
/** Numbers written out, from ten thousand on or with what they count, and parts of a hundred. */
const HAN_DIGITS =
  /百分之([一二三四五六七八九十百零〇点]+)|([一二三四五六七八九十百千万亿億零两]*[百千万亿億][一二三四五六七八九十百千万亿億零两]*)(多)?(平方公里|公里|公斤|公顷|美元|小时|分钟|年|天|岁|倍|人|次|米|吨|元|度|個|个|种|座|件|本|部|名|位|家|頭|台|円)/gu

function unspaced(text: string): Quantity[] {
  const arabic = [...text.matchAll(ARABIC_DIGITS)].flatMap(({ index, 1: whole = '', 2: part = '', 3: scale = '', 5: unit = '' }) => {
    if (scale === '' && part === '' && isYear(whole) && (unit === '年' || unit === '')) return []
    const percent = scale === '%' || scale === '％'
    const isChange = /(?:增长|增加|上升|上涨|提高|提升|下降|减少|降低|下跌)(?:了|约|近|超过)*\s?$/u.test(text.slice(0, index))
    if (unit === '' && scale === '' && whole.length < 3) return []
    // Two people are no number to be looked at.
    if (scale === '' && part === '' && whole.length < 2 && /^[个种本位名件部次座家]$/u.test(unit)) return []
    const amount = Number(`${whole.replaceAll(',', '')}${part}`)
    const share = percent && amount <= 100 && !isChange ? amount / 100 : undefined
    return [{ ...countedIn(`${whole}${part}${percent ? '%' : scale}`, unit), share, amount: amount * (FACTORS[scale] ?? 1), at: index }]
  })
  const han = [...text.matchAll(HAN_DIGITS)].flatMap(({ index, 1: percent, 2: number = '', 4: unit = '' }) => {
    // 数十億年 and 几百人 are no number.
    if (/[数几幾]$/u.test(text.slice(0, index))) return []
    const amount = hanNumber(percent ?? number)
    if (percent === undefined) return amount >= 100 ? [{ ...countedIn(number, unit), share: undefined, amount, at: index }] : []
    return [{ value: `${amount}%`, unit: '', share: amount <= 100 ? amount / 100 : undefined, amount, at: index }]
  })
  return [...arabic, ...han]
}

// A unit of one glyph says little below a number: 二十万人.
function countedIn(value: string, unit: string): Pick<Quantity, 'value' | 'unit'> {
  return unit.length > 1 ? { value, unit } : { value: `${value}${unit}`, unit: '' }
}

// 四万五千 is 45,000: a digit is counted by what follows it, all before 万 and 亿 by these.
function hanNumber(written: string): number {
  const [whole = '', decimals = ''] = written.split('点')
  let [sum, group, digit] = [0, 0, 0]
  for (const glyph of whole) {
    const value = '零一二三四五六七八九'.indexOf(glyph.replace('两', '二').replace('〇', '零'))
    const factor = { 十: 10, 百: 100, 千: 1000 }[glyph]
    if (value >= 0) digit = value
    else if (factor !== undefined) [group, digit] = [group + (digit || 1) * factor, 0]
    else [sum, group, digit] = [(sum + group + digit) * (glyph === '万' ? 1e4 : 1e8), 0, 0]
  }
  const part = [...decimals].map((glyph) => '零一二三四五六七八九'.indexOf(glyph)).join('')
  return Number(`${sum + group + digit}${part === '' ? '' : `.${part}`}`)
}

/** The years of a text in order, each with the words of its clause. */
export function years(text: string, language: string): Year[] {
  const seen = new Set<string>()
  return text.split(/(?<=[,.;:!?，。；：！？、—–])\s*/u).flatMap((clause) =>
    [
      ...clause.matchAll(
        /(?<![\d,.])(1[0-9]{3}|20[0-9]{2})(?!\d|[,.]\d|\s?(?:%|percent|km|people|miles|meters|metres|dollars|Prozent|Euro|Meter|Kilometer|metros|euros|公里|人|米|元|万|亿|メートル))/g,
      ),
    ].flatMap(({ 0: year, index }) => {
      if (seen.has(year) || COMPARED_WITH.test(clause.slice(0, index))) return []
      seen.add(year)
      return [{ year, about: about(clause, year, language) }]
    }),
  )
}

/** Of a year's clause, words and characters that can stand under it, and how many are worth it. */
const MOST_WORDS = 9
const FEWEST_WORDS = 3
const MOST_CHARACTERS = 60

/** "62% lower than in 2020": nothing happened then. */
const COMPARED_WITH =
  /(?:\bthan|\bcompared (?:with|to)|\bagainst|\bversus|\bgegenüber|\bals|\bque|\bfrente a|\bpar rapport à|(?<!\p{L})чем)\s(?:in |im |en |au |в )?$/iu

function about(clause: string, year: string, language: string): string {
  const rest = clause
    .replace(
      /(?:\b(?:from|to|and|until|between|von|bis|und|zwischen|de|à|et|entre|a|y|hasta)\s|[–—-]\s?)(?:1\d{3}|20\d\d)(?!\d)(?=\s|\p{P}|$)/giu,
      (found) => (found.includes(year) ? found : ' '),
    )
    .replace(
      new RegExp(
        `((?<!\\p{L})(in|by|since|from|to|between|and|until|around|after|before|of|entre|zwischen|y|und|et|hasta|im|seit|bis|um|en|desde|hasta|depuis|nel|dal|в|с|до)\\s+)?${year}\\s?(年|году|года|год)?`,
        'giu',
      ),
      ' ',
    )
    .replace(/[,.;:!?，。；：！？、—–"“”]/gu, ' ')
  if (/^(zh|ja)/.test(language)) return rest.replace(/\s+/g, '').slice(0, 14)
  const all = rest.trim().split(/\s+/)
  const isLong = all.length > MOST_WORDS || rest.trim().length > MOST_CHARACTERS
  const words = all.slice(0, MOST_WORDS)
  while (words.length > 1 && words.join(' ').length > MOST_CHARACTERS) words.pop()
  const kept = ended(words, language)
  // What doesn't fit goes from where a phrase begins, not from its middle; several small words after it begin the next.
  const joint = isLong && words.length - kept.length < 2 ? kept.findLastIndex((word) => isEmpty(word, language)) : -1
  return (joint >= FEWEST_WORDS ? ended(kept.slice(0, joint), language) : kept).join(' ')
}

// Without the words at its end that lead to what is left out.
function ended(words: readonly string[], language: string): readonly string[] {
  return words.slice(0, Math.max(1, words.findLastIndex((word) => !isEmpty(word, language)) + 1))
}

function isYear(whole: string): boolean {
  return /^(1[0-9]{3}|20[0-9]{2})$/.test(whole)
}

function rank({ share, value, unit }: Quantity): number {
  return (
    (share === undefined ? 0 : 4) +
    (/[\p{L}$€£¥]/iu.test(value) ? 3 : 0) +
    (unit === '' ? 0 : 1) +
    Math.min(3, value.replace(/\D/g, '').length) * 0.5
  )
}
