import type { Word } from '../schema.ts'

/** A token of what is spoken, and the second at which its word begins. */
export type Spoken = { token: string; at: number }

/** The tokens of spoken words. */
export function spokenIn(words: readonly Pick<Word, 'text' | 'start'>[]): Spoken[] {
  return words.flatMap(({ text, start }) => tokensOf(text).map((token) => ({ token, at: start })))
}

/** When a text's tokens are said one after the other: the seconds of the first and of the last of them. None where it is never said. */
export function saidAt(text: string, spoken: readonly Spoken[]): { at: number; until: number }[] {
  const tokens = tokensOf(text)
  if (tokens.length === 0) return []
  return spoken.flatMap(({ at }, from) => {
    const isHere = tokens.every((token, index) => isSame(token, spoken[from + index]?.token))
    return isHere ? [{ at, until: spoken[from + tokens.length - 1]?.at ?? at }] : []
  })
}

/** Whether one text says what another does. */
export function isSaid(text: string, said: string): boolean {
  return saidAt(said, spokenIn([{ text, start: 0 }])).length > 0
}

/** Words in small letters; of Han, which stands without spaces, each glyph. */
export function tokensOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}|[[\p{L}\p{M}\p{N}]--\p{Script=Han}]+/gv) ?? []
  )
}

// "tide" and "tides" are one thing.
function isSame(one: string, other: string | undefined): boolean {
  return other !== undefined && (one === other || [`${one}s`, `${one}es`].includes(other) || [`${other}s`, `${other}es`].includes(one))
}
