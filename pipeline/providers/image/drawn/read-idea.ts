import type { Scene } from '../../../schema.ts'
import { splitSentences } from '../../../speech/sentences.ts'
import { withoutLeadIn } from '../../llm/offline/direct.ts'
import { leansBack } from '../../llm/offline/openers.ts'
import { cleanTitle, isNaming } from '../../llm/offline/titles.ts'
import type { PictureRequest } from '../../provider.ts'
import { headingParts } from './heading-parts.ts'
import { pageOf } from './labels.ts'
import { match, scored } from './match.ts'
import type { Motif } from './motifs/motif.ts'
import { motifs } from './motifs/motifs.ts'
import { wordsFor } from './motifs/words.ts'
import { type Amount, amountsIn, ownerOf } from './reading/amounts.ts'
import { pointsIn } from './reading/enumeration.ts'
import { inOrder, quantities } from './reading/quantities.ts'
import type { Quantity } from './reading/quantity.ts'
import { type Year, years } from './reading/years.ts'
import { sceneries } from './scenery/sceneries.ts'
import { landWords } from './scenery/words.ts'

/** What a scene is about, in things that can be set or drawn. */
export interface Idea {
  /** Small line above: the section's heading, with its page. */
  overline: string
  /** The one word or phrase of the scene. */
  key: string
  /** Two or three words more. */
  support: string[]
  quantity: Quantity | undefined
  /** What its number counts, is a share of, or whose it is; empty where the text leaves that open. */
  counted: string
  years: Year[]
  /** What its text compares. */
  amounts: Amount[]
  /** What its text tells one after another. */
  points: string[]
  /** Its text is nothing but its points, as a slide's is. */
  bulleted: boolean
  contrast: boolean
  /** All that the scene says can stand on a picture. */
  isShort: boolean
  /** Best first; may be empty. */
  motifs: Motif[]
  /** It shows a motif, and its own words, not only its text or the film's title, call for one. */
  isPictured: boolean
  /** A name in `sceneries`. */
  scenery: string
}

const CONTRAST =
  /\b(versus|vs\.?|unlike|whereas|compared (with|to)|in contrast|rather than|on the other hand|instead of)\b|相比|而非|不同于|相反|对比|与其|反之/iu
/** What a heading is counted with: a chapter of a manual has nothing to do with a book. */
const NUMBER = /^(?:(?:chapter|part|book|section)\s+[\divxlc]+\b[\s:.–—-]*|第[\p{N}一二三四五六七八九十百]+[章节節回部]\s*)/iu
const CALM = ['hills', 'lake', 'plain', 'mountains'] as const

type Asked = Partial<PictureRequest> & Pick<PictureRequest, 'scene' | 'title' | 'language' | 'index'>

/** Reads a scene for what its picture can show; the same scene gives the same idea. */
export function readIdea({ scene, title, language, index }: Asked): Idea {
  const words = wordsOf(scene)
  // The title and a heading are named before what is told; their numbers count nothing.
  const text = withoutLeadIn(scene.text, [title, cleanTitle(scene.heading)])
  const found = quantities(text, language)
  const ordered = inOrder(found)
  const points = pointsIn(text, language)
  const bullets = points.length > 0 ? [] : bulletsIn(text, language)
  const key = words[0] ?? (headingParts(scene.heading).name || title)
  const called = thingsIn(scene, title, language)
  const own = ownThings(called, scene)
  const shown = shownFirst(apart(own, index), called, scene.shows)
  const lands = match(landsIn(language), [
    ...sourcesIn({ ...scene, heading: '' }, title, language),
    { text: scene.heading, weight: 1 },
    { text: title, weight: 0.4 },
  ])
  return {
    overline: overlineOf(scene, words.length === 0 ? [scene.heading] : [title, key], language),
    key: capital(key),
    support: words.slice(1, 5).map(capital),
    ...numberIn(text, found, ordered, language),
    years: told(years(text, language)),
    amounts: amountsIn(text, language, ordered).map(({ label, ...amount }) => ({ ...amount, label: capital(label) })),
    points: [...points, ...bullets].map(capital),
    bulleted: bullets.length > 0,
    contrast: CONTRAST.test(scene.text) && words.length >= 2,
    isShort: text === scene.text && widthOf(text) >= SHORT.least && widthOf(text) <= SHORT.most,
    motifs: shown,
    isPictured: words.length > 0 && own.length > 0 && shown.length > 0,
    scenery: lands[0]?.name ?? shown[0]?.scenery ?? CALM[index % CALM.length] ?? 'plain',
  }
}

