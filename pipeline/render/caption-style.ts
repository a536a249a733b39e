import type { z } from 'zod'
import { FilmSettings } from '../schema.ts'
import { contrast, luminance, mix } from '../styles/marks/colour.ts'
import type { Palette, Style } from '../styles/style.ts'
import type { Typeface } from './fonts.ts'

/** How people set a film's captions: what is left to the style is still open. */
export const CaptionSettings = FilmSettings.pick({ captionSize: true, captionLook: true, captionFont: true, captionPlace: true })
type CaptionSettings = z.infer<typeof CaptionSettings>

/** How captions look. */
export interface CaptionStyle {
  typeface: Typeface
  /** `ground` is the panel's, or what lies around letters without one. */
  colours: { ink: string; lit: string; ground: string }
  size: CaptionSettings['captionSize']
  /** Of what a panel lies on letters, 0..1; left out, letters have an outline. */
  panel: number | undefined
  place: CaptionSettings['captionPlace']
}

/** The colours of a film that its captions may have. */
export type Ground = Pick<Palette, 'paper' | 'ink' | 'accent'>

/** What people set, with the style's own where they left it open: on pale styles a strip of the film's paper, on dark ones bright letters. */
export function captionStyle(
  { captionSize, captionLook, captionFont, captionPlace }: CaptionSettings,
  style: Style,
  palette: Ground,
): CaptionStyle {
  const { ink, lit, outline, look = isPale(palette) ? 'paper' : 'outline' } = style.captions
  const chosen = captionLook === 'style' ? look : captionLook
  return {
    typeface: captionFont === 'style' ? style.lettering.face : captionFont,
    colours: chosen === 'paper' ? printed(palette) : { ink, lit, ground: outline },
    size: captionSize,
    panel: { paper: 0.92, panel: 0.78, outline: undefined }[chosen],
    place: captionPlace,
  }
}

function isPale({ paper }: Ground): boolean {
  return luminance(paper) > 0.5
}

/** Dark on the film's paper; the accent goes towards the ink until it is read as well as that. */
function printed({ paper, ink, accent }: Ground): CaptionStyle['colours'] {
  let lit = accent
  for (let share = 0.1; contrast(lit, paper) < 4.5 && share <= 1; share += 0.1) lit = mix(accent, ink, share)
  return { ink, lit, ground: paper }
}
