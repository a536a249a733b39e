import type { Script } from '../../schema.ts'
import { speakingSeconds } from '../../speech/speaking-seconds.ts'
import type { ScriptProvider } from '../provider.ts'
import { choosePassages } from './offline/choose-passages.ts'
import { cutScenes } from './offline/cut-scenes.ts'
import { directionsOf } from './offline/direct.ts'
import { importanceOf } from './offline/importance.ts'
import { withLeadIns } from './offline/lead-in.ts'
import { withoutJoint } from './offline/openers.ts'
import { goldenQuotes } from './offline/quotes.ts'
import { type Sentence, tellableSentences } from './offline/tellable.ts'
import { cleanTitle, namingHeadings, titleOf } from './offline/titles.ts'

const NAME = 'offline/1'
/** Seconds of a film that are not narration: the opening's quote with its hold, and the ending. */
const AROUND_SECONDS = 11
/** Breath that each scene adds. */
const SCENE_SECONDS = 0.6

/** Tells a document in its own words, without any model: the passages that matter most, in order. */
export const offlineScript: ScriptProvider = {
  id: NAME,
  async write({ document, language, seconds }) {
    const warnings: string[] = []
    const own = document.language === 'und' ? 'en' : (document.language.toLowerCase().split('-')[0] ?? 'en')
    if (primary(language) !== 'und' && primary(language) !== own) {
      warnings.push(`Offline, a document can't be translated: it is told in its own language (${own}), not in ${language}.`)
    }
    const sentences = tellableSentences(document, own)
    const title = titleOf(document, sentences)
    const told =
      sentences.length > 0
        ? sentences
        : anySentences(
            document.sections.flatMap(({ paragraphs }) => paragraphs),
            title,
          )
    const importance = importanceOf(told, title, own)
    const cost = (text: string) => (seconds === undefined ? text.length : speakingSeconds(text, own) + SCENE_SECONDS / 1.6)
    const costs = told.map(({ text }) => cost(text))
    const budget = seconds === undefined ? charactersFor(costs) : Math.max(10, seconds - AROUND_SECONDS)
    const passages = choosePassages({ sentences: told, importance, costs, budget })
    for (const { from } of passages) {
      const opener = told[from]
      if (opener !== undefined) opener.text = withoutJoint(opener.text, own)
    }
    const author = document.author !== undefined && document.author.length <= 80 ? document.author : undefined
    const scenes = withLeadIns(cutScenes(passages, told, own), { title, author, language: own })
    const shortfall = seconds === undefined ? 0 : budget - scenes.reduce((sum, { text }) => sum + cost(text), 0)
    if (seconds !== undefined && shortfall > seconds * 0.15)
      warnings.push('The document is too short for the wished length; it is told whole.')
    const quotes = goldenQuotes(told, importance, title)
    return {
      title,
      workTitle: cleanTitle(document.title) || title,
      ...(author === undefined ? {} : { author }),
      language: own,
      quotes,
      subtitles: subtitlesOf(namingHeadings(document.sections.map(({ heading }) => heading)), quotes, title),
      scenes: scenes.map(({ text, page, heading, section }) => ({ text, heading, section, ...(page === undefined ? {} : { page }) })),
      provider: NAME,
      warnings,
    } satisfies Script
  },
  async direct(script) {
    return directionsOf(script)
  },
}

function primary(language: string): string {
  return language.toLowerCase().split('-')[0] ?? 'und'
}

// 800-2,000 characters by the document's length; a short one is told whole.
function charactersFor(costs: number[]): number {
  const total = costs.reduce((sum, cost) => sum + cost, 0)
  const wished = Math.min(2_000, Math.max(800, Math.round(18 * Math.sqrt(total))))
  return total <= wished * 1.2 ? total : wished
}

function subtitlesOf(headings: string[], quotes: string[], title: string): string[] {
  const others = headings.filter((heading) => heading !== title)
  const short = others.filter((heading) => heading.length <= 32)
  const candidates = [short.slice(0, 3).join(' · '), ...others.filter((heading) => heading.length >= 4 && heading.length <= 60), ...quotes]
  return [...new Set(candidates)].filter((subtitle) => subtitle !== '' && subtitle.length <= 120 && subtitle !== title).slice(0, 3)
}

// A document with nothing but fragments is told as it stands: better than nothing.
function anySentences(paragraphs: { text: string; page?: number | undefined }[], title: string): Sentence[] {
  const texts = paragraphs.filter(({ text }) => text.trim() !== '').slice(0, 40)
  const lines = texts.length > 0 ? texts : [{ text: title, page: undefined }]
  return lines.map(({ text, page }) => ({
    text: text.trim().slice(0, 300),
    terms: [],
    page,
    section: 0,
    heading: '',
    run: 0,
    first: false,
    leans: false,
    points: false,
  }))
}
