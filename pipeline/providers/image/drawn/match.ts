const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
/** More words than this are no name of a thing, but tell of several. */
const MOST_NAMED = 2
// Words too common to mean a thing when they only stand somewhere in a sentence or a title.
const VAGUE = new Set(
  'matter matters see look view watch hold touch give care support open new change start begin leave long old late early second day wait more fall rise rate part fit top hot right play act role say ask answer word us self alone build work process system way route cross stay heavy fast speed rest light bright find detail trace test lab look result number average plan goal aim key core part kind life feel happy warm air live post send sign edit late power man state point age year future past time'.split(
    ' ',
  ),
)
// Words that only look like a thing's: who is trained is no train.
const OTHER = new Set(
  'trained training trainer trainers trainee planted planter booked booking staged staging seated barking ringing ringed bearing bears caring rocking rocked parking shipped shipping stated stating masked'.split(
    ' ',
  ),
)
const ENDINGS = /^(s|es|ed|d|ing|er|ers|ies|al|n)?$/

/** Candidates that the sources' words call for, best first; ties keep their order in the list. */
export function match<T extends { words: readonly string[] }>(candidates: readonly T[], sources: readonly Source[]): T[] {
  return scored(candidates, sources).map(({ candidate }) => candidate)
}

interface Source {
  text: string
  weight: number
}

/** The same with how strongly each is called for. */
export function scored<T extends { words: readonly string[] }>(
  candidates: readonly T[],
  sources: readonly Source[],
): { candidate: T; score: number }[] {
  const read = sources.map(({ text, weight }) => ({ text: text.toLowerCase(), tokens: tokens(text), weight }))
  return candidates
    .map((candidate, order) => {
      let score = 0
      for (const { text, tokens, weight } of read) {
        let best = 0
        for (const word of candidate.words) {
          if ((weight <= 1 || tokens.length > MOST_NAMED) && VAGUE.has(word)) continue
          best = Math.max(best, UNSPACED.test(word) ? han(text, word) : spaced(text, tokens, word))
        }
        score += best * weight
      }
      return { candidate, score, order }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
}

function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
}

// A single character is weak evidence: 心 stands in many words that have no heart in them.
function han(text: string, word: string): number {
  return text.includes(word) ? (word.length > 1 ? 1 : text.length <= 4 ? 0.8 : 0.45) : 0
}

// Short stems match whole words only, long ones any word that begins with them.
function spaced(text: string, words: readonly string[], stem: string): number {
  if (stem.includes(' ')) return text.includes(stem) ? 1.2 : 0
  for (const word of words) {
    const bare = word.replace(ARABIC_ARTICLE, '').replace(KOREAN_PARTICLE, '')
    if (word === stem || bare === stem) return 1.05
    if (bare.startsWith(stem) && !OTHER.has(bare) && (stem.length >= longest(stem) || isForm(bare, stem))) return 1
  }
  return 0
}

const ARABIC_ARTICLE = /^[وفبك]?(?:ال|لل)(?=\p{sc=Arabic}{2})/u
const KOREAN_PARTICLE = /(?<=\p{sc=Hangul})(?:에서는|에서|에게|으로|까지|부터|은|는|이|가|을|를|의|와|과|로|에|도)$/u

const isEnglish = (stem: string): boolean => /^[a-z]+$/.test(stem)

// Other languages have endings of their own, and longer ones.
function longest(stem: string): number {
  return isEnglish(stem) ? 6 : 4
}

function isForm(word: string, stem: string): boolean {
  return isEnglish(stem) && ENDINGS.test(word.slice(stem.length))
}
