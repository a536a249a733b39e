import type { Format, Image } from '../format.ts'
import { readMarkup } from '../markup.ts'
import { refusal } from '../refusal.ts'
import { first, parseXml, textOf } from '../xml.ts'
import { openArchive } from '../zip.ts'

/** Word documents since 2007. */
export const docx: Format = {
  name: 'docx',
  label: 'Word',
  extensions: ['docx', 'docm', 'dotx'],
  sniff: ({ entries }) => entries.has('[Content_Types].xml') && [...entries].some((name) => name.startsWith('word/')),
  async read(bytes, { limits }) {
    const archive = await openArchive(bytes, limits)
    if (!archive.names.some((name) => /^word\/document\d*\.xml$/.test(name))) throw refusal('corrupt')
    const pictures: Image[] = []
    const { default: mammoth } = await import('mammoth')
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(archive.bytes) },
      {
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async (image) => {
          pictures.push({ bytes: await image.readAsBuffer() })
          return { src: `${pictures.length - 1}` }
        }),
        styleMap: [
          ...['caption', 'Caption', 'Image Caption', 'Table Caption'].map((style) => `p[style-name='${style}'] => figcaption:fresh`),
          "p[style-name='Title'] => h1.title:fresh",
          "p[style-name='Subtitle'] => p:fresh",
        ],
      },
    )
    const core = parseXml((await archive.text('docProps/core.xml')) ?? '<none/>', limits)
    const says = (name: string) => textOf(first(core, name))
    const { blocks } = readMarkup(value, { limits, image: (source) => pictures[Number(source)] })
    return { title: says('title'), author: says('creator'), language: says('language'), pages: 0, blocks }
  },
}
