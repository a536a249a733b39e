import { posix } from 'node:path'
import type { Block, Format } from '../format.ts'
import type { Limits } from '../limits.ts'
import { refusal } from '../refusal.ts'
import { all, type Element, first, kids, parseXml, textOf } from '../xml.ts'
import { type Archive, openArchive } from '../zip.ts'

const FURNITURE = new Set(['sldNum', 'dt', 'ftr', 'hdr', 'sldImg'])
const TITLES = new Set(['title', 'ctrTitle'])

/** PowerPoint since 2007: slide by slide, titles as headings, speaker notes after each slide. */
export const pptx: Format = {
  name: 'pptx',
  label: 'PowerPoint',
  extensions: ['pptx', 'pptm', 'ppsx'],
  sniff: ({ entries }) => entries.has('[Content_Types].xml') && [...entries].some((name) => name.startsWith('ppt/')),
  async read(bytes, { limits, progress }) {
    const archive = await openArchive(bytes, limits)
    const main = await partOf(archive, 'ppt/presentation.xml', limits)
    if (main === undefined) throw refusal('corrupt')
    const slides = all(first(main.xml, 'sldIdLst') ?? main.xml, 'sldId').flatMap(({ attributes }) => main.target(attributes['r:id']) ?? [])
    const blocks: Block[] = []
    for (const [index, name] of slides.entries()) {
      const slide = await partOf(archive, name, limits)
      if (slide !== undefined) blocks.push(...(await slideOf(slide, archive, index + 1, limits)))
      progress((index + 1) / slides.length)
    }
    const core = parseXml((await archive.text('docProps/core.xml')) ?? '<none/>', limits)
    return {
      title: textOf(first(core, 'title')),
      author: textOf(first(core, 'creator')),
      pages: slides.length,
      blocks: withoutRepeats(blocks),
    }
  },
}

interface Part {
  xml: Element
  /** The part that a relation names. */
  target(id: string | undefined): string | undefined
  ofType(type: string): string | undefined
}

async function partOf(archive: Archive, name: string, limits: Limits): Promise<Part | undefined> {
  const text = await archive.text(name)
  if (text === undefined) return undefined
  const rels = (await archive.text(`${posix.dirname(name)}/_rels/${posix.basename(name)}.rels`)) ?? '<none/>'
  const relations = all(parseXml(rels, limits), 'Relationship').filter(({ attributes }) => attributes.TargetMode !== 'External')
  const resolve = (relation: Element | undefined) => {
    const target = relation?.attributes.Target
    if (target === undefined) return undefined
    return target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(name), target)
  }
  return {
    xml: parseXml(text, limits),
    target: (id) => resolve(relations.find(({ attributes }) => attributes.Id === id)),
    ofType: (type) => resolve(relations.find(({ attributes }) => attributes.Type?.endsWith(`/${type}`))),
  }
}

async function slideOf(slide: Part, archive: Archive, page: number, limits: Limits): Promise<Block[]> {
  const shapes = shapesOf(first(slide.xml, 'spTree'))
  const isTitle = (shape: Element) => TITLES.has(placeholder(shape) ?? '')
  const notesName = slide.ofType('notesSlide')
  const notes = notesName === undefined ? undefined : await partOf(archive, notesName, limits)
  const title = shapes
    .filter(isTitle)
    .flatMap((shape) => linesOf(shape))
    .join(' ')
  const spoken = shapesOf(first(notes?.xml, 'spTree'))
    .filter((shape) => !FURNITURE.has(placeholder(shape) ?? ''))
    .flatMap(linesOf)
  const body: Block[] = []
  for (const shape of shapes.filter((shape) => !isTitle(shape)))
    body.push(...blocksOf(shape, slide, archive, page), ...(await diagramOf(shape, slide, archive, page, limits)))
  return [
    ...(title.trim() === '' ? [] : [{ kind: 'heading' as const, text: title, level: 1, page }]),
    ...body,
    ...spoken.map((text) => ({ kind: 'paragraph' as const, text, page })),
  ]
}

function shapesOf(tree: Element | undefined): Element[] {
  return tree === undefined
    ? []
    : kids(tree).flatMap((child) =>
        child.name === 'grpSp' || child.name === 'AlternateContent' || child.name === 'Choice'
          ? shapesOf(child)
          : ['sp', 'pic', 'graphicFrame'].includes(child.name)
            ? [child]
            : [],
      )
}

function blocksOf(shape: Element, slide: Part, archive: Archive, page: number): Block[] {
  if (FURNITURE.has(placeholder(shape) ?? '')) return []
  if (shape.name === 'pic') {
    const name = slide.target(first(shape, 'blip')?.attributes['r:embed'])
    const says = first(shape, 'cNvPr')?.attributes.descr ?? ''
    // What a program puts in place of a description.
    const caption = /\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|svg)$/i.test(says) ? '' : says
    return name === undefined || !archive.names.includes(name)
      ? []
      : [{ kind: 'figure', image: { load: () => archive.read(name) }, caption, page }]
  }
  if (shape.name === 'graphicFrame') {
    return all(shape, 'tr').map((row) => ({
      kind: 'paragraph',
      text: kids(row)
        .map((cell) => linesOf(cell).join(' '))
        .join(' · '),
      page,
      aside: 'table',
    }))
  }
  return linesOf(shape).map((text) => ({ kind: 'paragraph', text, page }))
}

// What SmartArt says stands in a part of its own.
async function diagramOf(shape: Element, slide: Part, archive: Archive, page: number, limits: Limits): Promise<Block[]> {
  const name = slide.target(first(shape, 'relIds')?.attributes['r:dm'])
  const data = name === undefined ? undefined : await partOf(archive, name, limits)
  return all(first(data?.xml, 'ptLst') ?? shape, 'pt')
    .flatMap((point) => linesOf(point))
    .map((text) => ({ kind: 'paragraph', text, page }))
}

function placeholder(shape: Element): string | undefined {
  const mark = first(shape, 'ph')
  return mark === undefined ? undefined : (mark.attributes.type ?? 'body')
}

function linesOf(shape: Element): string[] {
  return all(first(shape, 'txBody') ?? shape, 'p')
    .map((paragraph) =>
      kids(paragraph)
        .map((run) => (run.name === 'br' ? ' ' : run.name === 'fld' || run.name === 'r' ? textOf(first(run, 't')) : ''))
        .join(''),
    )
    .filter((text) => text.trim() !== '')
}

// "Tuning (continued)" three slides long is one section.
function withoutRepeats(blocks: Block[]): Block[] {
  let last: string | undefined
  return blocks.filter((block) => {
    if (block.kind !== 'heading') return true
    const again = block.text === last
    last = block.text
    return !again
  })
}
