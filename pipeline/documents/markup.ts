import { Parser } from 'htmlparser2'
import type { Aside, Block, Image } from './format.ts'
import type { Limits } from './limits.ts'
import { refusal } from './refusal.ts'

export interface MarkupOptions {
  limits: Limits
  /** Finds the picture an `img` names; nothing is ever fetched. */
  image?: (source: string) => Image | undefined
  page?: number | undefined
  /** True leaves out what stands around an article: menus, side bars, footers. */
  article?: boolean
}

export interface Markup {
  title: string
  author: string
  language: string
  blocks: Block[]
}

const words = (list: string) => new Set(list.split(' '))
const SILENT = words(
  'script style noscript template svg head rt rp iframe object select textarea button form audio video canvas datalist annotation annotation-xml',
)
const AROUND = words('nav footer aside menu dialog')
const BREAKS = words(
  'p div section article main header footer aside nav ul ol li dl dt dd blockquote pre table tr caption thead tbody tfoot figure figcaption address hr body html center details summary fieldset h1 h2 h3 h4 h5 h6 mbp:pagebreak title',
)
const CELLS = words('td th')

interface Open {
  name: string
  silent: boolean
  aside: Aside | undefined
  heading: number
  /** Stands inside the page's main part. */
  main: boolean
  /** Where the text stood when it opened. */
  at: number
}

// What a link to a note, or back from it, shows.
const NOTE_MARK = /^\s*(?:[[(]?(?:\d{1,3}|[*†‡§]{1,3})[\])]?|[↩↑^⏎]\ufe0e?)\s*$/

/** HTML or XHTML in reading order, as blocks; made for what strangers send: no scripts, no fetching, no recursion. */
export function readMarkup(html: string, options: MarkupOptions): Markup {
  const { limits, page, article = false } = options
  const blocks: Block[] = []
  const main: Block[] = []
  const about = { title: '', author: '', language: '' }
  const open: Open[] = [{ name: '', silent: false, aside: undefined, heading: 0, main: false, at: 0 }]
  let elements = 0
  let text = ''
  let lineBreaks = 0
  let inTitle = false
  let caption: string | undefined
  const rows: { cells: string[] }[] = []
  // How many entries each open list has had, of those that are numbered.
  const lists: (number | undefined)[] = []
  let number = ''

  const here = () => open.at(-1) as Open
  const add = (block: Block) => {
    blocks.push(block)
    if (here().main) main.push(block)
  }
  const flush = () => {
    const bare = closeUp(text)
    text = ''
    lineBreaks = 0
    if (bare === '') return
    const found = number + bare
    number = ''
    const { heading, aside } = here()
    const row = rows.at(-1)
    if (row !== undefined && row.cells.length > 0) row.cells[row.cells.length - 1] = `${row.cells.at(-1)} ${found}`.trim()
    else if (caption !== undefined) caption = `${caption} ${found}`.trim()
    else if (heading > 0) add({ kind: 'heading', text: found, level: heading, page })
    else add({ kind: 'paragraph', text: found, page, aside })
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++elements > limits.markupElements) throw refusal('too-large')
        const parent = here()
        if (BREAKS.has(name) || CELLS.has(name)) flush()
        const level = Number(/^h([1-6])$/.exec(name)?.[1] ?? parent.heading)
        const silent = parent.silent || isSilent(name, attributes, article)
        const inMain = parent.main || name === 'main' || name === 'article' || attributes.role === 'main'
        open.push({ name, silent, aside: parent.aside ?? asideOf(attributes), heading: level, main: inMain, at: text.length })
        if (name === 'html') about.language ||= attributes.lang ?? attributes['xml:lang'] ?? ''
        if (name === 'meta' && /author$/i.test(attributes.name ?? '')) about.author ||= attributes.content ?? ''
        if (name === 'title' && !open.some((element) => element.name === 'svg')) inTitle = true
        if (silent) return
        if (name === 'br' && ++lineBreaks === 2) flush()
        else if (name === 'br') text += '\n'
        else if (name === 'tr') rows.push({ cells: [] })
        else if (name === 'ol') lists.push((Number.parseInt(attributes.start ?? '', 10) || 1) - 1)
        else if (name === 'ul') lists.push(undefined)
        else if (name === 'li') number = numbered()
        else if (CELLS.has(name)) rows.at(-1)?.cells.push('')
        else if (name === 'figcaption') caption = ''
        else if (name === 'img' || name === 'image') addFigure(attributes)
      },
      ontext(data) {
        if (inTitle) about.title += data
        if (inTitle || here().silent) return
        if (data.trim() !== '') lineBreaks = 0
        text += data
      },
      onclosetag(name) {
        if (inTitle && name === 'title') inTitle = false
        if (BREAKS.has(name) || CELLS.has(name)) flush()
        const { silent, at } = open.length > 1 ? (open.pop() as Open) : here()
        if (silent) return
        if (name === 'a' && NOTE_MARK.test(text.slice(at))) text = text.slice(0, at)
        if (name === 'ol' || name === 'ul') lists.pop()
        if (name === 'li') number = ''
        if (name === 'tr') addRow(rows.pop()?.cells ?? [])
        else if (name === 'figcaption') endCaption()
      },
    },
    { decodeEntities: true, recognizeSelfClosing: true, lowerCaseTags: true },
  )
  // The parser takes a document type to end before its own declarations do.
  parser.write(html.replace(/<!DOCTYPE[^<>[]{0,500}\[[^\]]*\]\s*>/i, ''))
  parser.end()
  flush()
  return { ...about, blocks: article && lengthOf(main) > lengthOf(blocks) * 0.3 ? main : blocks }

  function numbered(): string {
    const count = lists.at(-1)
    if (count === undefined || rows.length > 0 || here().aside !== undefined) return ''
    lists[lists.length - 1] = count + 1
    return `${count + 1}. `
  }

  function addFigure(attributes: Record<string, string>): void {
    const source = attributes.src ?? attributes['xlink:href'] ?? attributes.href ?? attributes.recindex
    const image = source === undefined ? undefined : options.image?.(source)
    if (image === undefined) return
    add({ kind: 'figure', image, caption: '', page })
  }

  function addRow(all: string[]): void {
    const cells = all.filter((cell) => cell !== '')
    const outer = rows.at(-1)?.cells
    if (outer !== undefined && outer.length > 0) {
      // A table inside a cell: the outer table is layout.
      rows.length = 0
    }
    // A cell of a layout table holds prose; a row of data is short all through.
    const prose = cells.length === 1 || cells.some((cell) => cell.length > 200)
    if (prose) for (const cell of cells) add({ kind: 'paragraph', text: cell, page, aside: here().aside })
    else if (cells.length > 0) add({ kind: 'paragraph', text: cells.join(' · '), page, aside: 'table' })
  }

  function endCaption(): void {
    const last = blocks.at(-1)
    if (caption !== undefined && caption !== '') {
      if (last?.kind === 'figure' && last.caption === '') last.caption = caption
      else add({ kind: 'paragraph', text: caption, page, aside: 'caption' })
    }
    caption = undefined
  }
}