/** The small line above: the section's heading, unless it is `named` in large letters or as the film's own title, and its page. */
export function overlineOf({ heading, page }: Pick<Scene, 'heading' | 'page'>, named: readonly string[], language: string): string {
  return [named.includes(heading) ? '' : heading, pageOf(page, language)].filter((part) => part !== '').join('  ·  ')
}

/** Letters that stand well on a picture; a glyph of Han, kana or Hangul is as wide as two. */
const SHORT = { least: 24, most: 180 } as const

function widthOf(text: string): number {
  return text.trim().length + (text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu)?.length ?? 0)
}

// Rather a number of which it is known what it counts: under a wrong word it would be a wrong one.
function numberIn(
  text: string,
  found: readonly Quantity[],
  ordered: readonly Quantity[],
  language: string,
): Pick<Idea, 'quantity' | 'counted'> {
  const told = found.map((quantity) => ({ quantity, counted: quantity.unit || capital(ownerOf(text, quantity, ordered, language)) }))
  return told.find(({ counted }) => counted !== '') ?? told[0] ?? { quantity: undefined, counted: '' }
}

// Years of which nothing is said, or the same, are a span, and no story.
function told(found: Year[]): Year[] {
  return new Set(found.map(({ about }) => about).filter((about) => about !== '')).size > 1 ? found : []
}

/** As many short sentences are points, as on a slide; longer ones are prose. */
const FEWEST_POINTS = 3
const MOST_WORDS = 6
const MOST_GLYPHS = 16

function bulletsIn(text: string, language: string): string[] {
  const points = splitSentences(text, language)
    .map((sentence) => sentence.trim().replace(/[.。]$/u, ''))
    .filter((sentence) => sentence !== '')
  const isShort = (point: string) => (/\p{sc=Han}/u.test(point) ? point.length <= MOST_GLYPHS : point.split(/\s+/).length <= MOST_WORDS)
  return points.length >= FEWEST_POINTS &&
    points.every((point) => isShort(point) && !leansBack(point, language) && !/[!?！？》]$/u.test(point))
    ? points
    : []
}

type Told = Pick<Scene, 'kind' | 'text' | 'heading' | 'keywords' | 'note'>
type Called = { motif: Motif; score: number }

/** From here on a scene is about a thing, which one of its first three words names, or its heading; below, its words only touch it. */
export const ABOUT = 2

/** The things that a scene calls for and how strongly, best first. */
export function thingsIn(scene: Told, title: string, language: string): Called[] {
  return scored(thingsOf(language), sourcesIn(scene, title, language)).map(({ candidate: { motif }, score }) => ({ motif, score }))
}

/** The things that a film's title names. */
export function thingsNamedIn(title: string, language: string): Motif[] {
  return match(thingsOf(language), [{ text: withoutFirms(title), weight: 1 }]).map(({ motif }) => motif)
}

// A scene without words of its own is about what its text or the film's title names.
function ownThings(called: Called[], scene: Told): Called[] {
  return wordsOf(scene).length === 0 || scene.kind !== 'scene' ? called : called.filter(({ score }) => score >= ABOUT)
}

