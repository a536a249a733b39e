import { declaredCharset, decodeText } from '../encoding.ts'
import type { Format } from '../format.ts'
import { readMarkup } from '../markup.ts'

/** A saved web page: its main part, without menus; nothing it names is fetched. */
export const html: Format = {
  name: 'html',
  label: 'a web page',
  extensions: ['html', 'htm', 'xhtml'],
  sniff: ({ head }) =>
    /^[^<]{0,64}<(?:!doctype html|html[\s>])/i.test(head.replaceAll('\0', '').replace(/<\?xml[^>]*>|<!--[\s\S]*?-->/g, '')) ||
    /<(?:body|h1|article|div|p)[\s>][\s\S]*<\/(?:h1|p|a|li|span|title)>/i.test(/^\s*</.test(head) ? head : ''),
  async read(bytes, { limits }) {
    const { title, author, language, blocks } = readMarkup(decodeText(bytes, declaredCharset(bytes)), {
      limits,
      article: true,
      image: dataImage,
    })
    // What a reader sees stands above the page; its <title> often carries the site's name.
    const [top, ...others] = blocks.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? [block.text] : []))
    return { title: top !== undefined && others.length === 0 ? top : title, author, language, pages: 0, blocks }
  },
}

// Only pictures that the page itself carries.
function dataImage(source: string) {
  const [, data] = /^data:image\/(?:png|jpe?g|gif|webp);base64,([\w+/=\s]+)$/i.exec(source) ?? []
  return data === undefined ? undefined : { bytes: new Uint8Array(Buffer.from(data, 'base64')) }
}
