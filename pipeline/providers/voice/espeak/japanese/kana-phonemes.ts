/** eSpeak's names of a syllable's consonant, by the kana of its row; vowels stand in the order アイウエオ. */
const rows: [kana: string, consonant: string][] = [
  ['アイウエオ', ''], ['カキクケコ', 'k'], ['ガギグゲゴ', 'g'], ['サ　スセソ', 's'], ['　シ　　　', 's\\'], ['ザ　ズゼゾ', 'z'], ['　ジ　　　', 'd_z\\'], ['タ　　テト', 't'],
  ['　チ　　　', 't_s\\'], ['　　ツ　　', 't_s'], ['ダ　　デド', 'd'], ['　ヂ　　　', 'd_z\\'], ['　　ヅ　　', 'z'], ['ナニヌネノ', 'n'], ['ハ　　ヘホ', 'h'], ['　ヒ　　　', 'C'],
  ['　　フ　　', 'p\\'], ['バビブベボ', 'b'], ['パピプペポ', 'p'], ['マミムメモ', 'm'], ['ヤ　ユ　ヨ', 'j'], ['ラリルレロ', 'r`'], ['ワ　　　　', 'w'], ['　ヰ　ヱヲ', ''], ['　　ヴ　　', 'v'],
] // biome-ignore format: a table
const VOWELS = 'aiueo'

const syllables = new Map(
  rows.flatMap(([kana, consonant]) => [...kana].map((one, index) => [one, { consonant, vowel: VOWELS.charAt(index) }] as const)),
)
/** Consonants that are soft by themselves; the others take a y: キャ, リョ. */
const SOFT = new Set(['s\\', 'd_z\\', 't_s\\', 'C', 'j'])

/** One beat of Japanese: ー, ン and ッ are beats of their own. */
interface Mora {
  consonant: string
  vowel: string
  /** Which word of the phrase it belongs to. */
  word: number
}

/**
 * A phrase's words in katakana, each in eSpeak's phonemes. The phrase rises once, on its second beat, or on its first where that is
 * long, and falls from there. eSpeak's own rules for kana misread リョ, ンバ, ッパ and オウ, and stress every word.
 */
export function phonemesOf(words: readonly string[]): string[] {
  const morae = moraeOf(words)
  const rise = morae.length < 3 || LONG.has(morae[1]?.vowel ?? '') ? 0 : 1
  const isCopula = /(?:デス|マス)$/.test(words.at(-1) ?? '')
  const said = words.map(() => '')
  for (const [index, mora] of morae.entries()) said[mora.word] += written(mora, morae[index + 1], index === rise, isCopula)
  return said
}

const LONG = new Set(['ー', 'ン', 'ッ'])

function moraeOf(words: readonly string[]): Mora[] {
  const morae: Mora[] = []
  for (const [word, one] of words.flatMap((kana, word) => [...kana].map((one) => [word, one] as const))) {
    const last = morae.at(-1)
    const syllable = syllables.get(one)
    const small = 'ャ　ュ　ョ'.indexOf(one)
    const tiny = 'ァィゥェォ'.indexOf(one)
    if (one === 'ー' || one === 'ン' || one === 'ッ') morae.push({ consonant: '', vowel: one, word })
    else if (syllable !== undefined) morae.push({ ...syllable, word })
    else if (last !== undefined && small >= 0) soften(last, VOWELS.charAt(small))
    else if (last !== undefined && tiny >= 0) join(last, VOWELS.charAt(tiny))
    else if (tiny >= 0) morae.push({ consonant: '', vowel: VOWELS.charAt(tiny), word })
    else if (one === 'ヮ' && last !== undefined) join(last, 'a')
    else if (one === 'ヶ' || one === 'ヵ') morae.push({ consonant: 'k', vowel: 'a', word })
  }
  return morae
}

function soften(mora: Mora, vowel: string): void {
  if (!SOFT.has(mora.consonant)) mora.consonant += '_j'
  mora.vowel = vowel
}

// ティ and ファ take their vowel alone; ウィ and クァ put a w between; シェ and チェ stay soft.
function join(mora: Mora, vowel: string): void {
  const { consonant } = mora
  if (mora.vowel === 'i' && consonant === '') mora.consonant = 'j'
  else if (mora.vowel === 'i' && !SOFT.has(consonant)) mora.consonant = `${consonant}_j`
  else if (mora.vowel === 'u' && ['', 'k', 'g'].includes(consonant)) mora.consonant = `${consonant}w`
  mora.vowel = vowel
}

function written({ consonant, vowel }: Mora, next: Mora | undefined, isRise: boolean, isCopula: boolean): string {
  if (vowel === 'ー') return ':'
  if (vowel === 'ン') return nasalBefore(next)
  if (vowel === 'ッ') return doubledBefore(next)
  // "mash'ta", "s'ki" and a last "des": between breaths the vowel is not voiced.
  const isBreath = !isRise && ((vowel === 'i' && consonant === 's\\') || (vowel === 'u' && consonant === 's'))
  if (isBreath && (next === undefined ? isCopula : /^(?:[kt]|p(?!\\))/.test(next.consonant))) return consonant
  return `${consonant}${isRise ? "'" : ''}${vowel}`
}

function nasalBefore(next: Mora | undefined): string {
  const sound = next?.consonant ?? ''
  if (/^[kg]/.test(sound)) return 'N'
  if (/^[mbp](?!\\)/.test(sound)) return 'm'
  if (/^[tdnzr]/.test(sound)) return 'n'
  return next !== undefined && (sound === '' || /^[jw]/.test(sound)) ? 'u~' : 'N\\'
}

// The consonant held, or the throat closed where nothing follows.
function doubledBefore(next: Mora | undefined): string {
  const sound = next?.consonant ?? ''
  if (sound === '') return '?'
  if (sound.startsWith('t')) return 't'
  return sound.startsWith('d') ? 'd' : sound.replace(/_j$|w$/, '')
}
