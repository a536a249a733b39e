import type { Sentence } from './tellable.ts'

/** A stretch of neighbouring sentences, `from` inclusive to `to` exclusive. */
export interface Passage {
  from: number
  to: number
}

interface Choice {
  sentences: Sentence[]
  importance: number[]
  /** What each sentence costs of the budget, and the budget, in any one unit. */
  costs: number[]
  budget: number
}

const LONGEST = 4
/** What a passage gains where nothing of its section is told yet. */
const UNTOLD = 1.4
/** A section that holds as much of the document, as a share of one of its parts, is always heard. */
const MAIN = 0.5

/**
 * Chooses passages that together tell a document within a budget, in its order: always something of its opening and its end,
 * then whatever adds most, with every part of the document heard before a part is heard twice. A passage begins with a
 * sentence that stands by itself.
 */
export function choosePassages(choice: Choice): Passage[] {
  const { sentences, costs, budget } = choice
  const total = costs.reduce((sum, cost) => sum + cost, 0)
  if (total <= budget) return wholeRuns(sentences)
  const parts = Math.max(2, Math.min(16, Math.round(budget / (3 * (total / sentences.length)))))
  const partOf = partsBy(costs, parts)
  const brief = briefLength(sentences)
  const all = candidatesOf(choice, brief)
  // A passage that begins in the air is told only where there is no other.
  const sound = all.filter(({ passage }) => standsAlone(sentences[passage.from]))
  const candidates = sound.length > 0 ? sound : all
  const chosen: Passage[] = []
  const taken = new Set<number>()
  const heard = new Map<string, number>()
  const visits = new Array<number>(parts).fill(0)
  const told = new Set<number | undefined>()
  const main = mainSections(sentences, costs, (total / parts) * MAIN)
  let left = budget
  const take = (passage: Passage) => {
    chosen.push(passage)
    for (let index = passage.from; index < passage.to; index++) {
      taken.add(index)
      for (const term of new Set(sentences[index]?.terms)) heard.set(term, (heard.get(term) ?? 0) + 1)
    }
    visits[partOf[passage.from] ?? 0] = (visits[partOf[passage.from] ?? 0] ?? 0) + 1
    told.add(sentences[passage.from]?.section)
    left -= costOf(passage, costs)
  }
  const best = (fits: (passage: Passage) => boolean, bonus: (passage: Passage) => number = () => 1) => {
    let winner: Passage | undefined
    let top = 0
    for (const { passage, score } of candidates) {
      if (!fits(passage) || costOf(passage, costs) > left || touches(passage, taken)) continue
      const section = told.has(sentences[passage.from]?.section) ? 1 : UNTOLD
      const value = score * novelty(passage, sentences, heard) * bonus(passage) * section * 0.4 ** (visits[partOf[passage.from] ?? 0] ?? 0)
      if (value > top) {
        top = value
        winner = passage
      }
    }
    return winner
  }
  const opening = best(
    ({ from }) => from < Math.max(3, sentences.length * 0.12),
    ({ from }) => (1 + 2 * Math.exp(-from / 2)) * (sentences[from]?.points ? 0.1 : 1),
  )
  if (opening !== undefined) take(opening)
  const end = best(
    ({ to }) => to > sentences.length * 0.85,
    ({ to }) => (to === sentences.length ? 1.6 : 1),
  )
  if (end === undefined) {
    const last = lastOf(choice)
    if (last !== undefined && costOf(last, costs) <= left && !touches(last, taken)) take(last)
  } else if (budget > 3 * costOf(end, costs)) take(end)
  // Each with its share of what is left, so that none takes another's.
  const untold = [...main].filter((section) => !told.has(section))
  for (const [place, section] of untold.entries()) {
    const share = left / (untold.length - place)
    const own = best((passage) => sentences[passage.from]?.section === section && costOf(passage, costs) <= share)
    if (own !== undefined) take(own)
  }
  for (let next = best(() => true); next !== undefined; next = best(() => true)) take(next)
  extend(chosen, taken, { ...choice, budget: left }, brief)
  return joined(
    chosen.toSorted((a, b) => a.from - b.from),
    sentences,
  )
}

/** Of the budget, at most, what a tale's end may take. */
const END = 0.5

// The end of a tale leans on all before it: from the nearest sentence that stands by itself.
function lastOf({ sentences, costs, budget }: Choice): Passage | undefined {
  const to = sentences.length
  const from = sentences.findLastIndex((sentence) => standsAlone(sentence))
  const passage = { from, to }
  const isWhole = from >= 0 && sentences[from]?.run === sentences[to - 1]?.run
  return isWhole && costOf(passage, costs) <= budget * END ? passage : undefined
}

function candidatesOf({ sentences, importance }: Choice, brief: number): { passage: Passage; score: number }[] {
  const candidates: { passage: Passage; score: number }[] = []
  for (const [from, opener] of sentences.entries()) {
    // After its own heading, "It" and "This" have something to lean on; elsewhere such an opener would hang in the air.
    const start = opener.points ? 0.2 : opener.leans ? (opener.first ? 0.5 : 0.06) : opener.first ? 1.5 : 1
    let sum = 0.01
    for (let to = from + 1; to <= Math.min(from + LONGEST, sentences.length); to++) {
      const last = sentences[to - 1]
      if (last === undefined || last.run !== opener.run) break
      sum += importance[to - 1] ?? 0
      const length = to - from
      const next = sentences[to]?.run === last.run ? sentences[to] : undefined
      // One step of several is no way to do anything.
      if (next?.step === true && length < 3) continue
      if (length === 1 && isScrap(sentences, from, brief)) continue
      const cut = next?.step === true ? 0.7 : next?.leans === true ? 0.92 : 1
      const trailing = /[:：]\s*$/.test(last.text) ? 0.3 : isUnanswered(sentences, to - 1) || announces(sentences, to - 1, brief) ? 0.4 : 1
      const shape = [0, 0.5, 0.95, 1.12, 1.1][length] ?? 1
      candidates.push({ passage: { from, to }, score: (sum / length) * start * cut * trailing * shape })
    }
  }
  return candidates
}

