import { createRequire } from 'node:module'
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { z } from 'zod'
import { functionWords, nounPhrasesOf } from './noun-phrases.ts'
import { isStopWord, termsOf } from './terms.ts'

const ABSTRACT_ENDINGS = /(?:ness|ity|ism|ance|ence|ship|hood)$/
const VERBS =
  /^(?:\w+(?:ize|ise|ify)s?|is|are|was|were|become|becomes|became|include|includes|provide|provides|allow|allows|show|shows|need|needs|help|helps|take|takes|come|comes|goes|went|see|seen|known|called|said|says)$/

/** Up to five things a scene speaks of, concrete noun phrases first; `all` are the film's texts, to tell the special from the common. */
export function keywordsOf(text: string, all: string[], language: string): string[] {
  const phrases = language === 'zh' ? chineseNouns(text) : language === 'en' ? englishNouns(text) : otherNouns(text, language)
  const commonness = (phrase: string) => all.filter((other) => other.toLowerCase().includes(phrase.toLowerCase())).length / all.length
  const pale = PALE[language]
  // What a number stands before is its unit, and pale as a unit is.
  const counted = new Set(Array.from(text.matchAll(/\d[\d.,]*\s(\p{L}+)/gu), ([, unit = '']) => unit))
  const paled = (phrase: string) => (pale?.has(phrase.toLowerCase()) || counted.has(phrase) ? 0.3 : 1)
  const scored = [...phrases].map(([phrase, weight], order) => ({
    phrase,
    score: weight * paled(phrase) * (1.2 - 0.6 * commonness(phrase)) - order * 0.01,
  }))
  const chosen: string[] = []
  for (const { phrase } of scored.toSorted((a, b) => b.score - a.score)) {
    const lower = phrase.toLowerCase()
    if (chosen.length > 0 && paled(phrase) < 1) continue
    if (chosen.some((other) => other.toLowerCase().includes(lower) || lower.includes(other.toLowerCase()))) continue
    chosen.push(phrase)
    if (chosen.length === 5) break
  }
  return chosen
}

function otherNouns(text: string, language: string): Map<string, number> {
  return nounPhrasesOf(text, language) ?? phrasesOf(text, functionWords(language))
}

// Runs of content words without a function word or a verb between them; names and longer runs weigh more.
function phrasesOf(text: string, empty: ReadonlySet<string> = new Set()): Map<string, number> {
  const found = new Map<string, number>()
  for (const clause of text.split(/[.,;:!?()"“”«»—–]+|\s-\s/u)) {
    let run: string[] = []
    const close = () => {
      const words = run.slice(-3)
      run = []
      const last = words.at(-1)
      if (last === undefined || words.join('').length < 3) return
      const phrase = words.join(' ')
      const name = words.filter((word) => /^\p{Lu}/u.test(word)).length
      const weight =
        1 +
        0.5 * (words.length - 1) +
        0.5 * Math.min(2, name) -
        (ABSTRACT_ENDINGS.test(last) ? 0.6 : 0) -
        (/(?:ing|ed|ly)$/.test(last) ? 0.8 : 0)
      found.set(phrase, (found.get(phrase) ?? 0) + weight)
    }
    for (const word of clause.trim().split(/\s+/)) {
      const bare = word.replace(/^['’]+|['’]s?$/gu, '')
      if (
        bare === '' ||
        isStopWord(bare) ||
        empty.has(bare.toLowerCase()) ||
        VERBS.test(bare.toLowerCase()) ||
        !/^[\p{L}\p{M}\p{N}'’-]+$/u.test(bare) ||
        /^\p{N}/u.test(bare) ||
        termsOf(bare, 'en').length === 0
      )
        close()
      else if (/(?:ly|ed)$/.test(bare) && /^\p{Ll}/u.test(bare)) close()
      else run.push(bare)
    }
    close()
  }
  return found
}

// Nouns that carry a sentence's grammar more often than its picture.
const PALE: Record<string, ReadonlySet<string>> = Object.fromEntries(
  Object.entries({
    en:
      'way ways time times day days night year years hour hours minute minutes century end thing things part parts side kind number lot case half ' +
      'piece reason people one ones others example same rest nobody percent metres meters miles kilometres kilometers pounds dollars',
    de: 'prozent kilometer meter minute minuten stunde stunden tag tage tagen jahr jahre jahren jahrhundert hälfte fast teil mal ende anfang euro cent weise seite',
    es: 'vez veces año años día días hora horas minuto minutos siglo siglos parte partes final fin menos más forma manera ciento grado grados mitad',
    fr: 'fois an ans année années jour jours heure heures minute minutes siècle siècles partie fin moins plus façon manière cent moitié',
    it: 'volta volte anno anni giorno giorni ora ore minuti secolo secoli parte fine meno più modo cento metà',
    pt: 'vez vezes ano anos dia dias hora horas minutos século séculos parte fim menos mais forma maneira cento metade',
    ru: 'день дня дней неделя недели недель месяц месяца месяцев год года лет час часа часов раз раза процент процента процентов тысяча тысячи тысяч',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
)

// Its lexicon takes a third of a second to unfold, which a cached film need not pay.
const require = createRequire(import.meta.url)
const english = () => require('compromise/three') as typeof import('compromise/three').default

const Noun = z.object({
  noun: z.object({ root: z.string(), adjectives: z.array(z.string()).default([]) }),
  terms: z.array(z.object({ tags: z.array(z.string()) })),
})

// Each noun with its nearest adjective ("fossil corals"), no articles, no pronouns, no verbs.
function englishNouns(text: string): Map<string, number> {
  const found = new Map<string, number>()
  const nouns = Noun.array().parse(
    english()(text)
      .nouns()
      .json({ terms: { tags: true } }),
  )
  for (const { noun, terms } of nouns) {
    const words = noun.root.split(/\s+/).filter((word) => /^[\p{L}'’-]{2,}$/u.test(word))
    const head = words.at(-1)
    if (head === undefined || words.length > 3 || isStopWord(head) || terms.some(({ tags }) => tags.includes('Pronoun'))) continue
    const tags = new Set(terms.flatMap((term) => term.tags))
    if (tags.has('Date') || tags.has('Unit')) continue
    const adjective = noun.adjectives.findLast((word) => /^[\p{L}'’-]+$/u.test(word) && text.includes(`${word} ${words[0]}`))
    // Any word has a capital at a sentence's start.
    const name = /^\p{Lu}/u.test(head) && tags.has('ProperNoun')
    const phrase = [...(adjective === undefined || name || isStopWord(adjective) ? [] : [adjective]), ...words].join(' ')
    const weight = 1 + 0.4 * (phrase.split(' ').length - 1) + (name ? 0.6 : 0) - (ABSTRACT_ENDINGS.test(head) ? 0.5 : 0)
    if (weight > 0.2) found.set(phrase, (found.get(phrase) ?? 0) + weight)
  }
  return found.size > 0 ? found : phrasesOf(text)
}

let jieba: Jieba | undefined

function chineseNouns(text: string): Map<string, number> {
  jieba ??= Jieba.withDict(dict)
  const found = new Map<string, number>()
  for (const { word, tag } of jieba.tag(text)) {
    if (word.length < 2 || isStopWord(word) || /[我你您他她它们]/u.test(word)) continue
    const weight = /^n[rsztg]/.test(tag)
      ? 1.4
      : tag.startsWith('n')
        ? 1.2
        : /^(?:eng|l|i|vn)/.test(tag)
          ? 0.8
          : tag.startsWith('v')
            ? 0.3
            : 0
    if (weight > 0) found.set(word, (found.get(word) ?? 0) + weight)
  }
  return found
}
