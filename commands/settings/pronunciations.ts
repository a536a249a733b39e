import { z } from 'zod'
import { FilmSettings, Pronunciation } from '../../pipeline/schema.ts'

const List = FilmSettings.shape.pronunciations.unwrap()
const NONE = /^(?:none|auto|no|-|无|没有)?$/i

/** What was typed as `GIF = jif; Nguyen = win`; null where an entry has no two sides or is too long. */
export function readPronunciations(text: string): Pronunciation[] | null {
  if (NONE.test(text.trim())) return []
  const entries = text
    .split(/[;；\n]/)
    .filter((entry) => entry.trim() !== '')
    .map((entry) => {
      const [, written, spoken] = /^(.+?)\s*(?:=|＝|→|->)\s*(.+)$/s.exec(entry.trim()) ?? []
      return { written, spoken }
    })
  return List.safeParse(entries).data ?? null
}

/** The same list as people type it. */
export function writePronunciations(value: unknown): string {
  const list = z.array(Pronunciation).safeParse(value).data ?? []
  return list.map(({ written, spoken }) => `${written} = ${spoken}`).join('; ')
}
