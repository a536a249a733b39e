import type { Document } from '../schema.ts'
import { refusal } from './refusal.ts'

interface Chaptered<F extends { section: number }> {
  document: Omit<Document, 'figures'>
  figures: F[]
}

/** The chapters of a document in order: sections of level 1 that have a heading other than its title, each with those below it. */
export function chaptersOf({ title, sections }: Pick<Document, 'title' | 'sections'>): { heading: string; from: number; to: number }[] {
  const starts = sections.flatMap(({ heading, level }, index) =>
    level === 1 && heading !== '' && !(index === 0 && title.startsWith(heading)) ? [index] : [],
  )
  return starts.map((from, nth) => ({ heading: sections[from]?.heading ?? '', from, to: starts[nth + 1] ?? sections.length }))
}

/** Keeps chosen chapters only: "3", "3-5" or "1,4-6", counted from 1. Throws UserError `settings` where there are none such. */
export function chooseChapters<F extends { section: number }>({ document, figures }: Chaptered<F>, choice: string): Chaptered<F> {
  const chapters = chaptersOf(document)
  const kept = new Set<number>()
  for (const part of choice.split(',')) {
    const [, from, to] = /^\s*(\d{1,4})\s*(?:[-–]\s*(\d{1,4}))?\s*$/.exec(part) ?? []
    if (from === undefined) throw unknownChapters(choice, chapters.length)
    for (const { from: start, to: end } of chapters.slice(Math.max(0, Number(from) - 1), Number(to ?? from))) {
      for (let index = start; index < end; index++) kept.add(index)
    }
  }
  if (kept.size === 0) throw unknownChapters(choice, chapters.length)
  const order = [...kept].sort((a, b) => a - b)
  return {
    document: { ...document, sections: order.flatMap((index) => document.sections[index] ?? []) },
    figures: figures.filter(({ section }) => kept.has(section)).map((figure) => ({ ...figure, section: order.indexOf(figure.section) })),
  }
}

/** A document of its chosen chapters only, or the whole where there is no choice. Throws as `chooseChapters` does. */
export function onlyChapters({ figures, ...document }: Document, choice: string | undefined): Document {
  if (choice === undefined) return { ...document, figures }
  const chosen = chooseChapters({ document, figures }, choice)
  return { ...chosen.document, figures: chosen.figures }
}

function unknownChapters(choice: string, count: number): Error {
  return refusal(
    'unsupported',
    count === 0
      ? 'This document has no chapters to choose from. Send it without a choice of chapters.'
      : `There is no chapter “${choice.slice(0, 40)}”. Choose from 1 to ${count}, for instance 1-${Math.min(3, count)}.`,
  )
}
