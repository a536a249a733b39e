import { posix } from 'node:path'
import type { Block, Format, Image } from '../format.ts'
import type { Limits } from '../limits.ts'
import { readMarkup } from '../markup.ts'
import { refusal } from '../refusal.ts'
import { all, type Element, first, kids, parseXml, textOf } from '../xml.ts'
import { type Archive, openArchive } from '../zip.ts'

const FONT_SCRAMBLING = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC'])

/** EPUB 2 and 3: the spine in order, chapter titles from the contents where the text has none. */
export const epub: Format = {
  name: 'epub',
  label: 'EPUB',
  extensions: ['epub'],
  sniff: ({ entries, head }) =>
    entries.has('META-INF/container.xml') || (entries.size > 0 && head.slice(30, 58) === 'mimetypeapplication/epub+zip'),
  async read(bytes, { limits, progress }) {
    const archive = await openArchive(bytes, limits)
    await refuseProtected(archive, limits)
    const { path, book } = await packageOf(archive, limits)
    const folder = posix.dirname(path)
    const manifest = new Map(all(book, 'item').map((item) => [item.attributes.id ?? '', item]))
    const metadata = first(book, 'metadata')
    const names = await contentsOf(archive, manifest, folder, limits)
    const spine = all(first(book, 'spine') ?? book, 'itemref').flatMap(({ attributes }) => manifest.get(attributes.idref ?? '') ?? [])
    const blocks: Block[] = []
    for (const [index, item] of spine.entries()) {
      if (/\bnav\b/.test(item.attributes.properties ?? '')) continue
      const name = inside(folder, item.attributes.href ?? '')
      const text = await archive.text(name)
      if (text === undefined) continue
      const image = await picturesOf(archive, posix.dirname(name), text)
      const chapter = readMarkup(text, { limits, image }).blocks
      const title = names.get(name)
      if (title !== undefined && chapter.length > 0 && !chapter.some(({ kind }) => kind === 'heading'))
        blocks.push({ kind: 'heading', text: title, level: 1 })
      blocks.push(...chapter)
      progress((index + 1) / spine.length)
    }
    const says = (name: string) => textOf(first(metadata, name))
    return {
      title: says('title'),
      author: all(metadata ?? book, 'creator')
        .map(textOf)
        .join(', '),
      language: says('language'),
      pages: 0,
      blocks,
    }
  },
}

async function refuseProtected(archive: Archive, limits: Limits): Promise<void> {
  if (archive.names.some((name) => /^META-INF\/(?:rights\.xml|license\.lcpl|sinf\.xml)$/.test(name))) throw refusal('drm')
  const encryption = await archive.text('META-INF/encryption.xml')
  if (encryption === undefined) return
  const methods = all(parseXml(encryption, limits), 'EncryptedData').map(
    (data) => first(data, 'EncryptionMethod')?.attributes.Algorithm ?? '',
  )
  if (methods.some((method) => !FONT_SCRAMBLING.has(method))) throw refusal('drm')
}

async function packageOf(archive: Archive, limits: Limits): Promise<{ path: string; book: Element }> {
  const container = parseXml((await archive.text('META-INF/container.xml')) ?? '<none/>', limits)
  const path = first(container, 'rootfile')?.attributes['full-path'] ?? archive.names.find((name) => name.endsWith('.opf')) ?? ''
  const book = await archive.text(path)
  if (book === undefined) throw refusal('corrupt')
  return { path, book: parseXml(book, limits) }
}

// EPUB 3 has a navigation page, EPUB 2 an NCX; both give a title to a file.
async function contentsOf(archive: Archive, manifest: Map<string, Element>, folder: string, limits: Limits): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  for (const item of manifest.values()) {
    const nav = /\bnav\b/.test(item.attributes.properties ?? '')
    if (!nav && item.attributes['media-type'] !== 'application/x-dtbncx+xml') continue
    const path = inside(folder, item.attributes.href ?? '')
    const contents = parseXml((await archive.text(path)) ?? '<none/>', limits)
    const links = nav
      ? all(contents, 'a').map((link) => [link.attributes.href, textOf(link)])
      : all(contents, 'navPoint').map((point) => [
          first(point, 'content')?.attributes.src,
          textOf(kids(point).find(({ name }) => name === 'navLabel')),
        ])
    for (const [href = '', title = ''] of links) {
      const name = inside(posix.dirname(path), href)
      if (title.trim() !== '' && !titles.has(name)) titles.set(name, title)
    }
  }
  return titles
}

// Markup is read in one go, so the pictures it names are fetched from the archive before.
async function picturesOf(archive: Archive, folder: string, text: string): Promise<(source: string) => Image | undefined> {
  const found = new Map<string, Image>()
  for (const [, source = ''] of text.matchAll(/(?:src|href)\s*=\s*["']([^"']+\.(?:jpe?g|png|gif|webp))["']/gi)) {
    const name = inside(folder, source)
    if (archive.names.includes(name)) found.set(source, { load: () => archive.read(name) })
  }
  return (source) => found.get(source)
}

/** A link inside the archive as an entry's name; what climbs out of it names nothing. */
function inside(folder: string, href: string): string {
  const [path = ''] = href.split('#')
  try {
    return posix.join(folder, decodeURIComponent(path))
  } catch {
    return posix.join(folder, path)
  }
}
