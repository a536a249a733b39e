/** Fewer items are no list. */
export const FEWEST_ITEMS = 3
/** Words that an item may have. */
export const MOST_WORDS = 3
/** Characters that an item may have in a script without spaces. */
export const MOST_GLYPHS = 8
