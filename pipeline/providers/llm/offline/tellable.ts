import type { Document } from '../../../schema.ts'
import { cleanForVoice, SILENCED } from './clean-for-voice.ts'
import { speakersOf, type Turn, turnOf } from './conversation.ts'
import { spokenHeadings } from './headings.ts'
import { leansBack, pointsElsewhere } from './openers.ts'
import { isBackMatter, isByline, isCaption, isInScript, isNameList, isProse, isQuestion, isTellable } from './prose.ts'
import { termsOf } from './terms.ts'
import { wholeSentences } from './whole-sentences.ts'

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
  const sentences: Sentence[] = []
  const seen = new Set<string>()
  const speakers = speakersOf(document)
  const headings = spokenHeadings(document)
  let run = 0
  let place = 0
  let item = 0
  let announced = false
  // What a document begins with leans on nothing.
  let begins = true
  for (const [section, { heading, paragraphs }] of document.sections.entries()) {
    if (isSkipped(document, section)) continue
    run++
    let first = true
    let asked = isQuestion(heading)
    for (const paragraph of mended(paragraphs)) {
      place++
      const numbered = itemOf(paragraph.text)
      // What is announced is told after its announcement, one step after the other.
      const isNext = numbered > 0 && (numbered === 1 ? announced : numbered === item + 1)
      item = numbered
      announced = /[:：]\s*$/.test(paragraph.text)
      let opens = true
      const turn = turnOf(paragraph.text, speakers)
      const clean = cleanForVoice(turn?.text ?? paragraph.text)
      if (turn === undefined && isByline(paragraph.text)) {
        run++
        continue
      }
      if (!isProse(clean)) {
        run++
        begins = false
        continue
      }
      let afterNames = false
      // A question begins what it asks for.
      if (turn?.asks === true) run++
      for (const raw of wholeSentences(clean, language)) {
        const text = raw.trim()
        const isTitle = afterNames
        afterNames = isNameList(text)
        if (sentences.length >= MOST) return sentences
        // The last of several steps, where the others are no sentences.
        const isStray = numbered > 1 && isNext && opens && sentences.at(-1)?.run !== run
        if (isStray || isTitle || isByline(text) || !isTellable(text) || !isInScript(text, language) || seen.has(text)) {
          run++
          begins = false
          continue
        }
        seen.add(text)
        const step = isNext && opens
        opens = false
        const hangs = !begins && leansBack(text, language)
        const leans = !begins && (step || (turn === undefined ? (asked && !first) || hangs : answers(turn, text)))
        begins = false
        const points = pointsElsewhere(text)
        const named = headings[section] ?? ''
        const where = { page: paragraph.page, section, heading: named, run, paragraph: place }
        sentences.push({ text, terms: termsOf(text, language), ...where, first, hangs, leans, step, points })
        first = false
        // What answers a question says nothing without it.
        asked = isQuestion(heading) || (turn !== undefined && isQuestion(text))
      }
    }
  }
  return sentences
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

/** "About Harbour & Finch" at the end of a press release: who sent it, and not what it tells. */
const ABOUT = /^(?:about\s(?:us|\p{Lu})|à propos d|über uns|acerca de\s\p{Lu}|sobre nosotros|关于我们|公司简介|会社概要)/u
const BOILERPLATE = 900

function isBoilerplate({ heading, paragraphs }: Document['sections'][number], fromEnd: number): boolean {
  const name = heading.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase())
  return fromEnd <= 3 && ABOUT.test(name) && paragraphs.reduce((sum, { text }) => sum + text.length, 0) < BOILERPLATE
}

// Where a document's own headings are not known as such, all of it may stand below its table of contents.
function isSkipped({ sections }: Document, section: number): boolean {
  const lengthOf = ({ paragraphs }: Document['sections'][number]) => paragraphs.reduce((sum, { text }) => sum + text.length, 0)
  const own = sections[section]
  if (own === undefined || !(isBackMatter(own.heading) || isBoilerplate(own, sections.length - section))) return false
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

// Who speaks, where and when stand below the title.
function isTitleSlide({ sections }: Document, section: number, title: string): boolean {
  const own = sections[section]
  return (
    section === 0 &&
    sections.length > 2 &&
    own?.heading === title &&
    own.paragraphs.every(({ text }) => text.length < 60 && !/[.!?。！？]$/.test(text))
  )
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
