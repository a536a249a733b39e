import type { Document, Label } from '../schema.ts'
import { cleanHeading, cleanText } from './clean.ts'
import type { Block, Image, RawDocument } from './format.ts'
import { languageOf } from './language.ts'

type Section = Document['sections'][number]
export type FoundFigure = { image: Image; caption: string; page?: number; section: number; labels?: Label[] }

/** What programs put down as the author where they know none. */
const NOBODY =
  /^(?:un-?named|unknown|anonymous|author|owner|developer|(?:\p{L}+ )?user|admin\w*|microsoft(?: office)?|office|dell|hp|pc|test|python-docx|apache poi|docx4j|openpyxl|pandoc|calibre(?: .*)?)$/iu

/** Cuts what a format read into sections with clean text; figures keep the section they stand in. */
export async function compose(raw: RawDocument, format: string): Promise<{ document: Omit<Document, 'figures'>; figures: FoundFigure[] }> {
  const sections: Section[] = []
  const figures: FoundFigure[] = []
  const open = () => sections.at(-1) ?? sections[sections.push({ heading: '', level: 1, paragraphs: [] }) - 1]
  const { title, blocks } = withChapters(withReferences(raw.blocks))
  for (const block of blocks) {
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
      title: (cleanText(raw.title ?? '') || cleanText(title)).slice(0, 300),
      ...(author === '' || NOBODY.test(author) ? {} : { author: author.slice(0, 300) }),
      language: await languageOf(text, raw.language),
      pages: raw.pages,
      sections,
    },
    figures,
  }
}

/** The section a figure stands in: where its caption is, or the last one that begins on its page or before. */
export function sectionOf({ sections }: Pick<Document, 'sections'>, caption: string, page: number): number | undefined {
  const start = cleanText(caption).slice(0, 40)
  const named = start === '' ? -1 : sections.findIndex(({ paragraphs }) => paragraphs.some(({ text }) => text.startsWith(start)))
  if (named >= 0) return named
  const pages = sections.map(({ paragraphs }) => paragraphs.map(({ page = 0 }) => page))
  const touching = pages.findLastIndex((numbers) => numbers.some((number) => number > 0 && number <= page))
  // Of chosen chapters only those figures that stand between their pages.
  const last = Math.max(0, ...pages.flat())
  return touching >= 0 && page <= last ? touching : undefined
}

const REFERENCES =
  /^(?:references|bibliography|works cited|literature(?: cited)?|literatur(?:verzeichnis)?|références|bibliographie|bibliografía|referencias|список литературы|литература|参考文献|參考文獻|参考资料|引用文献|참고\s?문헌)[\s:：]*$/i

// A list of references runs to the next heading of its level.
function withReferences(blocks: Block[]): Block[] {
  let since: number | undefined
  return blocks.map((block) => {
    if (block.kind === 'heading') {
      if (since === undefined || block.level <= since) since = REFERENCES.test(cleanHeading(block.text)) ? block.level : undefined
      return block
    }
    return since !== undefined && block.kind === 'paragraph' && block.aside === undefined ? { ...block, aside: 'references' } : block
  })
}

/**
 * Levels without gaps, chapters at 1. A single heading above all others that comes first is the work's title: it stands
 * beside the chapters, not above them, and a lone heading right under it is a subtitle.
 */
function withChapters(blocks: Block[]): { title: string; blocks: Block[] } {
  const ranked = withRanks(blocks)
  const headings = ranked.filter((block) => block.kind === 'heading')
  const [first, second] = headings
  const count = (level: number) => headings.filter((heading) => heading.level === level).length
  if (first === undefined || second === undefined || headings.length < 3 || first.level !== 1 || count(1) !== 1)
    return { title: '', blocks: ranked }
  const subtitle = ranked.indexOf(second) === ranked.indexOf(first) + 1 && count(second.level) === 1 ? second : undefined
  const others = headings.filter((heading) => heading !== first && heading !== subtitle)
  const chapter = Math.min(...others.map((heading) => heading.level))
  const beside = ranked.map((block): Block => {
    if (block === first) return { ...first, level: chapter }
    return block === subtitle ? { kind: 'paragraph', text: subtitle.text, page: subtitle.page } : block
  })
  return { title: first.text, blocks: withRanks(beside) }
}

function withRanks(blocks: Block[]): Block[] {
  const levels = [...new Set(blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : [])))].sort((a, b) => a - b)
  return blocks.map((block) => (block.kind === 'heading' ? { ...block, level: levels.indexOf(block.level) + 1 } : block))
}

function given<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> }
}
