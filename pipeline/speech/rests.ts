/** Silences of a film, in seconds: around every scene's voice, after the opening's quote, and the ending. */
export const rests = { lead: 0.2, tail: 0.4, opening: 1, ending: 4 } as const
