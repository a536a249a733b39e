const SAMPLE = 6_000

/** Scripts that hardly anybody else writes, by language. */
const ownScripts: Record<string, RegExp> = { zh: /\p{sc=Han}/gu, ja: /[\p{sc=Hiragana}\p{sc=Katakana}]/gu, ko: /\p{sc=Hangul}/gu }

/**
 * The primary language of a text as BCP 47, `und` where it can't be told. Scripts that name one language decide alone;
 * `declared` is what the file says of itself, believed where the text is too short to tell.
 */
export async function languageOf(text: string, declared?: string): Promise<string> {
  const sample = middleOf(text)
  const letters = count(sample, /\p{L}/gu)
  if (letters === 0) return primary(declared)
  const share = (script: RegExp) => count(sample, script) / letters
  const kana = share(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu)
  if (kana > 0.1) return 'ja'
  if (share(/\p{sc=Hangul}/gu) > 0.25) return 'ko'
  // A Han letter says as much as a Latin word.
  if (share(/\p{sc=Han}/gu) > 0.2) return 'zh'
  const says = primary(declared)
  // The middle may be a table of foreign names: what the file says is believed where its own script is in the text at all.
  const own = ownScripts[says]
  if (own !== undefined && count(text, own) > 200) return says
  if (share(/\p{sc=Hebrew}/gu) > 0.5) return says === 'yi' ? 'yi' : 'he'
  if (share(/\p{sc=Greek}/gu) > 0.5) return 'el'
  if (share(/\p{sc=Thai}/gu) > 0.5) return 'th'
  if (share(/\p{sc=Cyrillic}/gu) > 0.5) return cyrillic(sample)
  if (letters < 20) return says
  const guesses = await votes(text)
  if (letters < 200 && says !== 'und' && guesses.includes(says)) return says
  return guesses[0] ?? says
}

// Letters that only one of the neighbours writes say more than their frequencies.
async function cyrillic(sample: string): Promise<string> {
  const has = (letters: RegExp) => count(sample, letters) * 250 > sample.length
  if (has(/[іїєґ]/giu)) return has(/ў/giu) ? 'be' : 'uk'
  if (has(/[ыэ]/giu)) return 'ru'
  if (has(/[ђћџјљњ]/giu)) return has(/[ѓќѕ]/giu) ? 'mk' : 'sr'
  return (await guess(sample))[0]?.lang ?? 'und'
}

// Three samples, so that a list of names or a page of code doesn't speak for a book.
async function votes(text: string): Promise<string[]> {
  const size = Math.min(SAMPLE, Math.ceil(text.length / 3))
  const scores = new Map<string, number>()
  for (const place of [0.05, 0.35, 0.65]) {
    const from = Math.floor(text.length * place)
    for (const { lang, accuracy } of await guess(text.slice(from, from + size))) scores.set(lang, (scores.get(lang) ?? 0) + accuracy)
  }
  return [...scores].sort((a, b) => b[1] - a[1]).map(([language]) => language)
}

// Its tables take a quarter of a second to load: scripts that name one language need none.
async function guess(sample: string): Promise<{ lang: string; accuracy: number }[]> {
  const { detectAll } = await import('tinyld')
  // A few names in Greek letters would outvote a page in Latin ones.
  const isLatin = count(sample, /\p{sc=Latin}/gu) * 2 > count(sample, /\p{L}/gu)
  return detectAll(
    isLatin
      ? sample.replace(
          /[[\p{L}\p{M}]--[\p{sc=Latin}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Inherited}\p{sc=Common}]]+/gv,
          ' ',
        )
      : sample,
  )
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
