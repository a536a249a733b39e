import type { Document } from '../schema.ts'
import { cleanHeading, cleanText } from './clean.ts'
import type { Block, Image, RawDocument } from './format.ts'
import { languageOf } from './language.ts'

type Section = Document['sections'][number]
export type FoundFigure = { image: Image; caption: string; page?: number; section: number }

/** Cuts what a format read into sections with clean text; figures keep the section they stand in. */
export function compose(raw: RawDocument, format: string): { document: Omit<Document, 'figures'>; figures: FoundFigure[] } {
  const sections: Section[] = []
  const figures: FoundFigure[] = []
  const open = () => sections.at(-1) ?? sections[sections.push({ heading: '', level: 1, paragraphs: [] }) - 1]
  for (const block of withTopLevelOne(raw.blocks)) {
    if (block.kind === 'heading') {
      const heading = cleanHeading(block.text)
      if (heading !== '') sections.push({ heading, level: Math.min(Math.max(block.level, 1), 6), paragraphs: [] })
    } else if (block.kind === 'paragraph') {
      const text = cleanText(block.text)
      if (text !== '') open()?.paragraphs.push({ text, ...given({ page: block.page, aside: block.aside }) })
    } else {
      open()
      figures.push({ image: block.image, caption: cleanText(block.caption), section: sections.length - 1, ...given({ page: block.page }) })
    }
  }
  const text = sections
    .flatMap(({ paragraphs }) => paragraphs.filter(({ aside }) => aside !== 'references').map(({ text }) => text))
    .join('\n')
  const author = cleanText(raw.author ?? '')
  return {
    document: {
      format,
      title: cleanText(raw.title ?? '').slice(0, 300),
      ...(author === '' ? {} : { author: author.slice(0, 300) }),
      language: languageOf(text, raw.language),
      pages: raw.pages,
      sections,
    },
    figures,
  }
}

// Word processors start where they like; chapters are always level 1 here.
function withTopLevelOne(blocks: Block[]): Block[] {
  const top = Math.min(...blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : [])))
  return top === 1 || !Number.isFinite(top)
    ? blocks
    : blocks.map((block) => (block.kind === 'heading' ? { ...block, level: block.level - top + 1 } : block))
}

function given<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> }
}
