import { functionWords } from './function-words.ts'
import { isBackMatter } from './prose.ts'
import type { Sentence } from './tellable.ts'
import { termsOf } from './terms.ts'

const BLOCK = 300
const ABSTRACT =
  /\b(?:abstract|(?:executive )?summary|overview|synopsis|at a glance|key (?:findings|points|messages)|zusammenfassung|überblick|résumé|resumen|sommario|resumo)\b|摘要|概述|概要|综述|內容簡介|内容简介|简介|要旨|まとめ|概説|аннотация|реферат|резюме|краткое содержание|요약|개요|초록|ملخص/iu
const INTRODUCTION =
  /\b(?:introduction|preface|foreword|background|motivation|about|einleitung|einführung|vorwort|introducción|avant-propos)\b|引言|绪论|前言|导言|背景|序|はじめに|序論|введение|предисловие|서론|머리말|مقدمة/iu
const CONCLUSION =
  /\b(?:conclusions?|concluding|discussion|outlook|summary|fazit|ausblick|schluss|conclusión|conclusiones)\b|结论|总结|结语|展望|小结|結論|おわりに|заключение|выводы|결론|맺음말|خاتمة/iu

/**
 * How much each sentence tells of the whole, about 0..2: TextRank within blocks of 300 sentences, weighed with the document's
 * own keywords, the title's and headings' words, the kind of section, and its place.
 */
export function importanceOf(sentences: Sentence[], title: string, language: string): number[] {
  const weights = termWeights(sentences, title, language)
  const ranks: number[] = []
  for (let from = 0; from < sentences.length; from += BLOCK) ranks.push(...textRank(sentences.slice(from, from + BLOCK), weights))
  const keyness = sentences.map(({ terms }) => {
    const own = new Set(terms)
    let sum = 0
    for (const term of own) sum += weights.get(term) ?? 0
    return sum / (own.size + 4)
  })
  const scale = 1 / Math.max(1e-9, percentile(keyness, 0.95))
  const told = new Map<number, number>()
  for (const { section } of sentences) told.set(section, (told.get(section) ?? 0) + 1)
  const formulas = formulasIn(sentences, language)
  return sentences.map((sentence, index) => {
    const content = 0.5 * (ranks[index] ?? 0) + 0.5 * Math.min(1.2, (keyness[index] ?? 0) * scale)
    // A note of three sentences among chapters is an aside, whatever stands in it.
    const share = Math.min(1, Math.sqrt((told.get(sentence.section) ?? 0) / 7))
    return content * share * place(sentence, index / sentences.length) * (formulas.has(index) ? FORMULA : 1)
  })
}

/** What a sentence is worth that is said again and again with another name: "X erklärt die Annahme der Wahl." */
const FORMULA = 0.2
/** So much of a sentence's own words comes in so many others. */
const ALIKE = 0.5
const FEWEST_ALIKE = 2
const AGAIN = 3

function formulasIn(sentences: readonly Sentence[], language: string): ReadonlySet<number> {
  const found = new Set<number>()
  const empty = functionWords(language)
  const bags = sentences.map(({ terms }) => new Set(terms.filter((term) => !empty.has(term))))
  for (const [index, bag] of bags.entries()) {
    const near = bags.slice(Math.max(0, index - BLOCK / 2), index + BLOCK / 2)
    if (near.filter((other) => other !== bag && areAlike(bag, other)).length >= AGAIN) found.add(index)
  }
  return found
}

function areAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((term) => other.has(term)).length
  return shared >= FEWEST_ALIKE && shared >= Math.max(one.size, other.size) * ALIKE
}

