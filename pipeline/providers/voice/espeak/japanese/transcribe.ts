import { phonemesOf } from './kana-phonemes.ts'
import { readWords, type SpokenWord } from './read-words.ts'

/** A text in eSpeak's phonemes, and for each place of it at which a word begins the place of that word in the text (code points). */
export interface Transcription {
  text: string
  places: { spoken: number; written: number }[]
}

/** What eSpeak says as it is written, and what it must be told. */
const MARKS: Record<string, string> = { '。': '.', '．': '.', '、': ',', '，': ',', '！': '!', '？': '?', '；': ',', ';': ',', ':': ',' }

/** Writes a Japanese text as eSpeak's phonemes, kanji and all. */
export function transcribe(text: string): Transcription {
  const points = pointsOf(text)
  const places: Transcription['places'] = []
  let spoken = ''
  for (const phrase of phrasesOf(readWords(text))) {
    const [first] = phrase
    if (first?.kind === 'mark') {
      spoken = `${spoken.trimEnd()}${MARKS[first.said] ?? first.said} `
      continue
    }
    const said = first?.kind === 'latin' ? phrase.map((word) => word.said) : phonemesOf(phrase.map((word) => word.said))
    // The voice is another language's: each group says that its phonemes are Japanese.
    if (first?.kind === 'kana') spoken += '[[_^_JA'
    for (const [index, word] of phrase.entries()) {
      spoken += ' '
      places.push({ spoken: spoken.length, written: points[word.start] ?? 0 })
      spoken += said[index] ?? ''
    }
    if (first?.kind === 'kana') spoken += ']]'
    spoken += ' '
  }
  return { text: spoken, places }
}

/** The place in the text (code points) of the word that eSpeak begins at a place of its own. */
export function writtenPlace({ places }: Transcription, spoken: number): number {
  let found = places[0]?.written ?? 0
  for (const place of places) {
    if (place.spoken > spoken) break
    found = place.written
  }
  return found
}

function phrasesOf(words: SpokenWord[]): SpokenWord[][] {
  const phrases: SpokenWord[][] = []
  for (const word of words) {
    const open = phrases.at(-1)
    if (open === undefined || word.opens || open[0]?.kind !== word.kind) phrases.push([word])
    else open.push(word)
  }
  return phrases
}

// The code point that each UTF-16 unit belongs to.
function pointsOf(text: string): number[] {
  const points: number[] = []
  let at = 0
  for (const point of text) {
    for (let unit = 0; unit < point.length; unit++) points.push(at)
    at++
  }
  return points
}
