import { createRequire } from 'node:module'
import { isInstalled } from '../../lib/is-installed.ts'

/** The npm package of the dictionary: Lindera with IPADIC, 13 MB, MIT. Optional; without it kanji can't be read. */
export const japanesePackage = 'lindera-wasm-nodejs-ipadic'

/** True where Japanese can be read, kanji and all, and its nouns told. */
export const canReadKanji = isInstalled(japanesePackage)

/** A word as IPADIC knows it; words it doesn't know have no reading. */
export interface Token {
  surface: string
  /** UTF-16 units from the start of the text. */
  start: number
  /** Part of speech and its first kind: 名詞, 接尾. */
  part: string
  kind: string
  /** Katakana as it is said, ー for long vowels. */
  said: string | undefined
}

interface RawToken {
  surface: string
  byteStart: number
  partOfSpeech: string
  partOfSpeechSubcategory1?: string
  pronunciation?: string
}
interface Lindera {
  TokenizerBuilder: new () => {
    setDictionary(uri: string): void
    setMode(mode: string): void
    build(): { tokenize(text: string): RawToken[] }
  }
}

let loaded: ((text: string) => RawToken[]) | undefined

/** Cuts a text into words. The first call loads the dictionary: about 0.7 s and 140 MB in each process that asks. */
export function tokenize(text: string): Token[] {
  loaded ??= load()
  const units = unitsOf(text)
  return loaded(text).map((token) => ({
    surface: token.surface,
    start: units[token.byteStart] ?? 0,
    part: token.partOfSpeech,
    kind: token.partOfSpeechSubcategory1 ?? '',
    said: token.pronunciation === undefined || token.pronunciation === '*' ? undefined : token.pronunciation,
  }))
}

function load(): (text: string) => RawToken[] {
  const { TokenizerBuilder } = createRequire(import.meta.url)(japanesePackage) as Lindera
  const builder = new TokenizerBuilder()
  builder.setDictionary('embedded://ipadic')
  builder.setMode('normal')
  const tokenizer = builder.build()
  return (text) => tokenizer.tokenize(text)
}

// The UTF-16 unit that each byte of the text in UTF-8 belongs to.
function unitsOf(text: string): number[] {
  const units: number[] = []
  let at = 0
  for (const point of text) {
    for (let byte = Buffer.byteLength(point); byte > 0; byte--) units.push(at)
    at += point.length
  }
  return units
}
