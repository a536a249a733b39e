/** A rectangle in pixels of the frame. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Where captions stand: two lines at the foot of the frame. Pictures keep words and faces out of it.
 * Fractions follow broadcast title-safe practice (5 % at the sides); tall frames keep clear of a phone player's buttons.
 */
export function captionBox(width: number, height: number): Box {
  const tall = height > width
  const band = Math.round(height * (tall ? 0.16 : 0.19))
  const foot = Math.round(height * (tall ? 0.12 : 0.045))
  return { x: Math.round(width * 0.07), y: height - foot - band, width: Math.round(width * 0.86), height: band }
}

/** Where a picture may put words, numbers and figures: it stays in view through every move, and above the captions. */
export function contentBox(width: number, height: number): Box {
  const top = Math.round(height * 0.09)
  return {
    x: Math.round(width * 0.09),
    y: top,
    width: Math.round(width * 0.82),
    height: captionBox(width, height).y - top - Math.round(height * 0.02),
  }
}
