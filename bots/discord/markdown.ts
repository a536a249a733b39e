/**
 * Words as Discord shows them letter by letter. Addresses stay as they are: they are links already, and a backslash would become
 * part of them.
 */
export function plain(words: string): string {
  return words
    .split(/(https?:\/\/[^\s<>]+)/)
    .map((part, index) => (index % 2 === 1 ? part : letters(part)))
    .join('')
}

function letters(words: string): string {
  return words
    .replace(/[\\*_~`|<>#[\]@]/g, '\\$&')
    .replace(/^(\s*)([-+])/gm, '$1\\$2')
    .replace(/^(\s*\d+)\./gm, '$1\\.')
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** `plain` in at most `room` UTF-16 units; what does not fit ends in "…". */
export function plainWithin(words: string, room: number): string {
  const whole = plain(words)
  if (whole.length <= room) return whole
  const pieces = Array.from(graphemes.segment(words), ({ segment }) => segment)
  let fits = 0
  for (let beyond = pieces.length; fits < beyond; ) {
    const middle = Math.ceil((fits + beyond) / 2)
    if (plain(pieces.slice(0, middle).join('')).length < room) fits = middle
    else beyond = middle - 1
  }
  return `${plain(pieces.slice(0, fits).join(''))}…`
}
