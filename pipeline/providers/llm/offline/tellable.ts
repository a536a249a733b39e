import type { Document } from '../../../schema.ts'
import { splitSentences } from '../../../speech/sentences.ts'
import { cleanForVoice, SILENCED } from './clean-for-voice.ts'
import { leansBack, pointsElsewhere } from './openers.ts'
import { isBackMatter, isByline, isCaption, isInScript, isNameList, isProse, isTellable } from './prose.ts'
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
  // What a document begins with leans on nothing.
  let begins = true
  for (const [section, { heading, paragraphs }] of document.sections.entries()) {
    if (isSkipped(document, section)) continue
    run++
    let first = true
    for (const paragraph of mended(paragraphs)) {
      const clean = cleanForVoice(paragraph.text)
      if (isByline(paragraph.text)) {
        run++
        continue
      }
      if (!isProse(clean)) {
        run++
        begins = false
        continue
      }
      let afterNames = false
      for (const raw of splitSentences(clean, language)) {
        const text = raw.trim()
        const isTitle = afterNames
        afterNames = isNameList(text)
        if (sentences.length >= MOST) return sentences
        if (isTitle || isByline(text) || !isTellable(text) || !isInScript(text, language) || seen.has(text)) {
          run++
          begins = false
          continue
        }
        seen.add(text)
        const leans = !begins && leansBack(text, language)
        begins = false
        const points = pointsElsewhere(text)
        const named = isBackMatter(heading) ? '' : heading
        sentences.push({ text, terms: termsOf(text, language), page: paragraph.page, section, heading: named, run, first, leans, points })
        first = false
      }
    }
  }
  return sentences
}

// Where a document's own headings are not known as such, all of it may stand below its table of contents.
function isSkipped({ sections }: Document, section: number): boolean {
  const lengthOf = ({ paragraphs }: Document['sections'][number]) => paragraphs.reduce((sum, { text }) => sum + text.length, 0)
  const own = sections[section]
  if (own === undefined || !isBackMatter(own.heading)) return false
  return sections.length < 2 || lengthOf(own) < sections.reduce((sum, one) => sum + lengthOf(one), 0) / 2
}

type Paragraph = Document['sections'][number]['paragraphs'][number]

// A column's or page's end may cut a paragraph inside a sentence: such halves are one again.
function mended(paragraphs: Paragraph[]): Paragraph[] {
  const whole: Paragraph[] = []
  for (const paragraph of paragraphs) {
    if (paragraph.aside !== undefined) continue
    const before = whole.at(-1)
    const isCut = before !== undefined && before.text.length > 40 && !/[.!?。！？…؟।:：;；][\s"'”’»」』）)\]]*$/u.test(before.text)
    if (
      before !== undefined &&
      isCut &&
      /^(?!\p{N})[\p{Ll}\p{sc=Han}\p{sc=Hiragana}\p{sc=Hangul}\p{sc=Arabic}，。、,]/u.test(paragraph.text)
    ) {
      const gap = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}，。、]$/u.test(before.text) ? '' : ' '
      whole[whole.length - 1] = { ...before, text: before.text + gap + paragraph.text }
    } else whole.push(paragraph)
  }
  return whole
}

/** True when a document's sentences tell of it; false where it is slides, tables or lists, and its sentences are the exception. */
export function isEnough(sentences: Sentence[], document: Document): boolean {
  const told = sentences.reduce((sum, { text }) => sum + text.length, 0)
  const all = document.sections
    .flatMap(({ paragraphs }) => paragraphs)
    .reduce((sum, { text, aside }) => sum + (aside === undefined ? text.length : 0), 0)
  return sentences.length >= 3 && (told > 1_200 || told > all * 0.35)
}

/**
 * For documents of fragments (slides, tables, lists): every paragraph as one sentence, ended with a point; the title alone where
 * there is nothing else.
 */
export function fragmentSentences(document: Document, language: string, title: string): Sentence[] {
  const sentences: Sentence[] = []
  for (const [section, { heading, paragraphs }] of document.sections.entries()) {
    if (isSkipped(document, section)) continue
    for (const { text: raw, page, aside } of paragraphs) {
      const text = cleanForVoice(raw)
        .replaceAll(SILENCED, '')
        .replace(/\s*·\s*/g, ', ')
      const letters = text.match(/\p{L}/gu)?.length ?? 0
      if (aside === 'references' || isByline(raw) || letters < 3 || letters < text.length * 0.5 || isCaption(text)) continue
      if (sentences.length >= MOST || sentences.some((sentence) => sentence.text.startsWith(text))) continue
      sentences.push({ ...plainSentence(ended(text, language)), terms: termsOf(text, language), page, section, heading, run: section })
    }
  }
  return sentences.length > 0 ? sentences : [plainSentence(ended(title, language))]
}

function ended(text: string, language: string): string {
  const short = text.length > 300 ? `${text.slice(0, 297).replace(/\s+\S*$/u, '')}…` : text
  if (/[.!?。！？…؟।]["'”’»」』）)]*$/u.test(short)) return short
  return `${short.replace(/[\s,;:，；：、–—-]+$/u, '')}${language === 'zh' || language === 'ja' ? '。' : '.'}`
}

function plainSentence(text: string): Sentence {
  return { text, terms: [], page: undefined, section: 0, heading: '', run: 0, first: false, leans: false, points: false }
}
