import { decodeText } from '../encoding.ts'
import type { Format } from '../format.ts'
import { readMarkup } from '../markup.ts'

const LONGEST_LINE = 20_000

/** Markdown, read as CommonMark with tables. */
export const markdown: Format = {
  name: 'markdown',
  label: 'Markdown',
  extensions: ['md', 'markdown', 'mdown', 'mkd'],
  sniff: ({ head, extension }) => isText(head) && (markdown.extensions.includes(extension) || looksMarked(head)),
  async read(bytes, { limits }) {
    const { front, body } = withoutFrontMatter(decodeText(bytes))
    const { default: MarkdownIt } = await import('markdown-it')
    const rendered = new MarkdownIt({ html: true, linkify: false }).render(tame(body))
    const { blocks } = readMarkup(rendered, { limits })
    return { title: front('title'), author: front('author'), language: front('lang'), pages: 0, blocks }
  },
}

function isText(head: string): boolean {
  return !head.includes('\0') && !/^\s*<(?:!doctype|html)/i.test(head)
}

function looksMarked(head: string): boolean {
  const headings = head.match(/^#{1,4} \S.*$/gm)?.length ?? 0
  const others = [/\]\(https?:/, /^```/m, /\*\*[^*\n]+\*\*/, /^[-*] \S/m].filter((sign) => sign.test(head)).length
  return headings >= 2 && others >= 1
}

function withoutFrontMatter(text: string): { front(name: string): string | undefined; body: string } {
  const [whole = '', yaml = ''] = /^---\r?\n([\s\S]{0,4000}?)\r?\n---\r?\n/.exec(text) ?? []
  const front = (name: string) => new RegExp(`^${name}:\\s*["']?(.+?)["']?\\s*$`, 'm').exec(yaml)?.[1]
  return { front, body: text.slice(whole.length) }
}

// Inline parsing is quadratic in unmatched marks on one line; prose has none of that length.
function tame(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.length > LONGEST_LINE ? line.replace(/([[\]*_`"'<>!~])\1{8,}/g, '') : line))
    .join('\n')
}
