import { hashOf } from '../../lib/hash.ts'
import type { CoverVariant, FilmSettings } from '../schema.ts'
import { styleNamed } from './styles.ts'

/** Covers that are built alike: words above the picture, on a ground of their own, beside it. */
const kinds: readonly (readonly CoverVariant[])[] = [
  ['poster', 'frame', 'type'],
  ['band', 'label', 'split'],
  ['corner', 'stack', 'spine'],
]

/** The covers a film offers, one of each kind and always the same ones for a title, and which of them is the film's. */
export function coverChoices(
  { style, cover }: Pick<FilmSettings, 'style' | 'cover'>,
  title: string,
): { chosen: CoverVariant; offered: CoverVariant[] } {
  const usual = styleNamed(style).cover
  const chosen = cover ?? usual
  const turn = Number.parseInt(hashOf([style, title]).slice(0, 8), 16)
  const offered = kinds.map((kind) => [chosen, usual].find((one) => kind.includes(one)) ?? (kind[turn % kind.length] as CoverVariant))
  return { chosen, offered }
}
