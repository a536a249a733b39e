/** A number of the text as it can stand large on a picture. */
export interface Quantity {
  /** For instance `37%`, `1.2 million`, `4,500`. */
  value: string
  /** What is counted, a word or two; may be empty. */
  unit: string
  /** 0..1 where it is a share. */
  share: number | undefined
}

/** A year and what its clause says. */
export interface Year {
  year: string
  about: string
}

const ENGLISH =
  /([$€£¥]\s?)?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:\s?(%|percent\b|per cent\b|(?:million|billion|trillion|thousand)\b))?(?:[\s-]+([a-z°]+(?:\s(?:of|per|an?)\s[a-z]+)?))?/giu
const CHINESE =
  /(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?(%|％|万亿|亿|千万|百万|万|千)?\s?(多)?\s?(平方公里|公里|千米|厘米|毫米|公斤|千克|公顷|美元|人民币|小时|分钟|世纪|年|个月|天|岁|倍|人|次|米|吨|元|度|个|种|座|件|本|部|名|位|家)?/gu
const SMALL_WORDS =
  /^(of|in|to|by|from|and|or|the|a|an|for|at|on|as|with|is|was|were|are|had|has|have|that|than|more|per|through|after|before|but|so|when|until|while|did|do|be|it|he|she|they|we|into|over|its|his|her|their)$/i

/** The numbers of a text that are worth showing, the most striking first: shares, then sums, then counts with a unit. */
export function quantities(text: string, language: string): Quantity[] {
  const found = /^(zh|ja)/.test(language) ? chinese(text) : english(text)
  return found.sort((a, b) => rank(b) - rank(a))
}

function english(text: string): Quantity[] {
  return [...text.matchAll(ENGLISH)].flatMap(([, sign = '', whole = '', part = '', scale = '', after = '']) => {
    if (sign === '' && scale === '' && part === '' && isYear(whole)) return []
    const percent = /^(%|per)/i.test(scale)
    const unit = SMALL_WORDS.test(after.split(' ')[0] ?? '') || percent ? '' : after
    if (unit === '' && scale === '' && sign === '' && whole.length < 3) return []
    const value = `${sign.trim()}${whole}${part}${percent ? '%' : scale === '' ? '' : ` ${scale.toLowerCase()}`}`
    return [{ value, unit, share: percent ? shareOf(whole, part) : undefined }]
  })
}

function chinese(text: string): Quantity[] {
  return [...text.matchAll(CHINESE)].flatMap(([, whole = '', part = '', scale = '', , unit = '']) => {
    if (scale === '' && part === '' && isYear(whole) && (unit === '年' || unit === '')) return []
    const percent = scale === '%' || scale === '％'
    if (unit === '' && scale === '' && whole.length < 3) return []
    return [{ value: `${whole}${part}${percent ? '%' : scale}`, unit, share: percent ? shareOf(whole, part) : undefined }]
  })
}

/** The years of a text in order, each with the words of its clause. */
export function years(text: string, language: string): Year[] {
  const seen = new Set<string>()
  return text.split(/(?<=[,.;:!?，。；：！？、—–])\s*/u).flatMap((clause) =>
    [
      ...clause.matchAll(
        /(?<![\d,.])(1[0-9]{3}|20[0-9]{2})(?!\d|[,.]\d|\s?(?:%|percent|km|people|miles|meters|metres|dollars|公里|人|米|元|万|亿))/g,
      ),
    ].flatMap(([year = '']) => {
      if (seen.has(year)) return []
      seen.add(year)
      return [{ year, about: about(clause, year, language) }]
    }),
  )
}

function about(clause: string, year: string, language: string): string {
  const rest = clause
    .replace(new RegExp(`(\\b(in|by|since|from|until|around|after|before|of)\\s+)?${year}\\s?年?`, 'giu'), ' ')
    .replace(/[,.;:!?，。；：！？、—–"“”]/gu, ' ')
  const words = /^(zh|ja)/.test(language) ? [rest.replace(/\s+/g, '').slice(0, 12)] : rest.trim().split(/\s+/).slice(0, 5)
  while (words.length > 1 && SMALL_WORDS.test(words.at(-1) ?? '')) words.pop()
  return words.join(' ')
}

function isYear(whole: string): boolean {
  return /^(1[0-9]{3}|20[0-9]{2})$/.test(whole)
}

function shareOf(whole: string, part: string): number | undefined {
  const share = Number(`${whole.replaceAll(',', '')}${part}`) / 100
  return share <= 1 ? share : undefined
}

function rank({ share, value, unit }: Quantity): number {
  return (
    (share === undefined ? 0 : 4) +
    (/[a-z万亿$€£¥]/i.test(value) ? 3 : 0) +
    (unit === '' ? 0 : 1) +
    Math.min(3, value.replace(/\D/g, '').length) * 0.5
  )
}
