import { primary } from './narration-length.ts'

// Other codes for what the detector calls by one name.
const SAME: Record<string, string> = { nb: 'no', nn: 'no', yue: 'zh', cmn: 'zh', iw: 'he' }

/** True where a text is surely not in a language; false where it is too short to tell or the language is not one we can tell. */
export async function isForeign(text: string, language: string): Promise<boolean> {
  const code = SAME[primary(language)] ?? primary(language)
  if (text.length < 80) return false
  const { detectAll, supportedLanguages, toISO2 } = await detector()
  if (!supportedLanguages.some((known) => toISO2(known) === code)) return false
  const heard = detectAll(text)
  const surest = heard[0]?.accuracy ?? 0
  const asked = heard.find(({ lang }) => lang === code)?.accuracy ?? 0
  return surest > 0.1 && asked < surest / 10
}

/** The language of a text, `en` where nobody can tell. */
export async function languageOf(text: string): Promise<string> {
  return (await detector()).detectAll(text)[0]?.lang ?? 'en'
}

// Its tables take a third of a second to load, which every start would wait for.
function detector() {
  return import('tinyld')
}
