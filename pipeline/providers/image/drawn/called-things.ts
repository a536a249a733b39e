import type { Scene } from '../../../schema.ts'
import { isNaming } from '../../llm/offline/titles.ts'
import { match, type Source, scored } from './match.ts'
import { motifOfKind } from './motifs/kinds.ts'
import type { Motif } from './motifs/motif.ts'
import { motifs } from './motifs/motifs.ts'
import { wordsFor } from './motifs/words.ts'
import { sceneries } from './scenery/sceneries.ts'
import { landWords } from './scenery/words.ts'

type Told = Pick<Scene, 'kind' | 'text' | 'heading' | 'keywords' | 'note'>

/** A motif and how strongly a scene calls for it. */
export interface Called {
  motif: Motif
  score: number
}

/** From here on a scene is about a thing, which one of its first three words names, or its heading; below, its words only touch it. */
export const ABOUT = 2

/**
 * The motifs that a picture of a scene may show, best first: the one that was cast for it, then those that its words call for. `areOwn`: its
 * keywords or heading call for one, and not only its text or the film's title.
 */
export function motifsIn(
  scene: Told & Pick<Scene, 'shows'>,
  title: string,
  language: string,
  index: number,
): { motifs: Motif[]; areOwn: boolean } {
  const called = thingsIn(scene, title, language)
  const own = ownThings(called, scene)
  const shown = castFirst(apart(own, index), called, scene.shows)
  return { motifs: shown, areOwn: phrasesOf(scene).length > 0 && own.length > 0 && shown.length > 0 }
}

/** The name of the scenery that a scene's words call for most; undefined where they call for none. */
export function landIn(scene: Told, title: string, language: string): string | undefined {
  const [land] = match(landsIn(language), [
    ...sourcesIn({ ...scene, heading: '' }, title, language),
    { text: scene.heading, weight: 1 },
    { text: title, weight: 0.4 },
  ])
  return land?.name
}

/** The things that a scene calls for and how strongly, best first. */
export function thingsIn(scene: Told, title: string, language: string): Called[] {
  const sources = sourcesIn(scene, title, language)
  const called = new Map(scored(thingsOf(language), sources).map(({ candidate: { motif }, score }) => [motif, score]))
  for (const { text, weight, named = false } of sources) {
    const motif = named ? kindOf(text, language) : undefined
    if (motif !== undefined) called.set(motif, Math.max(called.get(motif) ?? 0, weight * OF_KIND))
  }
  return [...called].map(([motif, score]) => ({ motif, score })).sort((one, other) => other.score - one.score)
}

/** What a name is worth that is a kind of a motif's thing, and not among the words that call for it. */
const OF_KIND = 0.9

function kindOf(name: string, language: string): Motif | undefined {
  const kind = language === 'en' ? motifOfKind(name) : undefined
  return motifs.find((motif) => motif.name === kind)
}

/** The things that a film's title names. */
export function thingsNamedIn(title: string, language: string): Motif[] {
  return match(thingsOf(language), [{ text: withoutFirms(title), weight: 1 }]).map(({ motif }) => motif)
}

// A scene without words of its own is about what its text or the film's title names.
function ownThings(called: Called[], scene: Told): Called[] {
  return phrasesOf(scene).length === 0 || scene.kind !== 'scene' ? called : called.filter(({ score }) => score >= ABOUT)
}

// What stands only in the text stands there in passing: its things are among the words.
function sourcesIn(scene: Told, title: string, language: string): Source[] {
  const words = phrasesOf(scene)
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

/** What a heading is counted with: a chapter of a manual has nothing to do with a book. */
const HEADING_NUMBER = /^(?:(?:chapter|part|book|section)\s+[\divxlc]+\b[\s:.–—-]*|第[\p{N}一二三四五六七八九十百]+[章节節回部]\s*)/iu

// A date or "Introduction" names no thing.
function subjectOf(heading: string): string {
  const subject = withoutFirms(heading).replace(HEADING_NUMBER, '')
  return isNaming(subject) ? subject : ''
}

/** "Harbour & Finch Ltd." has neither a harbour nor a bird. */
const FIRM =
  /(?:\p{Lu}[\p{L}'’.-]*,?\s+(?:(?:&|and|und|et)\s+)?){1,4}(?:Ltd|Limited|Inc|LLC|LLP|plc|PLC|Corp|GmbH|AG|KG|SE|SARL|SAS|S\.A|S\.p\.A|B\.V|N\.V)(?![\p{L}])\.?/gu

function withoutFirms(text: string): string {
  return text.replace(FIRM, '')
}

// Where a language has no word for a land, a thing brings its own.
function landsIn(language: string) {
  const own = landWords[language]
  const isListed = ['en', 'zh', 'und'].includes(language)
  return Object.entries(sceneries).map(([name, { words }]) => ({ name, words: isListed ? words : (own?.[name]?.split(' ') ?? []) }))
}

/** Languages whose names end with the thing. */
const NAMED_LAST: ReadonlySet<string> = new Set(['en', 'zh', 'ja', 'und'])

const things = new Map<string, { motif: Motif; words: readonly string[] }[]>()

function thingsOf(language: string) {
  const known = things.get(language) ?? motifs.map((motif) => ({ motif, words: wordsFor(motif, language) }))
  things.set(language, known)
  return known
}

// Best first; at odd places the second, where it is called for nearly as much: neighbours under one heading then show different things.
function apart(found: readonly Called[], index: number): Motif[] {
  const [first, second] = found
  const swapped = index % 2 === 1 && first !== undefined && second !== undefined && second.score >= first.score * 0.6
  return (swapped ? [second, first, ...found.slice(2)] : found).map(({ motif }) => motif)
}

// What the storyboard cast counts as long as the scene's words still call for it, or for nothing: then it is what the film is about.
function castFirst(found: Motif[], called: readonly Called[], shows: string | undefined): Motif[] {
  if (shows === '') return []
  const chosen = (found.length === 0 ? motifs : called.map(({ motif }) => motif)).find(({ name }) => name === shows)
  return chosen === undefined ? found : [chosen, ...found.filter((motif) => motif !== chosen)]
}

/** A motif for each phrase, none twice; undefined where no word calls for one. */
export function motifsFor(phrases: readonly string[], language: string): (Motif | undefined)[] {
  const used = new Set<Motif>()
  return phrases.map((text) => {
    const listed = scored(thingsOf(language), [{ text, weight: 1, named: NAMED_LAST.has(language) }]).flatMap(({ candidate, score }) =>
      score >= 1 ? [candidate.motif] : [],
    )
    const found = [...listed, kindOf(text, language)].find((motif) => motif !== undefined && !used.has(motif))
    if (found !== undefined) used.add(found)
    return found
  })
}

/** A scene's keywords as it shows them: trimmed, none empty. */
export function phrasesOf({ keywords }: Pick<Scene, 'keywords'>): string[] {
  return keywords.map((word) => word.trim()).filter((word) => word !== '')
}
