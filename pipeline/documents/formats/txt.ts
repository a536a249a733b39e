import { stripVTControlCharacters } from 'node:util'
import { joinLines } from '../clean.ts'
import { decodeText } from '../encoding.ts'
import type { Block, Format } from '../format.ts'

/** Plain text in any usual encoding; hard-wrapped lines become paragraphs again. */
export const txt: Format = {
  name: 'txt',
  label: 'text',
  extensions: ['txt', 'text', 'log', 'asc'],
  sniff: ({ bytes }) => isText(bytes),
  async read(bytes) {
    const parts = partsOf(textOf(bytes).replace(/\r\n?/g, '\n').split('\n'))
    return { pages: 0, blocks: blocksOf(parts), author: authorIn(parts) }
  },
}

// What a terminal would have shown: colours are no text.
function textOf(bytes: Uint8Array): string {
  return stripVTControlCharacters(decodeText(bytes))
}

function blocksOf(parts: readonly Part[]): Block[] {
  const blocks: Block[] = []
  for (const [index, { lines, underline }] of parts.entries()) {
    const first = lines[0] ?? ''
    const heads = underline !== undefined || (lines.length === 1 && (blocks.length === 0 ? isTitle(first) : isHeading(first)))
    if (heads) blocks.push({ kind: 'heading', text: first.trim(), level: underline === undefined || underline === '=' ? 1 : 2 })
    else if (standsAbove(parts, index)) blocks.push({ kind: 'heading', text: first.trim(), level: 2 })
    else if (index === 0 && isTitlePage(lines)) {
      blocks.push({ kind: 'heading', text: first.trim(), level: 1 })
      for (const line of lines.slice(1)) blocks.push({ kind: 'paragraph', text: line.trim() })
    } else if (isWrapped(lines)) for (const item of itemsOf(lines)) blocks.push({ kind: 'paragraph', text: item.reduce(joinLines) })
    else for (const line of lines) blocks.push({ kind: 'paragraph', text: line })
  }
  return blocks
}

interface Part {
  lines: string[]
  /** What a line alone is underlined with. */
  underline?: string
}