// What stands only in the text stands there in passing: its things are among the words.
function sourcesIn(scene: Told, title: string, language: string) {
  const words = wordsOf(scene)
  const named = NAMED_LAST.has(language)
  const subject = subjectOf(scene.heading)
  return [
    { text: scene.note ?? '', weight: 9 },
    ...words.slice(0, 4).map((text, place) => ({ text, weight: [8, 3, 2.2, 1.6][place] ?? 1, named })),
    // An opening is about its quote more than about the film's title.
    { text: subject, weight: scene.kind === 'opening' ? 0.8 : ABOUT, named: named && subject.split(' ').length <= NAME_WORDS },
    ...(words.length > 0 ? [] : [{ text: scene.text, weight: 1 }]),
    // It would put the same thing in every scene that names none of its own.
    ...(scene.kind === 'scene' && words.length > 0 ? [] : [{ text: withoutFirms(title), weight: 0.4 }]),
  ]
}

/** A longer heading is rather a sentence than a name: "Love waves" are waves, while "Why no two coasts agree" ends with no thing. */
const NAME_WORDS = 2

// A date or "Introduction" names no thing.
function subjectOf(heading: string): string {
  const subject = withoutFirms(heading).replace(NUMBER, '')
  return isNaming(subject) ? subject : ''
}

/** "Harbour & Finch Ltd." has neither a harbour nor a bird. */
const FIRM =
  /(?:\p{Lu}[\p{L}'’.-]*,?\s+(?:(?:&|and|und|et)\s+)?){1,4}(?:Ltd|Limited|Inc|LLC|LLP|plc|PLC|Corp|GmbH|AG|KG|SE|SARL|SAS|S\.A|S\.p\.A|B\.V|N\.V)(?![\p{L}])\.?/gu

function withoutFirms(text: string): string {
  return text.replace(FIRM, '')
}

/** Languages whose names end with the thing. */
const NAMED_LAST: ReadonlySet<string> = new Set(['en', 'zh', 'ja', 'und'])

function wordsOf({ keywords }: Pick<Scene, 'keywords'>): string[] {
  return keywords.map((word) => word.trim()).filter((word) => word !== '')
}

const things = new Map<string, { motif: Motif; words: readonly string[] }[]>()

function thingsOf(language: string) {
  const known = things.get(language) ?? motifs.map((motif) => ({ motif, words: wordsFor(motif, language) }))
  things.set(language, known)
  return known
}

// Where a language has no word for a land, a thing brings its own.
function landsIn(language: string) {
  const own = landWords[language]
  const isListed = ['en', 'zh', 'und'].includes(language)
  return Object.entries(sceneries).map(([name, { words }]) => ({ name, words: isListed ? words : (own?.[name]?.split(' ') ?? []) }))
}

/** Best first; at odd places the second, where it is called for nearly as much: neighbours under one heading then show different things. */
function apart(found: readonly Called[], index: number): Motif[] {
  const [first, second] = found
  const swapped = index % 2 === 1 && first !== undefined && second !== undefined && second.score >= first.score * 0.6
  return (swapped ? [second, first, ...found.slice(2)] : found).map(({ motif }) => motif)
}

// What was chosen for it beside its neighbours, as long as its words still call for that, or for nothing: then it is what the film is about.
function shownFirst(found: Motif[], called: readonly Called[], shows: string | undefined): Motif[] {
  if (shows === '') return []
  const chosen = (found.length === 0 ? motifs : called.map(({ motif }) => motif)).find(({ name }) => name === shows)
  return chosen === undefined ? found : [chosen, ...found.filter((motif) => motif !== chosen)]
}

/** A motif for each phrase, none twice; undefined where no word calls for one. */
export function motifsFor(phrases: readonly string[], language: string): (Motif | undefined)[] {
  const used = new Set<Motif>()
  return phrases.map((text) => {
    const found = scored(thingsOf(language), [{ text, weight: 1, named: NAMED_LAST.has(language) }]).find(
      ({ candidate, score }) => score >= 1 && !used.has(candidate.motif),
    )?.candidate.motif
    if (found !== undefined) used.add(found)
    return found
  })
}

function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}

/** A scenery that keeps below its horizon, for layouts whose words reach down to it. */
export function lowLand(scenery: string): string {
  return ['city', 'forest', 'mountains', 'desert', 'river'].includes(scenery) ? 'plain' : scenery
}
