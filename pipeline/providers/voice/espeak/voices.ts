import type { Voice } from '../../provider.ts'

/** How eSpeak is asked for a language: its own voice name with a variant, and its pace in words a minute. */
export interface EspeakVoice extends Voice {
  rate: number
}

// Most languages' words are longer than English ones: a calmer count of them a minute.
const RATE = 138
/** Six and a half beats a second, pauses and all, as narrators of Japanese speak. */
const JAPANESE_RATE = 166

// Variants and paces were chosen by listening and by the spread of the pitch: these were the least flat.
const languages: [language: string, engine: string, name: string][] = [
  ['af', 'af', 'Afrikaans'], ['ar', 'ar', 'العربية'], ['bg', 'bg', 'Български'], ['bn', 'bn', 'বাংলা'], ['ca', 'ca', 'Català'],
  ['cs', 'cs', 'Čeština'], ['da', 'da', 'Dansk'], ['de', 'de', 'Deutsch'], ['el', 'el', 'Ελληνικά'], ['es', 'es', 'Español'],
  ['et', 'et', 'Eesti'], ['fa', 'fa', 'فارسی'], ['fi', 'fi', 'Suomi'], ['fr', 'fr', 'Français'], ['he', 'he', 'עברית'],
  ['hi', 'hi', 'हिन्दी'], ['hr', 'hr', 'Hrvatski'], ['hu', 'hu', 'Magyar'], ['id', 'id', 'Indonesia'], ['it', 'it', 'Italiano'],
  ['ja', 'ja', '日本語'], ['ko', 'ko', '한국어'], ['lt', 'lt', 'Lietuvių'], ['lv', 'lv', 'Latviešu'], ['ms', 'ms', 'Melayu'],
  ['nb', 'nb', 'Norsk'], ['nl', 'nl', 'Nederlands'], ['pl', 'pl', 'Polski'], ['pt', 'pt-br', 'Português'], ['ro', 'ro', 'Română'],
  ['ru', 'ru', 'Русский'], ['sk', 'sk', 'Slovenčina'], ['sl', 'sl', 'Slovenščina'], ['sr', 'sr', 'Српски'], ['sv', 'sv', 'Svenska'],
  ['ta', 'ta', 'தமிழ்'], ['th', 'th', 'ไทย'], ['tr', 'tr', 'Türkçe'], ['uk', 'uk', 'Українська'], ['ur', 'ur', 'اردو'], ['vi', 'vi', 'Tiếng Việt'],
] // biome-ignore format: a table

/** Every voice eSpeak offers here; the first of a language is its best. */
export const espeakVoices: EspeakVoice[] = [
  { id: 'en-us+f3', name: 'English (woman)', language: 'en', rate: 155 },
  { id: 'en-us+m3', name: 'English (man)', language: 'en', rate: 155 },
  { id: 'en+f3', name: 'British English (woman)', language: 'en', rate: 155 },
  { id: 'cmn+f2', name: '中文（女声）', language: 'zh', rate: 190 },
  { id: 'cmn+m3', name: '中文（男声）', language: 'zh', rate: 190 },
  { id: 'yue+f2', name: '粵語', language: 'yue', rate: 190 },
  ...languages.flatMap(([language, engine, name]) => {
    const rate = language === 'ja' ? JAPANESE_RATE : RATE
    return [
      { id: `${engine}+f3`, name: `${name} ♀`, language, rate },
      { id: `${engine}+m3`, name: `${name} ♂`, language, rate },
    ]
  }),
]

/** The voice asked for if eSpeak has it, else the best of the language, else the English one. */
export function chooseVoice(language: string, wished?: string): EspeakVoice {
  const primary = language.toLowerCase().split('-')[0]
  const spoken = primary === 'no' || primary === 'nn' ? 'nb' : primary
  const found =
    espeakVoices.find((voice) => voice.id === wished) ?? espeakVoices.find((voice) => voice.language === spoken) ?? espeakVoices[0]
  if (found === undefined) throw new RangeError('eSpeak has no voices')
  return found
}