/** Runs of lines between lines without a letter or digit, which are empty or mere ornament; an underlined line is a part of its own. */
function partsOf(lines: readonly string[]): Part[] {
  const parts: Part[] = [{ lines: [] }]
  for (const [index, line] of lines.entries()) {
    const underline = /^\s*([=\-~^*_#])\1{2,}\s*$/.exec(lines[index + 1] ?? '')?.[1]
    if (!/[\p{L}\p{N}]/u.test(line)) parts.push({ lines: [] })
    else if (underline !== undefined && isTitle(line)) parts.push({ lines: [line], underline }, { lines: [] })
    else parts.at(-1)?.lines.push(line)
  }
  return parts.filter(({ lines }) => lines.length > 0)
}

/** More lines than this without an empty one are a log or a table, and no paragraph. */
const PARAGRAPH_LINES = 1_000

// Lines of an editor's width belong together; a poem's or a list's don't matter much, a paragraph a line does.
function isWrapped(lines: string[]): boolean {
  if (lines.length === 1) return true
  return lines.length <= PARAGRAPH_LINES && lines.every((line) => widthOf(line) <= 100)
}

const BULLET = /^\s*[*+•‣▪◦·-]\s+(?=\S)/u

/** A list's lines by its items; one dash where a line happens to begin is no list. */
function itemsOf(lines: readonly string[]): string[][] {
  const starts = lines.flatMap((line, index) => (BULLET.test(line) ? [index] : []))
  if (starts[0] !== 0 && starts.length < 2) return [[...lines]]
  return [0, ...starts.filter((start) => start > 0)].map((start, place, all) => lines.slice(start, all[place + 1]))
}

/** So many lines at most say what a text is, who wrote it and when. */
const TITLE_PAGE = 4

function isTitlePage(lines: readonly string[]): boolean {
  return (
    lines.length > 1 &&
    lines.length <= TITLE_PAGE &&
    lines.every((line) => isTitle(line) && widthOf(line) < 60) &&
    !lines.some((line) => BULLET.test(line))
  )
}

// A short line between two paragraphs of prose, ended by no mark, names what comes below it. One right below the title may say what the whole is,
// and is a heading only where others follow.
function standsAbove(parts: readonly Part[], index: number): boolean {
  if (index === 0 || !isName(parts, index)) return false
  if (index > 1) return isProse(parts[index - 1])
  return authorIn(parts) === undefined && parts.some((_, other) => other > 1 && standsAbove(parts, other))
}

function isName(parts: readonly Part[], index: number): boolean {
  const { lines } = parts[index] ?? { lines: [] }
  const line = lines[0]?.trim() ?? ''
  if (lines.length !== 1 || line.length > 60 || !/^[\p{Lu}\p{Lo}\d«“"《]/u.test(line)) return false
  return !/[.,;:!?。，；：！？…|\]]["'”’»」』]*$|[:：\t@]|\d{3}/u.test(line) && !ADMONITION.test(line) && isProse(parts[index + 1])
}

/** What stands above a remark and names no part. */
const ADMONITION = /^(?:notes?|tips?|caution|warning|hint|important|achtung|hinweis|remarque|attention|nota|注意|提示|警告)$/iu
/** "Anton Chekhov", "鲁迅": words of a name, none of them an article or a kind of text. */
const PERSON = /^(?:\p{Lu}[\p{L}.'’-]*\s){1,3}\p{Lu}[\p{L}'’-]+$/u
const NO_PERSON =
  /\b(?:the|an?|der|die|das|les?|la|los|las|el|il|part|chapter|story|stories|tale|report|guide|edition|notes?|letter|draft|version|paper|essay|speech|minutes|review|summary|introduction|preface|prologue|transcript|abstract|overview)\b/iu
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严武戚莫孔汤鲁冰巴茅老郁闻艾'

/** Who wrote a text, where the line between its title and its prose is a name. */
function authorIn(parts: readonly Part[]): string | undefined {
  if (!isTitle(parts[0]?.lines[0] ?? '') || parts[0]?.lines.length !== 1 || !isName(parts, 1)) return undefined
  const line = parts[1]?.lines[0]?.trim() ?? ''
  const isPerson = PERSON.test(line) && !NO_PERSON.test(line)
  return isPerson || (/^\p{sc=Han}{2,4}$/u.test(line) && SURNAMES.includes(line[0] ?? '')) ? line : undefined
}

/** Columns that lines of a heading, a verse or a list seldom have. */
const PROSE = 44

function isProse(part: Part | undefined): boolean {
  const text = part?.lines.join(' ') ?? ''
  return widthOf(text) > PROSE && /[.!?。！？…]["'”’»«」』）)]*\s*$/u.test(text)
}

function widthOf(line: string): number {
  return line.replace(/[\u2e80-\u9fff\uff00-\uffef]/g, 'ww').length
}

function isTitle(line: string): boolean {
  return line.trim().length < 80 && !/[.,;:。，；：]$/.test(line.trim())
}

function isHeading(line: string): boolean {
  const text = line.trim()
  if (text.length > 60 || /[.,;:!?。，；：！？]$|^[[(].*[\])]$/.test(text)) return false
  return (
    /^(chapter|part|book|section)\s+[\divxlc]+/i.test(text) ||
    /^第[一二三四五六七八九十百\d]+[章节回部]/.test(text) ||
    (text === text.toUpperCase() && /\p{Lu}{3}/u.test(text))
  )
}

// Text has next to no control characters; UTF-16 is judged once it is decoded.
function isText(bytes: Uint8Array): boolean {
  const sample = textOf(bytes.subarray(0, 8_192)).replace(/\0{16,}|\s/g, '')
  const controls = sample.match(/\p{Cc}|\ufffd/gu)?.length ?? 0
  return controls <= sample.length / 100
}
