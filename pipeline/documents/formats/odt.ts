import type { Aside, Block, Format } from '../format.ts'
import { OTHER_LOCK, refusal } from '../refusal.ts'
import { all, type Element, first, kids, parseXml, textOf } from '../xml.ts'
import { type Archive, openArchive } from '../zip.ts'

const LEFT_OUT = new Set([
  'tracked-changes',
  'annotation',
  'annotation-end',
  'table-of-content',
  'alphabetical-index',
  'illustration-index',
  'forms',
  'sequence-decls',
])

/** OpenDocument text, as LibreOffice writes it. */
export const odt: Format = {
  name: 'odt',
  label: 'OpenDocument',
  extensions: ['odt', 'ott', 'fodt'],
  sniff: ({ entries, head }) => entries.has('content.xml') && !/opendocument\.(?:spreadsheet|presentation|graphics)/.test(head),
  async read(bytes, { limits }) {
    const archive = await openArchive(bytes, limits)
    if (/<manifest:encryption-data/.test((await archive.text('META-INF/manifest.xml')) ?? '')) throw refusal('password', OTHER_LOCK)
    const content = parseXml((await archive.text('content.xml')) ?? '', limits)
    const body = first(first(content, 'body'), 'text')
    if (body === undefined) throw refusal('corrupt')
    const meta = parseXml((await archive.text('meta.xml')) ?? '<none/>', limits)
    const says = (name: string) => textOf(first(meta, name))
    return {
      title: says('title'),
      author: says('creator') || says('initial-creator'),
      language: says('language'),
      pages: 0,
      blocks: blocksOf(body, archive),
    }
  },
}

function blocksOf(element: Element, archive: Archive, aside?: Aside): Block[] {
  return kids(element).flatMap((child): Block[] => {
    if (LEFT_OUT.has(child.name)) return []
    if (child.name === 'h') {
      const level = Number(child.attributes['text:outline-level'] ?? 1)
      return [{ kind: 'heading', text: lineOf(child), level }, ...attached(child, archive)]
    }
    if (child.name === 'p') return [{ kind: 'paragraph', text: lineOf(child), aside }, ...attached(child, archive)]
    if (child.name === 'table') return rowsOf(child, archive)
    return blocksOf(child, archive, aside)
  })
}

function rowsOf(table: Element, archive: Archive): Block[] {
  const rows = all(table, 'table-row').map((row) => kids(row).map((cell) => blocksOf(cell, archive)))
  return rows.flatMap((cells): Block[] => {
    const texts = cells
      .map((blocks) =>
        blocks
          .map((block) => (block.kind === 'figure' ? '' : block.text))
          .join(' ')
          .trim(),
      )
      .filter((text) => text !== '')
    if (texts.length < 2 || texts.some((text) => text.length > 200)) return cells.flat()
    return [{ kind: 'paragraph', text: texts.join(' · '), aside: 'table' }]
  })
}

function lineOf(element: Element): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return child
      if (child.name === 's' || child.name === 'tab') return ' '
      if (child.name === 'line-break') return '\n'
      return child.name === 'note' || child.name === 'frame' || LEFT_OUT.has(child.name) ? '' : lineOf(child)
    })
    .join('')
}

// Notes, pictures and text boxes hang in a paragraph and are told after it.
function attached(paragraph: Element, archive: Archive): Block[] {
  return kids(paragraph).flatMap((child): Block[] => {
    if (child.name === 'note') return blocksOf(first(child, 'note-body') ?? child, archive, 'note')
    if (child.name !== 'frame') return attached(child, archive)
    const href = first(child, 'image')?.attributes['xlink:href']
    const caption = textOf(first(child, 'title')) || textOf(first(child, 'desc'))
    const figure: Block[] =
      href !== undefined && archive.names.includes(href) ? [{ kind: 'figure', image: { load: () => archive.read(href) }, caption }] : []
    return [
      ...figure,
      ...kids(child)
        .filter(({ name }) => name === 'text-box')
        .flatMap((box) => blocksOf(box, archive)),
    ]
  })
}
