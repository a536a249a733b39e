import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Format } from '../format.ts'
import type { Limits } from '../limits.ts'
import { blocksOf } from '../pdf/blocks.ts'
import { figuresOf } from '../pdf/figures.ts'
import { withoutFurniture } from '../pdf/furniture.ts'
import { openPdf } from '../pdf/open.ts'
import { outlineOf } from '../pdf/outline.ts'
import { mendBreaks, proseOf, typographyOf } from '../pdf/paragraphs.ts'
import { withoutRunningHeads } from '../pdf/running-heads.ts'
import { type PageText, segmentsOf } from '../pdf/segments.ts'
import { refusal } from '../refusal.ts'

/** PDF, read by pdf.js. */
export const pdf: Format = {
  name: 'pdf',
  label: 'PDF',
  extensions: ['pdf'],
  sniff: ({ head }) => head.slice(0, 1_024).includes('%PDF-'),
  async read(bytes, { password, limits, recognised, progress }) {
    const document = await openPdf(bytes, password)
    if (document.numPages > limits.pages)
      throw refusal('too-large', `This PDF has ${document.numPages} pages; I read up to ${limits.pages}. Send a part of it.`)
    const read: PageText[] = []
    let characters = 0
    for (let number = 1; number <= document.numPages; number++) {
      const text = await textOf(document, number)
      characters += charactersOf(text)
      if (characters > limits.characters) throw refusal('too-large')
      read.push(text)
      progress(number / document.numPages)
    }
    const scanned = recognised === undefined ? scannedOf(read, limits) : []
    if (scanned.length > 0) return { pages: document.numPages, blocks: [], scanned }
    for (const { page, ...text } of recognised ?? []) if (page <= read.length) read[page - 1] = text
    const pages = withoutFurniture(read, typographyOf(read).body)
    const type = typographyOf(pages)
    const outline = await outlineOf(document)
    const prose = pages.flatMap((page, index) => proseOf(blocksOf(page), index + 1, type, outline, page.height))
    const blocks = mendBreaks(withoutRunningHeads(prose))
    return { ...(await aboutOf(document)), pages: document.numPages, blocks, figures: () => figuresOf(document, pages, type, limits) }
  },
}

const charactersOf = ({ segments }: PageText) => segments.reduce((sum, { text }) => sum + text.trim().length, 0)

// Where half of the pages or more hold next to nothing, those are pictures: of text, as likely as not.
function scannedOf(pages: PageText[], limits: Limits): number[] {
  const bare = pages.flatMap((page, index) => (charactersOf(page) < 20 ? [index + 1] : []))
  if (bare.length * 2 < pages.length) return []
  if (bare.length <= limits.scannedPages) return bare
  if (pages.reduce((sum, page) => sum + charactersOf(page), 0) >= limits.leastCharacters) return []
  throw refusal(
    'too-large',
    `${bare.length} pages of this file are pictures, and I recognise the text of up to ${limits.scannedPages}. Send a part of it, or run it through a text recogniser (OCR) first.`,
  )
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
  /^(?:untitled|microsoft word|slide 1|powerpoint presentation|presentation title|adobe photoshop|about:\S*$|(?:https?|file):\S+$|\S+\.(?:docx?|dvi|tex|indd|qxd|pdf|rtf|pptx?|html?))/i

async function aboutOf(document: PDFDocumentProxy): Promise<{ title: string; author: string; language: string | undefined }> {
  const { info } = (await document.getMetadata().catch(() => ({ info: {} }))) as { info: Record<string, unknown> }
  const says = (name: string) => (typeof info[name] === 'string' ? info[name] : '')
  return {
    title: NO_TITLE.test(says('Title').trim()) ? '' : says('Title'),
    author: says('Author'),
    language: says('Language') || undefined,
  }
}