// White space of the source: a line break between two CJK characters is none.
function closeUp(text: string): string {
  return text.replace(/(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\r?\n\s*(?=[\u2e80-\u9fff\uff00-\uffef])/g, '').trim()
}

function lengthOf(blocks: Block[]): number {
  return blocks.reduce((sum, block) => sum + (block.kind === 'figure' ? 0 : block.text.length), 0)
}

function isSilent(name: string, attributes: Record<string, string>, article: boolean): boolean {
  if (SILENT.has(name)) return true
  if (article && (AROUND.has(name) || /^(?:navigation|banner|contentinfo|complementary|search|menu)$/.test(attributes.role ?? '')))
    return true
  if (attributes.hidden !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '')) return true
  // Marks of notes, in books, in Word's export and in wikis.
  if (name === 'a' && /^#(?:foot|end)note-/.test(attributes.href ?? '')) return true
  if (name === 'sup' && /\b(?:reference|footnote|noteref)\b/.test(attributes.class ?? '')) return true
  return /\bnoteref\b/.test(attributes['epub:type'] ?? '') || attributes.role === 'doc-noteref'
}

function asideOf(attributes: Record<string, string>): Aside | undefined {
  const says = `${attributes['epub:type'] ?? ''} ${attributes.role ?? ''}`
  if (/\b(?:footnotes?|rearnotes?|endnotes?|doc-footnote|doc-endnotes?)\b/.test(says)) return 'note'
  if (/^(?:sd)?(?:foot|end)note-?\d+$/.test(attributes.id ?? '') || /(?:^|\s)(?:foot|end)notes?(?:\s|$)/.test(attributes.class ?? ''))
    return 'note'
  if (/\b(?:bibliography|doc-bibliography)\b/.test(says)) return 'references'
  return undefined
}
