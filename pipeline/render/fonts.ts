import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'

export type Typeface = 'sans' | 'serif'

/** Package and subset of each family, by the script it is there for; all OFL, each with weights 400 and 700 unless said. */
const faces = {
  sans: {
    latin: subsets('noto-sans', ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'devanagari']),
    zh: subsets('noto-sans-sc', ['chinese-simplified']),
    ja: subsets('biz-udpgothic', ['japanese']),
    ko: subsets('nanum-gothic', ['korean']),
    others: [
      ...subsets('noto-sans-arabic', ['arabic']),
      ...subsets('noto-sans-hebrew', ['hebrew']),
      ...subsets('noto-sans-thai', ['thai']),
    ],
  },
  serif: {
    latin: subsets('noto-serif', ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'math']),
    zh: subsets('noto-serif-sc', ['chinese-simplified']),
    ja: subsets('biz-udpmincho', ['japanese']),
    ko: subsets('nanum-myeongjo', ['korean']),
    others: [
      ...subsets('noto-naskh-arabic', ['arabic']),
      ...subsets('noto-serif-hebrew', ['hebrew']),
      ...subsets('noto-serif-thai', ['thai']),
      ...subsets('noto-serif-devanagari', ['devanagari']),
    ],
  },
} as const
const emoji = subsets('noto-color-emoji', ['emoji'])

type Face = { family: string; package: string; subset: string }

let registered = false

/**
 * A CSS family list for canvas text, weights 400 and 700, that covers Latin, Cyrillic, Greek, Han, kana, Hangul, Arabic,
 * Hebrew, Devanagari, Thai and emoji. `language` (BCP 47) decides whose Han glyphs and punctuation come first.
 * Only the fonts of our packages are used, so a text looks the same on every machine.
 */
export function fontFamily(kind: Typeface, language = 'en'): string {
  registerFonts()
  const { latin, zh, ja, ko, others } = faces[kind]
  const han = { zh: [...zh, ...latin, ...ja, ...ko], ja: [...ja, ...latin, ...zh, ...ko], ko: [...ko, ...latin, ...zh, ...ja] }
  const primary = language.slice(0, 2).toLowerCase()
  const ordered = primary === 'zh' || primary === 'ja' || primary === 'ko' ? han[primary] : [...latin, ...zh, ...ja, ...ko]
  return [...ordered, ...others, ...emoji].map(({ family }) => `"${family}"`).join(', ')
}

/** Makes the packages' fonts the only ones that canvas knows in this thread; done once, on first need. */
function registerFonts(): void {
  if (registered) return
  registered = true
  // What happens to be installed on a machine must not change a film's bytes.
  GlobalFonts.removeAll()
  const { resolve } = createRequire(import.meta.url)
  const all = [...Object.values(faces.sans).flat(), ...Object.values(faces.serif).flat(), ...emoji]
  for (const { family, package: name, subset } of all) {
    for (const weight of name === 'noto-color-emoji' ? [400] : [400, 700]) {
      const path = resolve(`@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff2`)
      if (GlobalFonts.registerFromPath(path, family) === null) throw new Error(`font ${name} ${subset} ${weight} can't be read`)
    }
  }
}

// A family of our own for each file: fontsource's internal names differ from what one would ask for ("Noto Sans SC Thin"),
// and Skia looks at one file only of several that share a family.
function subsets(name: string, list: string[]): Face[] {
  return list.map((subset) => ({ family: `docreel ${name} ${subset}`, package: name, subset }))
}
