import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { isInstalled } from '../../../../../lib/is-installed.ts'
import { tagByNames } from './by-names.ts'
import type { Tagged } from './tagged.ts'

/** The npm package of the dictionary: OpenCorpora's, 12 MB. Optional; without it only names are known. */
export const russianPackage = 'az'

/** One reading of a word: its grammemes by OpenCorpora's names, and how likely it is. */
interface Reading {
  toString(): string
  score: number
  tag: { POST: string; NMbr?: string; CAse?: string; GNdr?: string } & Record<string, unknown>
  /** How many forms the word has, and one of them. */
  formCnt?: number
  inflect(form: number): Reading | false
  normalize(): Reading
}
interface Az {
  load(path: string, kind: string, done: (error: null, data: unknown) => void): void
  Morph: ((word: string) => Reading[]) & { init(path: string, done: () => void): void }
}

let loaded: ((word: string) => Reading[]) | undefined

// 0.4 s and 65 MB. Its own loader answers later; who draws a card can't wait.
function load(): (word: string) => Reading[] {
  const require = createRequire(import.meta.url)
  const az = require(russianPackage) as Az
  const reads: (() => void)[] = []
  az.load = (path, kind, done) => {
    reads.push(() => {
      const file = readFileSync(path)
      done(null, kind === 'json' ? JSON.parse(file.toString()) : file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength))
    })
  }
  az.Morph.init(join(dirname(require.resolve(`${russianPackage}/package.json`)), 'dicts'), () => {})
  for (const read of reads) read()
  return az.Morph
}

/** Tags Russian by OpenCorpora's dictionary, nouns and their adjectives in the nominative. */
export function tagRussian(text: string): Tagged[] {
  if (!isInstalled(russianPackage)) return tagByNames(text, 'ru')
  loaded ??= load()
  const words = text.match(/\p{L}[\p{L}\p{M}'-]*|\d[\d.,]*|[^\p{L}\p{N}\s]/gu) ?? []
  const readings: (Reading | undefined)[] = []
  for (const [at, word] of words.entries()) {
    // "1500р" and "г" are short for a word.
    const isWord = /^\p{sc=Cyrillic}{2}/u.test(word)
    readings.push(isWord ? likeliest(loaded(bare(word)), caseAfter(words, readings, at)) : undefined)
  }
  return words.map((word, at) => tagged(bare(word), readings[at], readings[at + 1], at > 0 && !/[.!?…]/u.test(words[at - 1] ?? '.')))
}

/** "Соль-то": the particle is no part of it. */
const bare = (word: string) => word.replace(/-(?:то|ка|таки|нибудь|либо)$/iu, '')

const KINDS: readonly (readonly [parts: RegExp, part: Tagged['part']])[] = [
  [/^ADJF$/, 'adjective'],
  [/^(?:VERB|INFN|GRND|ADJS|PRTS|PRED)$/, 'verb'],
  [/^PREP$/, 'preposition'],
  [/^NUMR$/, 'number'],
]

const GENITIVE = /^(?:из|до|от|у|без|для|около|возле|после|вокруг|среди|кроме|ради|из-за|из-под|против|вдоль|мимо)$/iu

// "До озера" is one lake's, "озера" alone may be lakes: no nominative follows a preposition.
function caseAfter(words: readonly string[], readings: readonly (Reading | undefined)[], at: number): RegExp {
  let before = at - 1
  while (/^ADJF$/.test(readings[before]?.tag.POST ?? '')) before--
  if (readings[before]?.tag.POST !== 'PREP') return /./
  return GENITIVE.test(words[before] ?? '') ? /^gent$/ : /^(?!nomn)/
}

/** Readings of one part count together: a genitive and an accusative are one noun. */
function likeliest(all: readonly Reading[], expected: RegExp): Reading | undefined {
  const fitting = all.filter(({ tag }) => expected.test(tag.CAse ?? '-'))
  const readings = fitting.length > 0 ? fitting : all
  const total = readings.reduce((sum, { score }) => sum + score, 0)
  const [best] = readings
  const same = readings.filter(({ tag }) => tag.POST === best?.tag.POST)
  // "Дома" is at home as often as a house's: what may be another word is none.
  return same.reduce((sum, { score }) => sum + score, 0) > total * SURE ? best : undefined
}
const SURE = 0.6

function tagged(word: string, reading: Reading | undefined, next: Reading | undefined, isInside: boolean): Tagged {
  if (/^[^\p{L}\p{N}]/u.test(word)) return { word, lemma: word, part: 'mark' }
  if (/^\d/.test(word)) return { word, lemma: word, part: 'number' }
  const isName = isInside && /^\p{Lu}/u.test(word)
  if (reading === undefined) return { word, lemma: word.toLowerCase(), part: isName ? 'name' : 'other' }
  const { tag } = reading
  const lemma = String(reading.normalize())
  if (tag.POST === 'NOUN') {
    // A foreign name that looks like a noun is not declined as that.
    if (isName && !isProper(reading)) return { word, lemma, part: 'name' }
    return { word: cased(nominative(reading, word, [tag.NMbr]), word), lemma, part: isProper(reading) ? 'name' : 'noun' }
  }
  const part = KINDS.find(([parts]) => parts.test(tag.POST))?.[1] ?? 'other'
  if (part !== 'adjective') return { word, lemma, part }
  // "Каждый", "первый" and "один" say which, and not what it is like.
  if (tag.Apro === true || tag.Anum === true || lemma === 'один' || next?.tag.POST !== 'NOUN' || tag.CAse !== next.tag.CAse)
    return { word, lemma, part: 'other' }
  const own = nominative(reading, word, [next.tag.NMbr, next.tag.NMbr === 'plur' ? undefined : next.tag.GNdr])
  return { word: cased(own, word), lemma, part: 'adjective' }
}

// Of several plurals the nearest: "деревьев" are "деревья", and no "дерева".
function nominative(reading: Reading, word: string, grammemes: readonly (string | undefined)[]): string {
  const asked = ['nomn', ...grammemes.filter((one) => one !== undefined)]
  const forms = Array.from({ length: reading.formCnt ?? 0 }, (_, index) => reading.inflect(index)).filter((form) =>
    asked.every((one) => form !== false && form.tag[one] === true),
  )
  const [nearest] = forms.map(String).toSorted((one, other) => shared(other, word) - shared(one, word))
  return nearest ?? word
}

function shared(form: string, word: string): number {
  const lower = word.toLowerCase()
  const end = [...form].findIndex((letter, at) => letter !== lower[at])
  return end < 0 ? form.length : end
}

const isProper = ({ tag }: Reading) => ['Geox', 'Surn', 'Name', 'Patr', 'Orgn', 'Trad'].some((grammeme) => tag[grammeme] === true)

function cased(word: string, written: string): string {
  return /^\p{Lu}/u.test(written) ? word.charAt(0).toUpperCase() + word.slice(1) : word
}
