import type { Document } from '../../schema.ts'

/** A numbered piece of a document: what a narration cites. Numbers count from 1 and outlive condensing. */
export interface Passage {
  number: number
  text: string
  heading: string
  section: number
  page: number | undefined
}

/** The document's prose in reading order, a passage a paragraph; notes, tables and references are left out. */
export function passagesOf({ sections }: Document): Passage[] {
  return sections
    .flatMap(({ heading, paragraphs }, section) =>
      paragraphs
        .filter(({ text, aside }) => aside === undefined && text.trim() !== '')
        .map(({ text, page }) => ({ text: text.replace(/\s+/g, ' ').trim(), heading, section, page })),
    )
    .map((passage, index) => ({ ...passage, number: index + 1 }))
}

/** Tokens a text takes in a usual model, on the high side: four letters a token, and one for each CJK character. */
export function countTokens(text: string): number {
  const wide = text.match(/[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/g)?.length ?? 0
  return Math.ceil(wide * 1.1 + (text.length - wide) / 3.5)
}

/** Passages in order, in groups of at most `most` tokens; a passage longer than that is split and keeps its number. */
export function groupPassages(passages: readonly Passage[], most: number): Passage[][] {
  const groups: Passage[][] = []
  let room = 0
  for (const passage of passages.flatMap((whole) => split(whole, most))) {
    const tokens = countTokens(passage.text) + 4
    if (tokens > room || groups.length === 0) {
      groups.push([])
      room = most
    }
    groups.at(-1)?.push(passage)
    room -= tokens
  }
  return groups
}

function split(passage: Passage, most: number): Passage[] {
  const pieces = Math.ceil(countTokens(passage.text) / Math.max(most - 4, 1))
  if (pieces <= 1) return [passage]
  const length = Math.ceil(passage.text.length / pieces)
  return Array.from({ length: pieces }, (_, index) => ({ ...passage, text: passage.text.slice(index * length, (index + 1) * length) }))
}
