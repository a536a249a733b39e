/** What a word is, as far as labels need it; `unit` is counted, a `mark` ends every phrase. */
export type Part = 'noun' | 'name' | 'adjective' | 'verb' | 'preposition' | 'number' | 'unit' | 'mark' | 'other'

/** A word of a text. */
export interface Tagged {
  /** As a label shows it: as it is written, in its own case where the tagger knows it. */
  word: string
  part: Part
  /** Lower case, as a dictionary lists it; the word itself where no dictionary is read. */
  lemma: string
  /**
   * A noun that may be none. Where its form here misleads (a capital that any word would have, a particle that looks like an ending),
   * it counts if the film has it elsewhere in a form that doesn't; where no dictionary has it, if the film says it again.
   */
  guess?: 'form' | 'word'
}
