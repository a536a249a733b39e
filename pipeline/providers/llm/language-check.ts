import { detectAll, supportedLanguages, toISO2 } from 'tinyld'
import { primary } from './narration-length.ts'

const KNOWN = new Set(supportedLanguages.map(toISO2))
// Other codes for what the detector calls by one name.
const SAME: Record<string, string> = { nb: 'no', nn: 'no', yue: 'zh', cmn: 'zh', iw: 'he' }

/** True where a text is surely not in a language; false where it is too short to tell or the language is not one we can tell. */
export function isForeign(text: string, language: string): boolean {
  const code = SAME[primary(language)] ?? primary(language)
  if (text.length < 80 || !KNOWN.has(code)) return false
  const heard = detectAll(text)
  const surest = heard[0]?.accuracy ?? 0
  const asked = heard.find(({ lang }) => lang === code)?.accuracy ?? 0
  return surest > 0.1 && asked < surest / 10
}

/** The language of a text, `en` where nobody can tell. */
export function languageOf(text: string): string {
  return detectAll(text)[0]?.lang ?? 'en'
}
