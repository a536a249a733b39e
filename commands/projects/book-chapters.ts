import { chaptersOf } from '../../pipeline/documents/chapters.ts'
import { keyOf } from '../../pipeline/runner.ts'
import type { Document } from '../../pipeline/schema.ts'
import type { Services } from '../../pipeline/services.ts'
import { extract } from '../../pipeline/steps/extract.ts'
import type { Run, Store } from '../../storage/store.ts'

/** What makes a document a book: chapters to choose from, and more of them than a film can tell. */
const LEAST_CHAPTERS = 3
const LEAST_CHARACTERS = 30_000

/** Headings of the chapters of a run's document where it is a book; empty where it isn't, or is no longer known. */
export async function bookChapters({ request }: Run, store: Pick<Store, 'cache'>, services: Services): Promise<string[]> {
  const { source, filename, unlocked } = request
  const input = extract.input.parse(unlocked === undefined ? { source, filename } : { source, filename, unlocked })
  const known = extract.output.safeParse(await store.cache.find(keyOf(extract, input, services)))
  if (!known.success || lengthOf(known.data) < LEAST_CHARACTERS) return []
  const chapters = chaptersOf(known.data)
  return chapters.length < LEAST_CHAPTERS ? [] : chapters.map(({ heading }) => heading)
}

function lengthOf({ sections }: Document): number {
  return sections.reduce((sum, { paragraphs }) => sum + paragraphs.reduce((all, { text }) => all + text.length, 0), 0)
}