/** How strongly each term belongs to this document: frequent, spread over it, and more so when in its title or headings. */
export function termWeights(sentences: Sentence[], title: string, language: string): Map<string, number> {
  const frequency = new Map<string, number>()
  const spread = new Map<string, Set<number>>()
  const parts = 20
  for (const [index, { terms }] of sentences.entries()) {
    for (const term of new Set(terms)) {
      frequency.set(term, (frequency.get(term) ?? 0) + 1)
      const places = spread.get(term) ?? new Set()
      spread.set(term, places.add(Math.floor((index / sentences.length) * parts)))
    }
  }
  const named = new Map<string, number>()
  for (const heading of new Set(sentences.map(({ heading }) => heading))) {
    if (!isBackMatter(heading)) for (const term of new Set(termsOf(heading, language))) named.set(term, (named.get(term) ?? 0) + 1)
  }
  const inTitle = new Set(termsOf(title, language))
  const weights = new Map<string, number>()
  for (const [term, count] of frequency) {
    if (count < 2 && sentences.length > 20) continue
    // What stands in every other sentence is grammar, in a language whose stop words are not listed.
    const common = count / sentences.length
    const dulled = common > 0.2 && !inTitle.has(term) && sentences.length > 30 ? 0.15 : 1
    const honour = (inTitle.has(term) ? 1.8 : 1) * (named.has(term) ? 1.3 : 1)
    weights.set(term, Math.log1p(count) * Math.sqrt((spread.get(term)?.size ?? 1) / parts) * honour * dulled)
  }
  return weights
}

/** Paths, files and versions are for the eye: "/usr/bin", "gentoo-0.9.12.tar.gz", "debian/rules". */
const TYPED =
  /(?:^|\s|[(«“"])[~.]?\/[\w.-]+\/?|\w\.(?:tar|gz|zip|txt|cfg|conf|symbols|deb|rpm|sh|py|js|org|html?)(?![\p{L}\d])|\p{L}-\d+\.\d|\p{Ll}{2,}\/\p{Ll}{3,}[.*]?\p{Ll}*(?=[\s.,;:)]|$)/u

function place({ heading, points, leans, text }: Sentence, at: number): number {
  let factor = 1
  if (ABSTRACT.test(heading)) factor *= 1.6
  else if (CONCLUSION.test(heading)) factor *= 1.3
  else if (INTRODUCTION.test(heading)) factor *= 1.2
  if (at < 0.03) factor *= 1.15
  if (points) factor *= 0.35
  if (leans) factor *= 0.95
  if (/[:：]\s*$/.test(text)) factor *= 0.5
  if (/[?？]\s*$/.test(text)) factor *= 0.9
  if (TYPED.test(text)) factor *= 0.25
  const digits = (text.match(/\d/g)?.length ?? 0) / text.length
  return factor * (digits > 0.06 ? 0.8 : 1)
}

function textRank(sentences: Sentence[], weights: Map<string, number>): number[] {
  const bags = sentences.map(({ terms }) => new Set(terms.filter((term) => weights.has(term))))
  const edges: Map<number, number>[] = bags.map(() => new Map())
  const holders = new Map<string, number[]>()
  for (const [index, bag] of bags.entries()) for (const term of bag) holders.set(term, [...(holders.get(term) ?? []), index])
  for (const [term, where] of holders) {
    if (where.length < 2 || where.length > 60) continue
    const weight = (weights.get(term) ?? 0) / Math.log1p(where.length)
    for (const a of where) for (const b of where) if (a !== b) edges[a]?.set(b, (edges[a].get(b) ?? 0) + weight)
  }
  for (const [a, own] of edges.entries()) {
    for (const [b, weight] of own) own.set(b, weight / Math.log(3 + (bags[a]?.size ?? 0) + (bags[b]?.size ?? 0)))
  }
  const totals = edges.map((own) => [...own.values()].reduce((sum, weight) => sum + weight, 0))
  let ranks = bags.map(() => 1)
  for (let round = 0; round < 20; round++) {
    const next = bags.map(() => 0.15)
    for (const [a, own] of edges.entries()) {
      for (const [b, weight] of own) next[b] = (next[b] ?? 0) + (0.85 * weight * (ranks[a] ?? 0)) / Math.max(1e-9, totals[a] ?? 0)
    }
    ranks = next
  }
  const top = Math.max(1e-9, percentile(ranks, 0.98))
  return ranks.map((rank) => Math.min(1.2, rank / top))
}

function percentile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0
}
