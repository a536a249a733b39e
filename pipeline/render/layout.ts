import type { CaptionPlace } from '../schema.ts'

/** A rectangle in pixels of the frame. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/**
 * What is kept free, in shares of the frame: broadcast title-safe practice, and on a phone's upright frame what players lay over it (title
 * and sound below, buttons at the right, tabs above; TikTok's, Reels' and Shorts' together).
 */
interface Margins {
  top: number
  foot: number
  side: number
  /** Height of two lines of captions. */
  band: number
}

function marginsOf(width: number, height: number): Margins {
  const shape = height / width
  if (shape > 1.5) return { top: 0.1, foot: 0.19, side: 0.11, band: 0.12 }
  if (shape > 1) return { top: 0.06, foot: 0.06, side: 0.07, band: 0.16 }
  return { top: 0.045, foot: 0.045, side: 0.07, band: 0.19 }
}

/** The middle of captions in the middle: somewhat lower, so that there is room for the picture's own words above. */
const MIDDLE = 0.58

/** Where captions stand: a band for two lines. Pictures keep words and faces out of it. */
export function captionBox(width: number, height: number, place: CaptionPlace = 'bottom'): Box {
  const { top, foot, side, band } = marginsOf(width, height)
  const y = { top, middle: MIDDLE - band / 2, bottom: 1 - foot - band }[place]
  return {
    x: Math.round(width * side),
    y: Math.round(height * y),
    width: Math.round(width * (1 - 2 * side)),
    height: Math.round(height * band),
  }
}

/** Where a picture's things may stand: captions in the middle lie over them. */
export function groundBox(width: number, height: number, place: CaptionPlace = 'bottom'): Box {
  const words = contentBox(width, height, place)
  return place === 'middle' ? { ...words, height: Math.round(height * (1 - lowestOf(width, height))) - words.y } : words
}

function lowestOf(width: number, height: number): number {
  return Math.max(marginsOf(width, height).foot, 0.09)
}

/** Where a picture may put words, numbers and figures: it stays in view through every move, and clear of the captions. */
export function contentBox(width: number, height: number, place: CaptionPlace = 'bottom'): Box {
  const captions = captionBox(width, height, place)
  const { top } = marginsOf(width, height)
  const gap = Math.round(height * 0.02)
  const from = place === 'top' ? captions.y + captions.height + gap : Math.round(height * Math.max(top, 0.09))
  const to = place === 'top' ? Math.round(height * (1 - lowestOf(width, height))) : captions.y - gap
  return { x: Math.round(width * 0.09), y: from, width: Math.round(width * 0.82), height: to - from }
}
