import type { Document } from '../../../schema.ts'
import { splitSentences } from '../../../speech/sentences.ts'
import { cleanForVoice } from './clean-for-voice.ts'
import { leansBack, pointsElsewhere } from './openers.ts'
import { isBackMatter, isProse, isTellable } from './prose.ts'
import { termsOf } from './terms.ts'

/** A sentence of the document that may be spoken, in reading order. */
export interface Sentence {
  text: string
  terms: string[]
  page: number | undefined
  section: number
  heading: string
  /** Sentences of one run stand next to each other in the document, nothing left out between them. */
  run: number
  /** First of its section's telling: what it leans on is at most the heading. */
  first: boolean
  /** Needs the sentence before it. */
  leans: boolean
  /** Points at what a listener can't see. */
  points: boolean
}

// A book's middle adds nothing to a two-minute telling that its first 20,000 sentences did not say.
const MOST = 20_000

/** The sentences of a document that can be told: prose only, cleaned for the ear, without back matter, asides and repeats. */
export function tellableSentences(document: Document, language: string): Sentence[] {
  const sentences: Sentence[] = []
  const seen = new Set<string>()
  let run = 0
  for (const [section, { heading, paragraphs }] of document.sections.entries()) {
    if (isBackMatter(heading)) continue
    run++
    let first = true
    for (const paragraph of paragraphs) {
      if (paragraph.aside !== undefined) continue
      const clean = cleanForVoice(paragraph.text)
      if (!isProse(clean)) {
        run++
        continue
      }
      for (const raw of splitSentences(clean, language)) {
        const text = raw.trim()
        if (sentences.length >= MOST) return sentences
        if (!isTellable(text) || seen.has(text)) {
          run++
          continue
        }
        seen.add(text)
        const leans = leansBack(text, language)
        const points = pointsElsewhere(text)
        sentences.push({ text, terms: termsOf(text, language), page: paragraph.page, section, heading, run, first, leans, points })
        first = false
      }
    }
  }
  return sentences
}
