import type { Document } from '../../../schema.ts'
import { isBackMatter, isContents } from './prose.ts'

type Section = Document['sections'][number]

/** True for a section that is not told: back matter, who sent a release, and the pages before the table of contents. */
export function isSkipped({ sections, title }: Document, section: number): boolean {
  const own = sections[section]
  if (own === undefined) return false
  if (isFrontMatter(own, sections.slice(section + 1), title)) return true
  if (!(isBackMatter(own.heading) || isBoilerplate(own, sections.length - section))) return false
  // Where a document's own headings are not known as such, all of it may stand below its table of contents.
  return sections.length < 2 || lengthOf(own) < sections.reduce((sum, one) => sum + lengthOf(one), 0) / 2
}

/** "mai 2022" on a title page. */
const DATED = /^(?:\S+\s){0,2}(?:1[89]|20)\d\d$/u

// What stands on earlier pages than the contents, under no heading but the title's: who may copy the book, which edition it is.
function isFrontMatter({ heading, paragraphs }: Section, after: readonly Section[], title: string): boolean {
  const isNamed = heading !== '' && !DATED.test(heading) && !(title === '' ? false : title.includes(heading))
  const page = paragraphs.at(-1)?.page
  if (isNamed || page === undefined) return false
  const contents = after.find((one) => isContents(one.heading))?.paragraphs[0]?.page
  return contents !== undefined && page < contents
}

/** "About Harbour & Finch" at the end of a press release: who sent it, and not what it tells. */
const ABOUT = /^(?:about\s(?:us|\p{Lu})|à propos d|über uns|acerca de\s\p{Lu}|sobre nosotros|关于我们|公司简介|会社概要)/u
const BOILERPLATE = 900

function isBoilerplate(section: Section, fromEnd: number): boolean {
  const name = section.heading.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase())
  return fromEnd <= 3 && ABOUT.test(name) && lengthOf(section) < BOILERPLATE
}

function lengthOf({ paragraphs }: Section): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0)
}

/** True for a talk's first slide: who speaks, where and when stand below its title. */
export function isTitleSlide({ sections }: Document, section: number, title: string): boolean {
  const own = sections[section]
  return (
    section === 0 &&
    sections.length > 2 &&
    own?.heading === title &&
    own.paragraphs.every(({ text }) => text.length < 60 && !/[.!?。！？]$/.test(text))
  )
}
