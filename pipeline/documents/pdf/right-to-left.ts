/** A run of text on a line, in points. */
interface Run {
  text: string
  x: number
  width: number
  size: number
}

const RTL = /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}]/gu
const LTR = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]/gu
const SPACE = 0.16
const MIRRORED: Record<string, string> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '«': '»',
  '»': '«',
  '<': '>',
  '>': '<',
}

/**
 * The runs of a line in reading order, where that is right to left: some programs write them from left to right, as they are seen. Undefined
 * where most letters of the line run left to right.
 */
export function rightToLeft(runs: readonly Run[]): string | undefined {
  const count = (letters: RegExp) => runs.reduce((sum, { text }) => sum + (text.match(letters)?.length ?? 0), 0)
  if (count(RTL) < count(LTR)) return undefined
  const seen = runs.filter(({ width, text }) => width > 0 || text.trim() !== '').toSorted((a, b) => b.x + b.width - (a.x + a.width))
  let line = ''
  let left: number | undefined
  for (const group of foreign(seen)) {
    const right = Math.max(...group.map(({ x, width }) => x + width))
    const text = group.map((run) => run.text).join('')
    const gap = left === undefined ? 0 : left - right
    line += gap > SPACE * (group[0]?.size ?? 1) && !/\s$/.test(line) && !/^\s/.test(text) ? ` ${text}` : text
    left = Math.min(...group.map(({ x }) => x))
  }
  return line.trim()
}

// Neighbouring runs of numbers and foreign words are one, from left to right; brackets that stand alone are turned over.
function foreign(runs: Run[]): Run[][] {
  const groups: Run[][] = []
  let waiting: Run[] = []
  for (const run of runs) {
    const strong = /[\p{L}\p{N}]/u.test(run.text)
    if (strong && !run.text.match(RTL)) {
      const between = waiting
      waiting = []
      const last = groups.at(-1)
      if (last !== undefined && isForeign(last) && between.every(({ text }) => text.trim() === ''))
        last.unshift(run, ...between.toReversed())
      else groups.push(...between.map(alone), [run])
    } else if (strong) {
      groups.push(...waiting.map(alone), [run])
      waiting = []
    } else waiting.push(run)
  }
  return [...groups, ...waiting.map(alone)]
}

function isForeign(group: Run[]): boolean {
  return group.some(({ text }) => /[\p{L}\p{N}]/u.test(text) && !text.match(RTL))
}

function alone(run: Run): Run[] {
  return [{ ...run, text: run.text.replace(/[()[\]{}«»<>]/g, (sign) => MIRRORED[sign] ?? sign) }]
}
