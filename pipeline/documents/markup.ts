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

const SILENT = new Set(
  'script style noscript template svg head title rt rp iframe object select textarea button form audio video canvas datalist'.split(' '),
)
const AROUND = new Set('nav footer aside menu dialog'.split(' '))
const BREAKS = new Set(
  'p div section article main header footer aside nav ul ol li dl dt dd blockquote pre table tr caption thead tbody tfoot figure figcaption address hr body html center details summary fieldset h1 h2 h3 h4 h5 h6 mbp:pagebreak'.split(
    ' ',
  ),
)

/** HTML or XHTML in reading order, as blocks; written for what strangers send: no scripts, no fetching, no recursion. */
export function readMarkup(html: string, options: MarkupOptions): Block[] {
  const { limits, page } = options
  const blocks: Block[] = []
  const open: { name: string; silent: boolean; aside: Aside | undefined; heading: number; cells: string[] | undefined }[] = []
  let elements = 0
  let text = ''
  let breaks = 0
  let caption: string | undefined
  let row: string[] | undefined

  const here = () => open.at(-1)
  const flush = () => {
    const found = text.replace(/(?<=[\u2e80-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u2e80-\u9fff\uff00-\uffef])/g, '').trim()
    text = ''
    breaks = 0
    if (found === '') return
    if (row !== undefined) row[row.length - 1] = `${row.at(-1) ?? ''} ${found}`.trim()
    else if (caption !== undefined) caption = `${caption} ${found}`.trim()
    else if (here()?.heading) blocks.push({ kind: 'heading', text: found, level: here()?.heading ?? 1, page })
    else blocks.push({ kind: 'paragraph', text: found, page, aside: here()?.aside })
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++elements > limits.markupElements) throw refusal('too-large')
        const parent = here()
        if (BREAKS.has(name)) flush()
        const silent = parent?.silent === true || isSilent(name, attributes, options.article === true)
        const level = /^h([1-6])$/.exec(name)?.[1]
        const aside = parent?.aside ?? asideOf(attributes)
        open.push({ name, silent, aside, heading: level === undefined ? (parent?.heading ?? 0) : Number(level), cells: undefined })
        if (silent) return
        if (name === 'br') {
          breaks += 1
          if (breaks === 2) flush()
          else text += '\n'
        } else if (name === 'tr') row = []
        else if ((name === 'td' || name === 'th') && row !== undefined) {
          flush()
          row.push('')
        } else if (name === 'figcaption') caption = ''
        else if (name === 'img' || name === 'image') addFigure(attributes)
      },
      ontext(data) {
        if (here()?.silent) return
        if (data.trim() !== '') breaks = 0
        text += data
      },
      onclosetag(name) {
        if (BREAKS.has(name) || name === 'td' || name === 'th') flush()
        const closed = open.pop()
        if (closed?.silent) return
        if (name === 'tr' && row !== undefined) {
          const cells = row.filter((cell) => cell !== '')
          row = undefined
          // A cell of a layout table holds prose; a row of data is short all through.
          const prose = cells.some((cell) => cell.length > 160)
          if (prose) for (const cell of cells) blocks.push({ kind: 'paragraph', text: cell, page, aside: here()?.aside })
          else if (cells.length > 0) blocks.push({ kind: 'paragraph', text: cells.join(' · '), page, aside: 'table' })
        } else if (name === 'figcaption' && caption !== undefined) {
          const last = blocks.findLast((block) => block.kind === 'figure')
          if (last !== undefined && last.caption === '') last.caption = caption
          else if (caption !== '') blocks.push({ kind: 'paragraph', text: caption, page })
          caption = undefined
        }
      },
    },
    { decodeEntities: true, recognizeSelfClosing: true, lowerCaseTags: true },
  )
  parser.write(html)
  parser.end()
  flush()
  return blocks

  function addFigure(attributes: Record<string, string>): void {
    const source = attributes.src ?? attributes['xlink:href'] ?? attributes.href ?? attributes.recindex
    const image = source === undefined ? undefined : options.image?.(source)
    if (image === undefined) return
    flush()
    blocks.push({ kind: 'figure', image, caption: '', page })
  }
}

function isSilent(name: string, attributes: Record<string, string>, article: boolean): boolean {
  if (SILENT.has(name)) return true
  if (article && (AROUND.has(name) || /^(?:navigation|banner|contentinfo|complementary|search|menu)$/.test(attributes.role ?? '')))
    return true
  if (attributes.hidden !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '')) return true
  return /\bnoteref\b/.test(attributes['epub:type'] ?? '') || attributes.role === 'doc-noteref'
}

function asideOf(attributes: Record<string, string>): Aside | undefined {
  const says = `${attributes['epub:type'] ?? ''} ${attributes.role ?? ''}`
  if (/\b(?:footnotes?|rearnotes?|endnotes?|doc-footnote|doc-endnotes?)\b/.test(says)) return 'note'
  if (/\b(?:bibliography|doc-bibliography)\b/.test(says)) return 'references'
  return undefined
}
