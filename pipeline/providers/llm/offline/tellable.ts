import type { Document } from '../../../schema.ts'
import { cleanForVoice, SILENCED } from './clean-for-voice.ts'
import { speakersOf, type Turn, turnOf } from './conversation.ts'
import { spokenHeadings } from './headings.ts'
import { isInLanguage } from './in-language.ts'
import { mendParagraphs } from './mend-paragraphs.ts'
import { leansBack, pointsElsewhere } from './openers.ts'
import { isByline, isCaption, isInScript, isNameList, isProse, isQuestion, isTellable } from './prose.ts'
import { termsOf } from './terms.ts'
import { isSkipped, isTitleSlide } from './told-sections.ts'
import { wholeSentences } from './whole-sentences.ts'

type Paragraph = Document['sections'][number]['paragraphs'][number]

/** A sentence of the document that may be spoken, in reading order. */
export interface Sentence {
  text: string
  terms: string[]
  page: number | undefined
  section: number
  heading: string
  /** Sentences of one run stand next to each other in the document, nothing left out between them. */
  run: number
  /** Sentences of one paragraph have one number. */
  paragraph: number
  /** First of its section's telling: what it leans on is at most the heading. */
  first: boolean
  /** Leans on the sentence before it by its own words. */
  hangs: boolean
  /** Needs the sentence before it, by its words or as an answer or a step does. */
  leans: boolean
  /** Goes on with numbered steps; told without it, they break off. */
  step: boolean
  /** Points at what a listener can't see. */
  points: boolean
}

// A book's middle adds nothing to a two-minute telling that its first 20,000 sentences did not say.
const MOST = 20_000

/** The sentences of a document that can be told: prose only, cleaned for the ear, without back matter, asides and repeats. */
export function tellableSentences(document: Document, language: string): Sentence[] {
  const headings = spokenHeadings(document)
  const reading: Reading = {
    language,
    speakers: speakersOf(document),
    sentences: [],
    seen: new Set(),
    run: 0,
    paragraph: 0,
    item: 0,
    announced: false,
    begins: true,
  }
  for (const [section, { heading, paragraphs }] of document.sections.entries()) {
    if (isSkipped(document, section)) continue
    reading.run++
    const place = { section, heading: headings[section] ?? '', first: true, asks: isQuestion(heading), asked: isQuestion(heading) }
    for (const paragraph of mendParagraphs(paragraphs)) readParagraph(reading, place, paragraph)
  }
  return reading.sentences
}

/** Where a reader of the document is, and what they have read. */
interface Reading {
  readonly language: string
  readonly speakers: ReadonlySet<string>
  readonly sentences: Sentence[]
  readonly seen: Set<string>
  run: number
  paragraph: number
  /** The number of the list's item just read, 0 outside of lists. */
  item: number
  /** The paragraph before says what comes. */
  announced: boolean
  /** Nothing was read before: what a document begins with leans on nothing. */
  begins: boolean
}

/** The section that is read: whether nothing of it is told yet, whether its heading asks, whether what was told last does. */
interface Place {
  readonly section: number
  readonly heading: string
  readonly asks: boolean
  first: boolean
  asked: boolean
}

function readParagraph(reading: Reading, place: Place, { text: written, page }: Paragraph): void {
  reading.paragraph++
  const isNext = isNextItem(reading, written)
  const turn = turnOf(written, reading.speakers)
  const clean = cleanForVoice(turn?.text ?? written)
  if (turn === undefined && isByline(written)) {
    reading.run++
    return
  }
  if (!isProse(clean)) {
    breakOff(reading)
    return
  }
  // A question begins what it asks for.
  if (turn?.asks === true) reading.run++
  let [opens, afterNames] = [true, false]
  const pieces = wholeSentences(clean, reading.language)
  for (const raw of pieces) {
    if (reading.sentences.length >= MOST) return
    const text = raw.trim()
    const isTitle = afterNames
    afterNames = isNameList(text)
    // The last of several steps, where the others are no sentences.
    const isStray = reading.item > 1 && isNext && opens && reading.sentences.at(-1)?.run !== reading.run
    if (isStray || isTitle || !canBeTold(text, pieces.length, reading)) breakOff(reading)
    else {
      addSentence(reading, place, { text, page, turn, step: isNext && opens })
      opens = false
    }
  }
}

function breakOff(reading: Reading): void {
  reading.run++
  reading.begins = false
}

/** Words that a sentence has at least, by itself and among others of its paragraph. */
const LEAST_WORDS = 4
const LEAST_WORDS_AMONG = 3

function canBeTold(text: string, count: number, { language, seen }: Reading): boolean {
  const least = count > 1 ? LEAST_WORDS_AMONG : LEAST_WORDS
  return !isByline(text) && isTellable(text, least) && isInScript(text, language) && isInLanguage(text, language) && !seen.has(text)
}

type Read = Pick<Sentence, 'text' | 'page' | 'step'> & { turn: Turn | undefined }

function addSentence(reading: Reading, place: Place, { text, page, turn, step }: Read): void {
  const { language, begins, run, paragraph } = reading
  const { section, heading, first, asked, asks } = place
  const hangs = !begins && leansBack(text, language)
  const leans = !begins && (step || (turn === undefined ? (asked && !first) || hangs : answers(turn, text)))
  const terms = termsOf(text, language)
  reading.seen.add(text)
  reading.sentences.push({
    ...{ text, terms, page, section, heading, run, paragraph },
    ...{ first, hangs, leans, step, points: pointsElsewhere(text) },
  })
  reading.begins = false
  place.first = false
  // What answers a question says nothing without it.
  place.asked = asks || (turn !== undefined && isQuestion(text))
}

// What is announced is told after its announcement, one step after the other.
function isNextItem(reading: Reading, text: string): boolean {
  const item = itemOf(text)
  const isNext = item > 0 && (item === 1 ? reading.announced : item === reading.item + 1)
  reading.item = item
  reading.announced = /[:：]\s*$/.test(text)
  return isNext
}

/** The number that a paragraph is counted with in a list: "2. ", "(3) ", "（四）"; 0 where it has none. */
function itemOf(text: string): number {
  const [, digits = '', glyph = ''] = /^(?:[(（]?(\d{1,2})[.)）、]\s?(?!\d)|[(（]([一二三四五六七八九十])[)）])/u.exec(text) ?? []
  return digits === '' ? '一二三四五六七八九十'.indexOf(glyph || '?') + 1 : Number(digits)
}

/** A shorter question asks again about what was just said: "In suitcases?" */
const AGAIN = 24

// In a conversation only a question stands by itself.
function answers(turn: Turn, text: string): boolean {
  return !turn.asks || text.length < (/\p{sc=Han}/u.test(text) ? AGAIN / 4 : AGAIN)
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
    if (isSkipped(document, section) || isTitleSlide(document, section, title)) continue
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
  return {
    text,
    terms: [],
    page: undefined,
    section: 0,
    heading: '',
    run: 0,
    paragraph: 0,
    first: false,
    hangs: false,
    leans: false,
    step: false,
    points: false,
  }
}
