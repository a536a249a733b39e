/** Pixels along the longer side: chats show a picture up to this size without shrinking it. */
const LONGEST = 1920
/** Width over height that a sheet comes close to: as wide as a screen allows, and still large on a phone. */
const ASPECT = 4 / 3

/** Rows and columns of a sheet of pictures, and the pixels of its parts: closest to the wished shape, with tiles as large as it allows. */
export function arrangeSheet(count: number, aspect: number) {
  const gap = 16
  // A number's line, in parts of a tile's height: alike to the eye for wide and for tall tiles.
  const part = 0.22 * Math.min(1, aspect)
  const rowsFor = (columns: number) => Math.ceil(count / columns)
  const distance = (columns: number) => Math.abs(Math.log((columns * aspect) / (rowsFor(columns) * (1 + part)) / ASPECT))
  const columns = Array.from({ length: count }, (_, index) => index + 1).reduce((a, b) => (distance(b) < distance(a) ? b : a))
  const rows = rowsFor(columns)
  const across = (LONGEST - gap) / columns - gap
  const down = ((LONGEST - gap) / rows - gap) / (1 + part)
  const width = Math.floor(Math.min(across, down * aspect, 960))
  const height = Math.round(width / aspect)
  return { columns, rows, gap, tile: { width, height }, label: Math.round(height * part) }
}

/** How many styles stand side by side in their gallery. */
export function galleryColumns(count: number): number {
  return count > 12 ? 5 : Math.min(3, count)
}
