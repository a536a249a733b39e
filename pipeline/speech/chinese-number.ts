const DIGITS = '零一二三四五六七八九'

/** Says a number as Chinese does: 105 is 一百零五, 20,000 is 两万, 3.5 is 三点五. `number` holds digits, commas and at most one point. */
export function chineseNumber(number: string): string {
  const [whole = '', decimals] = number.replaceAll(',', '').split('.')
  const said = whole.length > 12 ? chineseDigits(whole) : integer(Number(whole))
  return decimals === undefined || decimals === '' ? said : `${said}点${chineseDigits(decimals)}`
}

/** Says digits one by one, as years and numbers of things are said: 2023 is 二零二三. */
export function chineseDigits(digits: string): string {
  return [...digits].map((digit) => DIGITS[Number(digit)] ?? digit).join('')
}

function integer(value: number): string {
  if (value === 0) return '零'
  const groups: string[] = []
  for (let rest = value; rest > 0; rest = Math.floor(rest / 10_000)) groups.unshift(String(rest % 10_000))
  const said = groups.map((group, index) => {
    const unit = ['', '万', '亿'][groups.length - 1 - index] ?? ''
    const gap = index > 0 && group !== '0' && group.length < 4 ? '零' : ''
    return group === '0' ? '' : gap + (group === '2' && unit !== '' ? '两' : underTenThousand(group)) + unit
  })
  return said.join('').replace(/^一十/, '十')
}

function underTenThousand(group: string): string {
  let said = ''
  let gap = false
  for (const [index, digit] of [...group].entries()) {
    const unit = ['', '十', '百', '千'][group.length - 1 - index] ?? ''
    if (digit === '0') {
      gap = said !== ''
      continue
    }
    const word = digit === '2' && (unit === '百' || unit === '千') && said === '' ? '两' : DIGITS[Number(digit)]
    said += `${gap ? '零' : ''}${word}${unit}`
    gap = false
  }
  return said
}
