import type { Document } from '../../../schema.ts'
import type { SceneDraft } from './cut-scenes.ts'
import { namingHeadings } from './titles.ts'

/** Three cover subtitles, best first: what the film's sections are about, its headings, then its quotes. */
export function subtitlesOf(scenes: SceneDraft[], document: Document, quotes: string[], title: string): string[] {
  const told = namingHeadings(scenes.map(({ heading }) => heading)).filter((heading) => heading !== title)
  const others = namingHeadings(document.sections.map(({ heading }) => heading)).filter((heading) => heading !== title)
  const short = told.filter((heading) => heading.length <= 32).slice(0, 3)
  const candidates = [short.length > 1 ? short.join(' · ') : '', ...quotes.slice(1, 2), ...told, ...others, ...quotes]
  return [...new Set(candidates)].filter((subtitle) => subtitle.length > 3 && subtitle.length <= 120).slice(0, 3)
}
