import { declaredCharset, decodeText } from '../encoding.ts'
import type { Block, Format, Image } from '../format.ts'
import { refusal } from '../refusal.ts'
import { all, type Element, first, kids, parseXml, textOf } from '../xml.ts'
import { openArchive } from '../zip.ts'

/** FictionBook 2, plain or zipped. */
export const fb2: Format = {
  name: 'fb2',
  label: 'FB2',
  extensions: ['fb2', 'fbz'],
  sniff: ({ head, entries }) =>
    /<FictionBook[\s>]/.test(head) || (entries.size > 0 && entries.size < 4 && [...entries].some((name) => name.endsWith('.fb2'))),
  async read(bytes, { limits }) {
    const file = bytes[0] === 0x50 ? await unzipped(bytes, limits) : bytes
    const root = parseXml(decodeText(file, declaredCharset(file)), limits)
    const book = first(root, 'FictionBook')
    if (book === undefined) throw refusal('corrupt')
    const pictures = new Map(
      kids(book)
        .filter(({ name }) => name === 'binary')
        .map((binary) => [binary.attributes.id ?? '', binary]),
    )
    const image = (id: string): Image | undefined => {
      const binary = pictures.get(id)
      return binary === undefined ? undefined : { load: async () => Buffer.from(textOf(binary), 'base64') }
    }
    const blocks = kids(book)
      .filter(({ name }) => name === 'body')
      .flatMap((body) => partOf(body, 0, body.attributes.name === 'notes', image))
    const info = first(book, 'title-info')
    const author =
      info === undefined
        ? ''
        : all(info, 'author')
            .map((person) =>
              kids(person)
                .filter(({ name }) => name.endsWith('-name'))
                .map(textOf)
                .join(' '),
            )
            .join(', ')
    return { title: textOf(first(info, 'book-title')), author, language: textOf(first(info, 'lang')), pages: 0, blocks }
  },
}

async function unzipped(bytes: Uint8Array, limits: Parameters<typeof openArchive>[1]): Promise<Uint8Array> {
  const archive = await openArchive(bytes, limits)
  return (await archive.read(archive.names.find((name) => name.endsWith('.fb2')) ?? '')) ?? new Uint8Array()
}

function partOf(element: Element, depth: number, note: boolean, image: (id: string) => Image | undefined): Block[] {
  return kids(element).flatMap((child): Block[] => {
    const aside = note ? 'note' : undefined
    switch (child.name) {
      case 'section':
      case 'epigraph':
      case 'annotation':
      case 'cite':
      case 'poem':
      case 'stanza':
        return partOf(child, child.name === 'section' ? depth + 1 : depth, note, image)
      case 'title': {
        const text = kids(child).map(textOf).join(' ')
        // A note's title is its number.
        if (note) return /\p{L}{2}/u.test(text) ? [{ kind: 'paragraph', text, aside }] : []
        return [{ kind: 'heading', text, level: Math.max(1, depth) }]
      }
      case 'subtitle':
        return [{ kind: 'heading', text: textOf(child), level: Math.min(6, depth + 1) }]
      case 'image': {
        const href = Object.entries(child.attributes).find(([name]) => name.endsWith('href'))?.[1] ?? ''
        const found = image(href.replace(/^#/, ''))
        return found === undefined ? [] : [{ kind: 'figure', image: found, caption: child.attributes.title ?? '' }]
      }
      case 'table':
        return all(child, 'tr').map((row) => ({ kind: 'paragraph', text: kids(row).map(textOf).join(' · '), aside: 'table' }))
      default:
        return [{ kind: 'paragraph', text: lineOf(child), aside }]
    }
  })
}

// Without the marks that lead to notes.
function lineOf(element: Element): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : child.attributes.type === 'note' ? '' : lineOf(child)))
    .join('')
}
