import { isCompound, openCompound } from '../doc/compound.ts'
import { readSummary } from '../doc/summary.ts'
import { readWord, type WordText } from '../doc/word.ts'
import type { Block, Format } from '../format.ts'

/** Word documents of the years 1993 to 2006. */
export const doc: Format = {
  name: 'doc',
  label: 'Word 97',
  extensions: ['doc', 'dot'],
  sniff: ({ head, extension, entries }) =>
    isCompound(head) && ([...entries].some((name) => name.toLowerCase() === 'worddocument') || (entries.size === 0 && extension === 'doc')),
  async read(bytes) {
    const file = openCompound(bytes)
    const word = readWord(file)
    const blocks = blocksOf(word)
    for (const text of word.notes.split('\r')) blocks.push({ kind: 'paragraph', text: visible(text), aside: 'note' })
    return { ...readSummary(file.stream('\x05SummaryInformation')), pages: 0, blocks }
  },
}

// Marks of MS-DOC 2.4.1 and 2.8.25.
const [CELL, LINE, PAGE, FIELD, RESULT, FIELD_END, HYPHEN] = [7, 11, 12, 19, 20, 21, 30].map((code) => String.fromCharCode(code)) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]
const END = new RegExp(`[\r${CELL}${PAGE}]`, 'g')

function blocksOf({ main, paragraphAt }: WordText): Block[] {
  const blocks: Block[] = []
  const row: string[] = []
  let from = 0
  for (const match of main.matchAll(END)) {
    const text = visible(withoutFields(main.slice(from, match.index)))
    const { level = 0, endsRow = text === '' } = paragraphAt(match.index) ?? {}
    if (match[0] === CELL && !endsRow) row.push(text)
    else blocks.push(...rowOf(row.splice(0).filter((cell) => cell !== '')))
    if (match[0] !== CELL && text !== '') blocks.push(level > 0 ? { kind: 'heading', text, level } : { kind: 'paragraph', text })
    from = match.index + 1
  }
  return [...blocks, ...rowOf(row), { kind: 'paragraph', text: visible(withoutFields(main.slice(from))) }]
}

function rowOf(cells: string[]): Block[] {
  if (cells.length < 2 || cells.some((cell) => cell.length > 200)) return cells.map((text) => ({ kind: 'paragraph', text }))
  return [{ kind: 'paragraph', text: cells.join(' · '), aside: 'table' }]
}

// A field is its instruction (13 ... 14) and its result (14 ... 15): only the result is text.
function withoutFields(text: string): string {
  let result = ''
  let hidden = 0
  const kept: boolean[] = []
  for (const character of text) {
    if (character === FIELD) {
      kept.push(true)
      hidden += 1
    } else if (character === RESULT) {
      if (kept.length > 0 && kept.at(-1)) {
        kept[kept.length - 1] = false
        hidden -= 1
      }
    } else if (character === FIELD_END) {
      if (kept.pop()) hidden -= 1
    } else if (hidden === 0) result += character
  }
  return result
}

function visible(text: string): string {
  return text
    .replaceAll(LINE, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(HYPHEN, '-')
    .replace(/(?!\n)\p{Cc}/gu, '')
    .trim()
}
