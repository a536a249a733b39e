import type { View } from '../../bots/chat.ts'
import type { Run } from '../../storage/store.ts'
import type { Say } from '../say.ts'
import { titleOf } from './card.ts'
import { excerpt } from './excerpt.ts'

/** Options that every platform's list holds. */
const MOST = 25

/** Asks which chapters of a book the film is to be of; a long book is offered in parts of several chapters. */
export function chapterView(run: Run, chapters: string[], say: Say): View {
  const title = titleOf(run)
  if (chapters.length === 0) return { title, audience: 'person', text: say('chapters.none') }
  const size = Math.ceil(chapters.length / MOST)
  const parts = Array.from({ length: Math.ceil(chapters.length / size) }, (_, part) => {
    const [from, to] = [part * size + 1, Math.min(chapters.length, (part + 1) * size)]
    const value = from === to ? `${from}` : `${from}-${to}`
    return { label: `${value}. ${excerpt(chapters[from - 1] ?? '', 70)}`, value }
  })
  return {
    title,
    audience: 'person',
    text: say('chapters.ask', { count: chapters.length }),
    select: { action: 'run.chapters', value: run.id, placeholder: say('chapters.choose'), options: parts },
  }
}
