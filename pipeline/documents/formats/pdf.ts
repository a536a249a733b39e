import type { TextItem } from 'pdfjs-dist/types/src/display/api.js'
import { joinLines } from '../clean.ts'
import type { Block, Format } from '../format.ts'
import { openPdf } from '../pdf/open.ts'
import { refusal } from '../refusal.ts'

/** PDF, read by pdf.js. */
export const pdf: Format = {
  name: 'pdf',
  label: 'PDF',
  extensions: ['pdf'],
  sniff: ({ head }) => head.slice(0, 1_024).includes('%PDF-'),
  async read(bytes, { password, limits, progress }) {
    const document = await openPdf(bytes, password)
    if (document.numPages > limits.pages) throw refusal('too-large')
    const blocks: Block[] = []
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent({ includeMarkedContent: false })
      let text = ''
      let last: TextItem | undefined
      for (const item of items as TextItem[]) {
        const gap = last === undefined ? 0 : Math.abs(item.transform[5] - last.transform[5])
        if (last !== undefined && gap > Math.max(item.height, last.height) * 1.7 && item.str.trim() !== '') {
          blocks.push({ kind: 'paragraph', text, page: number })
          text = ''
        }
        text = gap > 2 ? joinLines(text, item.str) : text + item.str
        if (item.str.trim() !== '') last = item
      }
      blocks.push({ kind: 'paragraph', text, page: number })
      page.cleanup()
      progress(number / document.numPages)
    }
    const { info } = (await document.getMetadata().catch(() => ({ info: {} }))) as { info: { Title?: string; Author?: string } }
    const pages = document.numPages
    return { title: info.Title, author: info.Author, pages, blocks }
  },
}
