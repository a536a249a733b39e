import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Format } from '../format.ts'
import { blocksOf } from '../pdf/blocks.ts'
import { figuresOf } from '../pdf/figures.ts'
import { withoutFurniture } from '../pdf/furniture.ts'
import { openPdf } from '../pdf/open.ts'
import { outlineOf } from '../pdf/outline.ts'
import { mendBreaks, proseOf, typographyOf } from '../pdf/paragraphs.ts'
import { type PageText, segmentsOf } from '../pdf/segments.ts'
import { refusal } from '../refusal.ts'

/** PDF, read by pdf.js. */
export const pdf: Format = {
  name: 'pdf',
  label: 'PDF',
  extensions: ['pdf'],
  sniff: ({ head }) => head.slice(0, 1_024).includes('%PDF-'),
  async read(bytes, { password, limits, progress }) {
    const document = await openPdf(bytes, password)
    if (document.numPages > limits.pages)
      throw refusal('too-large', `This PDF has ${document.numPages} pages; I read up to ${limits.pages}. Send a part of it.`)
    const read: PageText[] = []
    let characters = 0
    for (let number = 1; number <= document.numPages; number++) {
      const text = await textOf(document, number)
      characters += text.segments.reduce((sum, segment) => sum + segment.text.length, 0)
      if (characters > limits.characters) throw refusal('too-large')
      read.push(text)
      progress(number / document.numPages)
    }
    const pages = withoutFurniture(read)
    const type = typographyOf(pages)
    const outline = await outlineOf(document)
    const blocks = mendBreaks(pages.flatMap((page, index) => proseOf(blocksOf(page), index + 1, type, outline, page.height)))
    return { ...(await aboutOf(document)), pages: document.numPages, blocks, figures: () => figuresOf(document, pages, type, limits) }
  },
}

// A page that can't be read doesn't cost the others.
async function textOf(document: PDFDocumentProxy, number: number): Promise<PageText> {
  try {
    const page = await document.getPage(number)
    const text = await segmentsOf(page)
    page.cleanup()
    return text
  } catch {
    return { width: 0, height: 0, segments: [] }
  }
}

// What a converter writes when nobody gave a title.
const NO_TITLE =
  /^(?:untitled|microsoft word|slide 1|powerpoint presentation|presentation title|\S+\.(?:docx?|dvi|tex|indd|qxd|pdf|rtf|pptx?|html?))/i

async function aboutOf(document: PDFDocumentProxy): Promise<{ title: string; author: string; language: string | undefined }> {
  const { info } = (await document.getMetadata().catch(() => ({ info: {} }))) as { info: Record<string, unknown> }
  const says = (name: string) => (typeof info[name] === 'string' ? info[name] : '')
  return {
    title: NO_TITLE.test(says('Title').trim()) ? '' : says('Title'),
    author: says('Author'),
    language: says('Language') || undefined,
  }
}
