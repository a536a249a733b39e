import type { Word } from '../schema.ts'

/** Shares a voice's time among the words by their lengths, with a pause's worth at punctuation: the last resort, about 0.2 s off. */
export function spreadWords(words: string[], start: number, end: number): Word[] {
  const shares = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, '').length + 1.5 + pause(word))
  const whole = shares.reduce((sum, share) => sum + share, 0)
  let at = start
  return words.map((text, index) => {
    const from = at
    at += ((end - start) * (shares[index] ?? 0)) / whole
    return { text, start: from, end: at }
  })
}

function pause(word: string): number {
  if (/[.!?。！？…]["'”’」』)\]]*\s*$/u.test(word)) return 5
  return /[,;:，；：、–—]\s*$/u.test(word) ? 2.5 : 0
}
