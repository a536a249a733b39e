import { isInstalled } from '../../../../../lib/is-installed.ts'
import { wordnetPackage } from '../../../../../lib/wordnet.ts'
import { canReadKanji, japanesePackage } from '../../../../speech/japanese-dictionary.ts'
import { tagArticled } from './articled.ts'
import { tagByNames } from './by-names.ts'
import { chinesePackage, tagChinese } from './chinese.ts'
import { tagEnglish } from './english.ts'
import { tagGerman } from './german.ts'
import { tagJapanese } from './japanese.ts'
import { tagKorean } from './korean.ts'
import { romancePackages, tagRomance } from './romance.ts'
import { russianPackage, tagRussian } from './russian.ts'
import type { Tagged } from './tagged.ts'

const taggers: Readonly<Record<string, (text: string, language: string) => Tagged[]>> = {
  ...{ en: tagEnglish, zh: tagChinese, ru: tagRussian, ko: tagKorean, de: tagGerman, lb: tagGerman, ar: tagArticled, he: tagArticled },
  ...{ fr: tagRomance, es: tagRomance, it: tagRomance, pt: tagRomance, ca: tagRomance, gl: tagRomance },
  ja: (text) => (canReadKanji ? tagJapanese(text) : []),
}

/** Cuts a text into words and tells what each is; of a language that nothing is known of, only its names. Dictionaries are loaded at first use. */
export function tag(text: string, language: string): Tagged[] {
  return (taggers[language] ?? tagByNames)(text.normalize('NFC'), language)
}

/** The optional packages that languages' nouns are known by. */
export const dictionaries: Readonly<Record<string, string>> = {
  en: wordnetPackage,
  ja: japanesePackage,
  ru: russianPackage,
  zh: chinesePackage,
  ...Object.fromEntries(Object.entries(romancePackages).map(([language, { name }]) => [language, name])),
}

/** The optional package that a language's nouns are known by and that is not installed. */
export function missingDictionary(language: string): string | undefined {
  const name = dictionaries[language]
  return name === undefined || isInstalled(name) ? undefined : name
}