/** Of a document's mean length of a sentence; less says too little without the rest of its paragraph: "The turning Earth adds one more twist." */
const BRIEF = 0.5

function briefLength(sentences: Sentence[]): number {
  return (BRIEF * sentences.reduce((sum, { text }) => sum + text.length, 0)) / sentences.length
}

function isScrap(sentences: Sentence[], index: number, brief: number): boolean {
  const { text = '', paragraph } = sentences[index] ?? {}
  return text.length < brief && [index - 1, index + 1].some((other) => sentences[other]?.paragraph === paragraph)
}

// The first of a paragraph, where it is brief, says what the rest is about.
function announces(sentences: Sentence[], index: number, brief: number): boolean {
  const { text = '', paragraph } = sentences[index] ?? {}
  return text.length < brief && sentences[index - 1]?.paragraph !== paragraph && sentences[index + 1]?.paragraph === paragraph
}

// A question is told with what answers it.
function isUnanswered(sentences: Sentence[], index: number): boolean {
  return /[?？]\s*$/.test(sentences[index]?.text ?? '') && sentences[index + 1]?.run === sentences[index]?.run
}

function standsAlone(opener: Sentence | undefined): boolean {
  return opener !== undefined && !opener.points && (!opener.leans || opener.first)
}

// Fills what is left of the budget: passages grow by the sentences that follow, else precede, them.
function extend(chosen: Passage[], taken: Set<number>, { sentences, importance, costs, budget }: Choice, brief: number): void {
  let left = budget
  for (;;) {
    const ways = chosen
      .flatMap((passage) => [
        { passage, index: passage.to, next: { from: passage.from, to: passage.to + 1 } },
        { passage, index: passage.from - 1, next: { from: passage.from - 1, to: passage.to } },
      ])
      .filter(({ passage, index }) => {
        const sentence = sentences[index]
        if (sentence === undefined || taken.has(index) || sentence.points || (costs[index] ?? 0) > left) return false
        if (index > passage.from && announces(sentences, index, brief)) return false
        return sentence.run === sentences[passage.from]?.run && (index > passage.from || !sentence.leans)
      })
      .toSorted((a, b) => (importance[b.index] ?? 0) - (importance[a.index] ?? 0) || a.index - b.index)
    const way = ways[0]
    if (way === undefined) return
    Object.assign(way.passage, way.next)
    taken.add(way.index)
    left -= costs[way.index] ?? 0
  }
}

function wholeRuns(sentences: Sentence[]): Passage[] {
  return sentences.flatMap((sentence, from) => {
    if (from > 0 && sentences[from - 1]?.section === sentence.section) return []
    const next = sentences.findIndex(({ section }, index) => index > from && section !== sentence.section)
    return [{ from, to: next < 0 ? sentences.length : next }]
  })
}

function joined(passages: Passage[], sentences: Sentence[]): Passage[] {
  const result: Passage[] = []
  for (const passage of passages) {
    const before = result.at(-1)
    if (before !== undefined && before.to === passage.from && sentences[before.from]?.section === sentences[passage.from]?.section)
      before.to = passage.to
    else result.push({ ...passage })
  }
  return result
}

/** Sections whose sentences cost at least so much. */
export function mainSections(sentences: readonly Sentence[], costs: readonly number[], least: number): ReadonlySet<number | undefined> {
  const held = new Map<number, number>()
  for (const [index, { section }] of sentences.entries()) held.set(section, (held.get(section) ?? 0) + (costs[index] ?? 0))
  return new Set([...held].flatMap(([section, cost]) => (cost >= least ? [section] : [])))
}

function partsBy(costs: number[], parts: number): number[] {
  const total = costs.reduce((sum, cost) => sum + cost, 0)
  let passed = 0
  return costs.map((cost) => {
    const part = Math.min(parts - 1, Math.floor((passed / total) * parts))
    passed += cost
    return part
  })
}

function costOf({ from, to }: Passage, costs: number[]): number {
  let sum = 0
  for (let index = from; index < to; index++) sum += costs[index] ?? 0
  return sum
}

function touches({ from, to }: Passage, taken: Set<number>): boolean {
  for (let index = from; index < to; index++) if (taken.has(index)) return true
  return false
}

// 1 for all new, down to about 0.4 for what was all heard before.
function novelty({ from, to }: Passage, sentences: Sentence[], heard: Map<string, number>): number {
  let fresh = 0
  let all = 0
  for (let index = from; index < to; index++) {
    for (const term of new Set(sentences[index]?.terms)) {
      all++
      fresh += 1 / (1 + (heard.get(term) ?? 0))
    }
  }
  return all === 0 ? 0.3 : 0.3 + (0.7 * fresh) / all
}
