import type { Word } from '../schema.ts'

/** A moment at which an engine begins to speak what stands at `offset` of the written text (UTF-16 units). */
export interface Mark {
  offset: number
  seconds: number
}

/**
 * Gives every written word its time: it starts at its first mark; words without one share the time up to the next by their
 * lengths. Each word lasts until the next, the last until `end` seconds. `marks` are in the order of time.
 */
export function timeWords(words: string[], marks: Mark[], end: number): Word[] {
  const starts: (number | undefined)[] = []
  let offset = 0
  let at = 0
  for (const word of words) {
    while (at < marks.length && (marks[at]?.offset ?? 0) < offset) at++
    const mark = marks[at]
    starts.push(mark !== undefined && mark.offset < offset + word.length ? mark.seconds : undefined)
    offset += word.length
  }
  if (starts.length > 0 && starts[0] === undefined) starts[0] = marks[0]?.seconds ?? 0
  for (let first = 0; first < words.length; first++) {
    if (starts[first] !== undefined) continue
    let next = first
    while (next < words.length && starts[next] === undefined) next++
    const from = starts[first - 1] ?? 0
    const until = starts[next] ?? end
    const shares = words.slice(first - 1, next).map(weight)
    const whole = shares.reduce((sum, share) => sum + share, 0)
    let done = 0
    for (let index = first; index < next; index++) {
      done += shares[index - first] ?? 0
      starts[index] = from + ((until - from) * done) / whole
    }
  }
  return words.map((text, index) => ({ text, start: starts[index] ?? 0, end: starts[index + 1] ?? end }))
}

function weight(word: string): number {
  return Math.max(1, word.replace(/[^\p{L}\p{N}]/gu, '').length)
}
