import { detectAll } from 'tinyld'

const SAMPLE = 6_000

/**
 * The primary language of a text as BCP 47, `und` where it can't be told. Scripts that name one language decide alone;
 * `declared` is what the file says of itself, believed where the text is too short to tell.
 */
export function languageOf(text: string, declared?: string): string {
  const sample = middleOf(text)
  const letters = count(sample, /\p{L}/gu)
  if (letters === 0) return primary(declared)
  const share = (script: RegExp) => count(sample, script) / letters
  const kana = share(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu)
  if (kana > 0.1) return 'ja'
  if (share(/\p{sc=Hangul}/gu) > 0.25) return 'ko'
  // A Han letter says as much as a Latin word.
  if (share(/\p{sc=Han}/gu) > 0.2) return 'zh'
  if (share(/\p{sc=Hebrew}/gu) > 0.5) return primary(declared) === 'yi' ? 'yi' : 'he'
  if (share(/\p{sc=Greek}/gu) > 0.5) return 'el'
  if (share(/\p{sc=Thai}/gu) > 0.5) return 'th'
  const guesses = detectAll(sample)
  const best = guesses[0]
  if (best === undefined || letters < 20) return primary(declared)
  const says = primary(declared)
  if (letters < 200 && says !== 'und' && guesses.some((guess) => guess.lang === says)) return says
  return best.lang
}

function primary(tag: string | undefined): string {
  return /^([a-z]{2,3})(?:[-_]|$)/i.exec(tag?.trim() ?? '')?.[1]?.toLowerCase() ?? 'und'
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0
}

// Front matter and addresses stand at the ends; prose in the middle.
function middleOf(text: string): string {
  if (text.length <= SAMPLE) return text
  const from = Math.floor(text.length * 0.3)
  return text.slice(from, from + SAMPLE)
}
