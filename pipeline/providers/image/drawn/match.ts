const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
// Words that only look like a thing's: who is trained is no train.
const OTHER = new Set(
  'trained training trainer trainers trainee planted planter american americans african africans european europeans booked booking shipped shipping coding boxed boxing starring fired firing housed housing handed handing wald electronic electronics electronically'.split(
    ' ',
  ),
)
const ENDINGS = /^(s|es|ed|d|ing|er|ers|ies|n)?$/

/** Candidates that the sources' words call for, best first; ties keep their order in the list. */
export function match<T extends { words: readonly string[] }>(candidates: readonly T[], sources: readonly Source[]): T[] {
  return scored(candidates, sources).map(({ candidate }) => candidate)
}

/** A text of a scene and what it weighs. */
export interface Source {
  text: string
  weight: number
  /** A name that ends with the thing, as in English: a flower family is a family. Else every word counts alike. */
  named?: boolean
}

/** What a word is worth that only says more about the thing that is named. */
const ASIDE = 0.2

/** The same with how strongly each is called for. */
export function scored<T extends { words: readonly string[] }>(
  candidates: readonly T[],
  sources: readonly Source[],
): { candidate: T; score: number }[] {
  const read = sources.map(({ text, weight, named = false }) => ({
    text: text.toLowerCase(),
    tokens: tokens(named ? nameIn(text) : text),
    weight,
    named,
  }))
  return candidates
    .map((candidate, order) => {
      let score = 0
      for (const { text, tokens, weight, named } of read) {
        const worths = candidate.words.map((word) =>
          UNSPACED.test(word) ? unspaced(text, word, named) : spaced(text, tokens, word, named),
        )
        score += Math.max(0, ...worths) * weight
      }
      return { candidate, score, order }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
}

// "Wave in water" is a wave.
function nameIn(text: string): string {
  return text.split(/ (?:of|in|on|at|for|from|with|to) /)[0] ?? text
}

// What a small word joins is a word of its own: an arc-en-ciel is no bow, what moves side-to-side no side.
function tokens(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+-(?:\p{L}{1,3}-)+[\p{L}\p{M}]+|[\p{L}\p{M}]+/gu) ?? []
}

/** Characters that name the same thing at the end of a word: 雨水 is water, while 新手 is no hand. */
const HEADS = new Set('水火山石树花鱼鸟马狗猫船车桥塔雪冰雨茶酒书诗歌米麦河江海湖岛城村田林人风云锅汤病笔灯舰鍋犬鳥魚島桜鍵')
/** Longer runs are no single name. */
const NAME = 3

function unspaced(text: string, word: string, named: boolean): number {
  if (!text.includes(word)) return 0
  if (text === word || text === `${word}儿`) return 1.05
  if (word.length > 1) return !named || text.endsWith(word) || text.length === word.length + 1 ? 1 : ASIDE
  // 南米 is a part of the world, and no rice.
  if (/^[南北中欧日全渡]米$/u.test(text)) return 0
  const isLast = named ? text.endsWith(word) && text.length <= NAME : new RegExp(`${word}(?!\\p{sc=Han})`, 'u').test(text)
  return HEADS.has(word) && isLast ? 1 : 0
}

// Short stems match whole words only, long ones any word that begins with them.
function spaced(text: string, words: readonly string[], stem: string, named: boolean): number {
  if (stem.includes(' ')) return text.includes(stem) ? 1.2 : 0
  const worths = words.map((word, place) => {
    const bare = word.replace(ARABIC_ARTICLE, '').replace(HEBREW_PREFIXES, '').replace(KOREAN_PARTICLE, '')
    const share = named && place < words.length - 1 ? ASIDE : 1
    if (word === stem || bare === stem) return share * 1.05
    if (isCompound(word, stem)) return share * COMPOUND
    return !OTHER.has(bare) && (isForm(bare, stem) || isForm(word, stem)) ? share : 0
  })
  return Math.max(0, ...worths)
}

/** A German compound is the thing that it ends with: a Turmuhr is an Uhr. Of those only that few other words end with. */
const GERMAN_HEADS = new Set(
  'uhr uhren schiff schiffe baum bäume turm türme brücke brücken museum vogel vögel blume blumen fisch fische buch bücher brief briefe kirche kirchen schule schulen garten gärten insel inseln glocke glocken lampe lampen maschine maschinen flasche flaschen pferd pferde biene bienen brot kuchen suppe schlüssel fahrrad fahrräder häuser haus'.split(
    ' ',
  ),
)
const COMPOUND = 0.9

function isCompound(word: string, stem: string): boolean {
  return GERMAN_HEADS.has(stem) && word.length > stem.length + 2 && word.endsWith(stem) && !/(?:fuhr|ruhr)$/u.test(word)
}

const ARABIC_ARTICLE = /^[وفبك]?(?:ال|لل)(?=\p{sc=Arabic}{2})/u
// "And", "that", "in", "to", "from", "as" and "the" are letters before a word: שבניסוי. What is left is a word, and not two letters.
const HEBREW_PREFIXES = /^(?:[ושכבלמ](?=\p{sc=Hebrew}{3})){0,2}(?:ה(?=\p{sc=Hebrew}{2}))?/u
const KOREAN_PARTICLE = /(?<=\p{sc=Hangul})(?:에서는|에서|에게|으로|까지|부터|은|는|이|가|을|를|의|와|과|로|에|도)$/u

const isEnglish = (stem: string): boolean => /^[a-z]+$/.test(stem)

/** Letters that other languages' endings have at most; a longer word is a compound, and about something else. */
const ENDING = 5

function isForm(word: string, stem: string): boolean {
  if (!word.startsWith(stem)) return false
  if (isEnglish(stem)) return stem.length >= 6 || ENDINGS.test(word.slice(stem.length))
  return stem.length >= 4 && word.length - stem.length <= ENDING
}
