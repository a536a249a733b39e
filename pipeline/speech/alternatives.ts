/** A pattern's source that matches any of these words, the longest first. */
export function alternatives(words: string[]): string {
  return words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('|')
}
