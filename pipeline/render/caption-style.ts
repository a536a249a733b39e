import type { z } from 'zod'
import { FilmSettings } from '../schema.ts'
import type { Style } from '../styles/style.ts'
import type { Typeface } from './fonts.ts'

/** How people set a film's captions: what is left to the style is still open. */
export const CaptionSettings = FilmSettings.pick({ captionSize: true, captionLook: true, captionFont: true, captionPlace: true })
type CaptionSettings = z.infer<typeof CaptionSettings>

/** How captions look. */
export interface CaptionStyle {
  typeface: Typeface
  colours: Pick<Style['captions'], 'ink' | 'lit' | 'outline'>
  size: CaptionSettings['captionSize']
  /** Else letters have an outline. */
  panel: boolean
  place: CaptionSettings['captionPlace']
}

/** What people set, with the style's own where they left it open. */
export function captionStyle({ captionSize, captionLook, captionFont, captionPlace }: CaptionSettings, style: Style): CaptionStyle {
  const { look, ...colours } = style.captions
  return {
    typeface: captionFont === 'style' ? style.lettering.face : captionFont,
    colours,
    size: captionSize,
    panel: (captionLook === 'style' ? look : captionLook) === 'panel',
    place: captionPlace,
  }
}
