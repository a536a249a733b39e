import { filmSeconds } from '../../../speech/film-seconds.ts'
import { rests } from '../../../speech/rests.ts'
import { speakingSeconds } from '../../../speech/speaking-seconds.ts'
import { sentenceGap } from '../narration-length.ts'
import { choosePassages, mainSections, type Passage } from './choose-passages.ts'
import { cutScenes, type SceneDraft } from './cut-scenes.ts'
import { importanceOf } from './importance.ts'
import { withLeadIns } from './lead-in.ts'
import { withoutJoint } from './openers.ts'
import { goldenQuotes } from './quotes.ts'
import type { Sentence } from './tellable.ts'

interface Telling {
  scenes: SceneDraft[]
  quotes: string[]
  /** True when every sentence is told. */
  whole: boolean
  /** About how long its film lasts. */
  seconds: number
}

interface Material {
  sentences: Sentence[]
  title: string
  author: string | undefined
  language: string
}

/** Tells the material in 800-2,000 characters by its length, whole where it has hardly more, or within 10 % of the wished seconds of film. */
export function tellWithin({ seconds, ...material }: Material & { seconds: number | undefined }): Telling {
  const importance = importanceOf(material.sentences, material.title, material.language)
  if (seconds === undefined) {
    const costs = material.sentences.map(({ text }) => text.length)
    return tell(material, importance, costs, charactersFor(costs, material))
  }
  const costs = material.sentences.map(({ text }) => speakingSeconds(text, material.language) + (rests.lead + rests.tail) / 1.5)
  let best: Telling | undefined
  // What lead-ins, the quote and cut scenes add is known only afterwards: so the budget is corrected by what came out.
  for (let budget = Math.max(8, seconds - 14), tries = 0; tries < 5; tries++) {
    const telling = tell(material, importance, costs, budget)
    if (best === undefined || Math.abs(telling.seconds - seconds) < Math.abs(best.seconds - seconds)) best = telling
    if (Math.abs(best.seconds - seconds) < seconds * 0.04 || (telling.whole && telling.seconds < seconds)) break
    budget = Math.max(5, budget + (seconds - telling.seconds) * 0.8)
  }
  if (best === undefined) throw new RangeError('nothing to tell')
  return best
}

function tell({ sentences, title, author, language }: Material, importance: number[], costs: number[], budget: number): Telling {
  const chosen = choosePassages({ sentences, importance, costs, budget })
  const quotes = goldenQuotes(sentences, quotable(sentences, importance, chosen), title)
  const passages = withoutQuote(chosen, sentences, quotes[0])
  const told = [...sentences]
  for (const { from } of passages) {
    const opener = told[from]
    if (opener !== undefined) told[from] = { ...opener, text: withoutJoint(opener.text, language) }
  }
  const scenes = withLeadIns(cutScenes(passages, told, language), { title, author, language })
  const whole = chosen.reduce((sum, { from, to }) => sum + to - from, 0) === sentences.length
  return { scenes, quotes, whole, seconds: filmSeconds({ quote: quotes[0] ?? title, scenes, language }) }
}

/** What a sentence is worth as the film's quote where a scene tells it too, and where that can do without it. */
const TOLD = 0.3
/** Where it would be said twice in a row. */
const AT_ONCE = 0.1
const SPARE = 0.75

// The quote opens the film: one that is said again tires. What begins or closes a passage can be left out there; the document's own last word can't.
function quotable(sentences: Sentence[], importance: number[], passages: Passage[]): number[] {
  const weights = [...importance]
  for (const passage of passages) {
    for (let index = passage.from; index < passage.to; index++) {
      const worth = isSpare(index, passage, sentences) ? SPARE : passage === passages[0] && index === passage.from ? AT_ONCE : TOLD
      weights[index] = (importance[index] ?? 0) * worth
    }
  }
  return weights
}

function withoutQuote(passages: Passage[], sentences: Sentence[], quote: string | undefined): Passage[] {
  return passages.map((passage, place) => {
    const { from, to } = passage
    const isLeftOut = (index: number) => sentences[index]?.text === quote && isSpare(index, passage, sentences)
    if (isLeftOut(from)) return filled({ from: from + 1, to }, passages[place + 1]?.from ?? sentences.length, sentences)
    return isLeftOut(to - 1) ? { from, to: to - 1 } : passage
  })
}

/** What a passage says at least that its quote was taken from; less is a scrap: "Harbours fill and empty." */
const LEAST_LEFT = 60
const LEAST_LEFT_WIDE = 20

// Grows by what comes after it, as far as the next passage.
function filled({ from, to }: Passage, next: number, sentences: Sentence[]): Passage {
  let [end, length] = [from, 0]
  const least = /\p{sc=Han}/u.test(sentences[from]?.text ?? '') ? LEAST_LEFT_WIDE : LEAST_LEFT
  while (end < to || (length < least && end < next && sentences[end]?.run === sentences[from]?.run))
    length += sentences[end++]?.text.length ?? 0
  return { from, to: end }
}

function isSpare(index: number, { from, to }: Passage, sentences: Sentence[]): boolean {
  if (to - from < 2 || index === sentences.length - 1) return false
  return index === to - 1 || (index === from && standsWithout(sentences[from + 1]))
}

// "The oldest" may be one of those that the sentence before it names.
function standsWithout(next: Sentence | undefined): boolean {
  return next !== undefined && !next.leans && !/^(?:the|der|die|das|les?|la|los?|las|el|il|gli|os?|as?)(?!\p{L})/iu.test(next.text)
}

/** Sections that hold as much of a document are heard, each with as many sentences. */
const MAIN = 0.06
const EACH = 2.5
const MOST_HEARD = 1_700
/** So many times the least of a telling are told whole: what is left out of so little is missed. */
const WHOLE = 1.5

// A short document is told whole: two minutes are no more than a story takes. A character of Chinese is a syllable, and takes three times as long.
// Where most sentences lean on the one before, as in a tale, less can be left out.
function charactersFor(costs: number[], { sentences, language }: Material): number {
  const total = costs.reduce((sum, cost) => sum + cost, 0)
  const least = sentenceGap(language) === '' ? 800 : 1_200
  const leaning = sentences.filter(({ leans, step }) => leans && !step).length / sentences.length
  const told = Math.max(least, 14.5 * Math.sqrt(total)) * (1 + 3 * Math.max(0, leaning - 0.4))
  const heard = mainSections(sentences, costs, total * MAIN).size * EACH * (total / costs.length)
  const wished = Math.round(Math.max(Math.min(2_000, told), Math.min(MOST_HEARD, heard)))
  return total <= Math.max(wished * 1.3, least * WHOLE) ? total : wished
}
