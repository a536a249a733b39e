import type { Scene } from '../../../schema.ts'
import { withoutLeadIn } from '../../llm/offline/direct.ts'
import { cleanTitle } from '../../llm/offline/titles.ts'
import type { PictureRequest } from '../../provider.ts'
import { landIn, motifsIn, phrasesOf } from './called-things.ts'
import { headingParts } from './heading-parts.ts'
import { pageOf } from './labels.ts'
import type { Motif } from './motifs/motif.ts'
import { type Amount, amountsIn, ownerOf } from './reading/amounts.ts'
import { bulletsIn } from './reading/bullets.ts'
import { pointsIn } from './reading/enumeration.ts'
import { inOrder, quantities } from './reading/quantities.ts'
import type { Quantity } from './reading/quantity.ts'
import { type Year, years } from './reading/years.ts'

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
const CALM = ['hills', 'lake', 'plain', 'mountains'] as const

type Asked = Partial<PictureRequest> & Pick<PictureRequest, 'scene' | 'title' | 'language' | 'index'>

/** Reads a scene for what its picture can show; the same scene gives the same idea. */
export function readIdea({ scene, title, language, index }: Asked): Idea {
  const words = phrasesOf(scene)
  // The title and a heading are named before what is told; their numbers count nothing.
  const text = withoutLeadIn(scene.text, [title, cleanTitle(scene.heading)])
  const found = quantities(text, language)
  const ordered = inOrder(found)
  const points = pointsIn(text, language)
  const bullets = points.length > 0 ? [] : bulletsIn(text, language)
  const key = words[0] ?? (headingParts(scene.heading).name || title)
  const { motifs, areOwn } = motifsIn(scene, title, language, index)
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
    motifs,
    isPictured: areOwn,
    scenery: landIn(scene, title, language) ?? motifs[0]?.scenery ?? CALM[index % CALM.length] ?? 'plain',
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

function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}
