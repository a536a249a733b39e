import { UserError } from '../../lib/errors.ts'
import { artDeco } from './art-deco.ts'
import { baroque } from './baroque.ts'
import { bauhaus } from './bauhaus.ts'
import { blueprint } from './blueprint.ts'
import { botanical } from './botanical.ts'
import { chalkboard } from './chalkboard.ts'
import { cityGeometry } from './city-geometry.ts'
import { customStyle } from './custom.ts'
import { cutPaper } from './cut-paper.ts'
import { engraving } from './engraving.ts'
import { inkWash } from './ink-wash.ts'
import { linocut } from './linocut.ts'
import { manuscript } from './manuscript.ts'
import { midCentury } from './mid-century.ts'
import { mosaic } from './mosaic.ts'
import { neon } from './neon.ts'
import { nightSky } from './night-sky.ts'
import { oneAccent } from './one-accent.ts'
import { openSky } from './open-sky.ts'
import { pixel } from './pixel.ts'
import { popArt } from './pop-art.ts'
import { referenceStyle } from './reference.ts'
import { risograph } from './risograph.ts'
import { romantic } from './romantic.ts'
import { stainedGlass } from './stained-glass.ts'
import { studioLight } from './studio-light.ts'
import type { Style } from './style.ts'
import { surrealInk } from './surreal-ink.ts'
import { swiss } from './swiss.ts'
import { topographic } from './topographic.ts'
import { vanGogh } from './van-gogh.ts'
import { watercolor } from './watercolor.ts'
import { woodblock } from './woodblock.ts'

export type { Style } from './style.ts'

/** Every style, in the order people see them. */
export const styles: readonly Style[] = [
  engraving,
  studioLight,
  surrealInk,
  cityGeometry,
  oneAccent,
  openSky,
  vanGogh,
  inkWash,
  baroque,
  romantic,
  cutPaper,
  watercolor,
  botanical,
  linocut,
  woodblock,
  risograph,
  midCentury,
  popArt,
  swiss,
  bauhaus,
  artDeco,
  manuscript,
  stainedGlass,
  mosaic,
  blueprint,
  topographic,
  chalkboard,
  nightSky,
  neon,
  pixel,
]

/** A person's own style, in words or by a picture; undefined for any other name. */
export function ownStyle(name: string): Style | undefined {
  return customStyle(name, inkWash) ?? referenceStyle(name, inkWash)
}

/** The style of this name or alias, whatever its case, or a person's own in words or by a picture. Throws UserError `settings` that names the nearest ones. */
export function styleNamed(name: string): Style {
  const own = ownStyle(name)
  if (own !== undefined) return own
  const wanted = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
  const found = styles.find((style) => style.name === wanted || style.aliases.includes(wanted))
  if (found !== undefined) return found
  const near = styles
    .map((style) => ({ name: style.name, far: Math.min(...[style.name, ...style.aliases].map((known) => distance(wanted, known))) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
  throw new UserError('settings', `There is no style "${name.slice(0, 40)}". Did you mean ${near.map(({ name }) => name).join(', ')}?`)
}

// Shared letter pairs and a shared beginning count more than edit distance: people type half a name.
function distance(wanted: string, known: string): number {
  if (wanted !== '' && known.includes(wanted)) return 0
  const pairs = (word: string) => new Set(Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2)))
  const [a, b] = [pairs(wanted), pairs(known)]
  const shared = [...a].filter((pair) => b.has(pair)).length
  return 1 - (2 * shared) / (a.size + b.size || 1)
}
