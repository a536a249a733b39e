import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'

export type Typeface = 'sans' | 'serif'

type Face = { family: string; package: string; subset: string; weights: readonly number[] }

/** The packages' files by what they are there for; all under the OFL. */
const faces: Record<Typeface, { alphabets: Face[]; zh: Face[]; ja: Face[]; ko: Face[]; emoji: Face[] }> = {
  sans: {
    alphabets: [
      ...subsets('noto-sans', 'latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'devanagari'),
      ...subsets('noto-sans-arabic', 'arabic'),
      ...subsets('noto-sans-hebrew', 'hebrew'),
      ...subsets('noto-sans-thai', 'thai'),
    ],
    zh: subsets('noto-sans-sc', 'chinese-simplified'),
    ja: subsets('biz-udpgothic', 'japanese'),
    ko: subsets('nanum-gothic', 'korean'),
    emoji: subsets('noto-color-emoji', 'emoji'),
  },
  serif: {
    alphabets: [
      ...subsets('noto-serif', 'latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'math'),
      ...subsets('noto-naskh-arabic', 'arabic'),
      ...subsets('noto-serif-hebrew', 'hebrew'),
      ...subsets('noto-serif-thai', 'thai'),
      ...subsets('noto-serif-devanagari', 'devanagari'),
    ],
    zh: subsets('noto-serif-sc', 'chinese-simplified'),
    ja: subsets('biz-udpmincho', 'japanese'),
    ko: subsets('nanum-myeongjo', 'korean'),
    emoji: subsets('noto-color-emoji', 'emoji'),
  },
}

const registered = new Set<string>()

/**
 * A CSS family list for canvas text, weights 400 and 700, that covers Latin, Cyrillic, Greek, Han, kana, Hangul, Arabic,
 * Hebrew, Devanagari, Thai and emoji. `language` (BCP 47) decides whose Han glyphs and punctuation come first. With
 * `text`, only the fonts it needs are loaded (emoji alone take 0.4 s the first time); without, all are.
 */
export function fontFamily(kind: Typeface, language = 'en', text?: string): string {
  const { alphabets, zh, ja, ko, emoji } = faces[kind]
  const primary = language.slice(0, 2).toLowerCase()
  const needs = (script: RegExp) => text === undefined || script.test(text)
  const east = [
    ...(primary === 'zh' || needs(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u) ? zh : []),
    ...(primary === 'ja' || needs(/[\p{Script=Hiragana}\p{Script=Katakana}]/u) ? ja : []),
    ...(primary === 'ko' || needs(/\p{Script=Hangul}/u) ? ko : []),
  ]
  const own = { zh, ja, ko }[primary] ?? []
  const list = [...own, ...alphabets, ...east.filter((face) => !own.includes(face)), ...(needs(/\p{Extended_Pictographic}/u) ? emoji : [])]
  for (const face of list) register(face)
  return list.map(({ family }) => `"${family}"`).join(', ')
}

// Canvas keeps one font list for all threads of a process, so another thread may have been here first.
function register({ family, package: name, subset, weights }: Face): void {
  if (registered.has(family)) return
  const styles = GlobalFonts.families.find((known) => known.family === family)?.styles ?? []
  const { resolve } = createRequire(import.meta.url)
  for (const weight of weights) {
    if (styles.some((style) => style.weight === weight)) continue
    const path = resolve(`@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff2`)
    if (GlobalFonts.registerFromPath(path, family) === null) throw new Error(`font ${name} ${subset} ${weight} can't be read`)
  }
  registered.add(family)
}

// A family of our own for each file: fontsource's internal names differ from what one would ask for ("Noto Sans SC Thin"),
// and Skia looks at one file only of several that share a family.
function subsets(name: string, ...list: string[]): Face[] {
  const weights = name === 'noto-color-emoji' ? [400] : [400, 700]
  return list.map((subset) => ({ family: `docreel ${name} ${subset}`, package: name, subset, weights }))
}
