import { filmSeconds } from '../../../speech/film-seconds.ts'
import { rests } from '../../../speech/rests.ts'
import { speakingSeconds } from '../../../speech/speaking-seconds.ts'
import { choosePassages } from './choose-passages.ts'
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

/** Tells the material in 800-2,000 characters by its length, or within 10 % of the wished seconds of film. */
export function tellWithin({ seconds, ...material }: Material & { seconds: number | undefined }): Telling {
  const importance = importanceOf(material.sentences, material.title, material.language)
  if (seconds === undefined) {
    const costs = material.sentences.map(({ text }) => text.length)
    return tell(material, importance, costs, charactersFor(costs))
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
  const passages = choosePassages({ sentences, importance, costs, budget })
  const told = [...sentences]
  for (const { from } of passages) {
    const opener = told[from]
    if (opener !== undefined) told[from] = { ...opener, text: withoutJoint(opener.text, language) }
  }
  const scenes = withLeadIns(cutScenes(passages, told, language), { title, author, language })
  const early = new Set(passages.slice(0, 2).flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)))
  const next = scenes[0]?.text ?? ''
  // The quote opens the film: one that is said again a moment later tires, and the more the sooner.
  const weights = sentences.map(({ text }, index) => (importance[index] ?? 0) * (next.includes(text) ? 0.3 : early.has(index) ? 0.7 : 1))
  const quotes = goldenQuotes(sentences, weights, title)
  const whole = passages.reduce((sum, { from, to }) => sum + to - from, 0) === sentences.length
  return { scenes, quotes, whole, seconds: filmSeconds({ quote: quotes[0] ?? title, scenes, language }) }
}

// A short document is told whole.
function charactersFor(costs: number[]): number {
  const total = costs.reduce((sum, cost) => sum + cost, 0)
  const wished = Math.min(2_000, Math.max(800, Math.round(14.5 * Math.sqrt(total))))
  return total <= wished * 1.2 ? total : wished
}
